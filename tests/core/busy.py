"""A network in which everything that can grow too old has happened, and time that passes there."""

from dataclasses import replace
from datetime import timedelta

from bot.communities.registry import Listed
from bot.joining.forms import SILENT
from bot.members import purging
from bot.members.aging import What
from bot.members.model import Standing
from bot.ports import Unit
from bot.rights.ports import Purpose
from bot.webinars.model import Guest
from tests.core import voting
from tests.core.cast import ANA, CALGARY, CLAIRE, LUC
from tests.core.evidence import attests
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.memberships import decides
from tests.core.reading import button, card_of
from tests.core.topics import suggests
from tests.core.vouches import BEA, CY, asked_about, says

EVE, FAY, GIL, HAL = (ANA.called(user) for user in ("eve", "fay", "gil", "hal"))
NOTE = "Shadows of York"


def busy(house: House) -> None:
    """Requests in each state in which one can end; members who stay, are removed, or have left and are still
    there; a meeting, a poll, themes; somebody's word; a domain confirmed, another revoked; a pause."""
    attests(house, asked_about(house, BEA))
    says(house, "yes")
    house.approves(CLAIRE, house.request(ANA))
    for who in (LUC, CY):
        house.joins(who)
    for who, message in ((EVE, "send"), (FAY, SILENT)):
        house.declines(CLAIRE, house.waits(who), note=NOTE, message=message)
    house.presses(GIL, "joining.withdrawn", house.waits(GIL).id)
    house.asks(HAL)
    _meets_and_votes(house)
    decides(house, "remove", house.profile(CY))
    house.storage.transact(_is_stuck)
    house.storage.transact(_confirms)
    house.presses(CLAIRE, "switch.pause", "all")
    house.presses(CLAIRE, "switch.resume", "all")
    house.carries_out()


def _meets_and_votes(house: House) -> None:
    plans(house)
    house.carries_out()
    house.clicks(ANA, button(card_of(house.types(ANA, "meetings")), "meetings.going"))
    poll = voting.opened(house, day="2026-12-20")
    voting.votes(house, poll, 1)
    suggests(house)
    suggests(house, LUC, title="Trees")


def _is_stuck(unit: Unit) -> None:
    """Their door was never closed: nobody forgets them but time. The other has a page, and links. Somebody
    registered for a webinar, and never confirmed it."""
    member = unit.profiles.of(LUC.person.identity)
    assert member is not None
    left = replace(member, id="stuck", standing=Standing.LEFT, left_at=member.known_at)
    unit.profiles.add(left)
    unit.pages.open("secret", member.id, member.known_at)
    unit.visits.link("secret", member.id, member.known_at)
    expires = member.known_at + timedelta(days=3)
    guest = Guest("guest", "webinar", "pam@gmail.com", member.reader, member.known_at, expires)
    unit.guests.add(guest, guest.address)
    unit.tickets.keep(member.id, Purpose.DOWNLOAD, "secret", member.known_at)


def _confirms(unit: Unit) -> None:
    profile = unit.profiles.of(ANA.person.identity)
    assert profile is not None
    now = profile.known_at
    unit.registry.save(
        (),
        [
            Listed(CALGARY, "one.example").confirm("dev", now),
            Listed(CALGARY, "two.example").revoke("dev", now),
        ],
    )


def passes(house: House, *days: int) -> set[What]:
    """So many days at a time, with what time brings about; what was too old at some moment."""
    seen: set[What] = set()
    for step in days:
        house.clock.push(timedelta(days=step))
        while due := too_old(house):
            seen |= due
            house.app.tick()
            house.carries_out()
        house.storage.sweep()
    return seen


def too_old(house: House) -> set[What]:
    return {what for what, count in house.app.operate(purging.counts).items() if count}
