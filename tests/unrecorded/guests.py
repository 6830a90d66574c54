"""Somebody registers for a public webinar, and comes: an address is all that they hand over."""

from __future__ import annotations

from aiohttp import ClientSession

from bot.ports import Unit
from tests.unrecorded.canaries import Canaries
from tests.unrecorded.network import Unrecorded
from tests.unrecorded.outbound import Outbound
from tests.unrecorded.voices import addressed
from tests.web.place import Browsing
from tests.wire.parity.meetings import PLAN


async def comes(place: Unrecorded, canaries: Canaries, outbound: Outbound) -> None:
    """With a slip first; by the link in the letter."""
    await _is_planned(place)
    assert place.around is not None
    async with ClientSession() as session:
        there = Browsing(place.around.web, session)
        listed = await there.get("/en/meetings")
        where = listed.page.links["Register for this webinar"]
        address = addressed("pam@gmail.com", canaries)
        for each in ("nobody", address):
            form = (await there.get(where)).page.form("webinars.register")
            outbound.say("screen", (await there.sends(form, email=each)).words)
        await place.settles()
        shown = await there.get(f"/fr/registration/{_token(place, where, address)}")
        outbound.say("screen", (await there.presses(shown, "webinars.confirm")).words)
    await place.settles()


async def _is_planned(place: Unrecorded) -> None:
    dev = place["dev on discord"]
    await dev.types("host", "meeting")
    await dev.presses("meetings.plan")
    await dev.fills_in("meetings.plan", **PLAN | {"kind": "webinar"})
    await dev.presses("meetings.publish")
    await place.settles()


def _token(place: Unrecorded, where: str, address: str) -> str:
    def found(unit: Unit) -> str:
        guest = unit.guests.of_mailbox(where.rpartition("/")[2], address.lower())
        assert guest is not None
        return unit.guests.token(guest.id)

    return place.bot.storage.transact(found)
