"""One story across both platforms: asked on Discord, approved on Slack, one member on both."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import Room
from bot.meetings.model import Coming, Seat
from bot.members.model import Standing
from bot.ports import Unit
from tests.wire.discord.ground import MEMBER
from tests.wire.parity.acts import LISTED
from tests.wire.parity.both import BothPlace, on_both
from tests.wire.parity.discord import OnDiscord
from tests.wire.parity.meetings import PLAN, counts, drafts
from tests.wire.parity.person import Person
from tests.wire.parity.slack import OnSlack
from tests.wire.slack.north import CHANNELS

PLACE = {"ana": "Calgary", "luc": "Gatineau"}


@pytest.fixture
async def both(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[BothPlace]:
    """With everybody on either."""
    async with on_both(tmp_path, migrated_sqlite) as place:
        yield place


def address(name: str) -> str:
    return f"{name}@{LISTED.get(name, 'calgary.ca')}"


def has_role(place: BothPlace, name: str) -> bool:
    who = place[f"{name} on discord"]
    assert isinstance(who, OnDiscord)
    return MEMBER in who.who.member.roles


def is_in_room(place: BothPlace, name: str) -> bool:
    who = place[f"{name} on slack"]
    assert isinstance(who, OnSlack)
    return who.who.user.id in who.who.server.workspace.channels[CHANNELS[Room.MEMBERS]].members


async def joins_on_discord(place: BothPlace, name: str) -> None:
    """Approved by Claire, on Slack."""
    newcomer, claire = place[f"{name} on discord"], place["claire on slack"]
    await newcomer.types("peer", "join")
    await newcomer.fills_in("joining.submit", email=address(name), community=PLACE[name], role="staff")
    await place.settles()
    await newcomer.presses("joining.verify")
    await newcomer.fills_in("joining.verify", code=place.code(address(name)), attestation=["attest"])
    await place.settles()
    await claire.presses("joining.approve")
    await place.settles()
    await claire.presses("joining.send")
    await place.settles()


async def links_on_slack(place: BothPlace, name: str) -> None:
    """By a code to the same mailbox."""
    other = place[f"{name} on slack"]
    await other.types("peer", "link")
    await other.fills_in("joining.link", email=address(name))
    await place.settles()
    await other.presses("joining.verify")
    await other.fills_in("joining.verify", code=place.code(address(name)))
    await place.settles()


@pytest.mark.parametrize("name", ["ana", "luc"])
async def test_who_is_approved_on_one_platform_is_let_in_on_the_other(both: BothPlace, name: str) -> None:
    """In English and in French; both rooms of coordinators have seen it."""
    await joins_on_discord(both, name)

    assert both.standing(f"{name} on discord") is Standing.MEMBER
    assert (has_role(both, name), is_in_room(both, name)) == (True, False)
    assert both[f"{name} on discord"].called in both["dev on discord"].sees()


@pytest.mark.parametrize("name", ["ana", "luc"])
async def test_the_same_mailbox_on_both_platforms_is_one_member(both: BothPlace, name: str) -> None:
    """Let in on both, counted once, and known in one language."""
    await joins_on_discord(both, name)
    await links_on_slack(both, name)
    claire = both["claire on discord"]
    await claire.types("host", "members", both[f"{name} on discord"].called)

    assert both.profile(f"{name} on slack") == both.profile(f"{name} on discord") is not None
    assert (has_role(both, name), is_in_room(both, name)) == (True, True)
    assert claire.sees().count(both.known(f"{name} on slack").reference) == 1


async def test_two_coordinators_on_two_platforms_decide_once(both: BothPlace) -> None:
    """Whoever comes second sees who was first."""
    newcomer, claire, dev = both["ana on discord"], both["claire on slack"], both["dev on discord"]
    await newcomer.types("peer", "join")
    await newcomer.fills_in("joining.submit", email=address("ana"), community="Calgary", role="staff")
    await both.settles()
    await newcomer.presses("joining.verify")
    await newcomer.fills_in("joining.verify", code=both.code(address("ana")), attestation=["attest"])
    await both.settles()
    await claire.presses("joining.approve")
    await dev.presses("joining.approve")
    await both.settles()
    await both.passes(minutes=11)

    assert both.request("ana on discord").decided_by == both.known("claire on slack").id
    assert has_role(both, "ana")


async def test_who_leaves_on_one_platform_is_out_on_both(both: BothPlace) -> None:
    """And is forgotten."""
    await joins_on_discord(both, "ana")
    await links_on_slack(both, "ana")
    await both["ana on slack"].types("peer", "leave")
    await both["ana on slack"].presses("members.left")
    await both.settles()

    assert (has_role(both, "ana"), is_in_room(both, "ana")) == (False, False)
    assert both.profile("ana on discord") is None


async def test_the_latest_answer_holds_on_whichever_platform_it_was_given(both: BothPlace) -> None:
    """One member on both: answered on one while the other still shows the invitation, and counted once."""
    await joins_on_discord(both, "ana")
    await links_on_slack(both, "ana")
    slack, discord = both["ana on slack"], both["ana on discord"]
    await plans_on(both, "claire on slack")
    for each in (slack, discord):
        await each.types("peer", "meetings")
    await discord.presses("meetings.going")
    await slack.presses("meetings.no")
    await slack.presses("meetings.why_time")

    assert seat(both).answer == Coming.NO
    await discord.presses("meetings.maybe")
    ((_, counted),) = counts(both)
    assert (counted.going, counted.maybe, counted.no, dict(counted.reasons)) == (0, 1, 0, {"time": 1})


async def test_whoever_is_on_both_platforms_is_reminded_once(both: BothPlace) -> None:
    """Where they were linked last; each room is told, and after a move nothing of before is said."""
    await joins_on_discord(both, "ana")
    await links_on_slack(both, "ana")
    slack, discord = both["ana on slack"], both["ana on discord"]
    await discord.types("peer", "reminders")
    await discord.fills_in("meetings.remind", way="direct", steps=["week"])
    await plans_on(both, "claire on slack")
    dev = both["dev on discord"]
    await dev.types("host", "meeting")
    await dev.presses("meetings.run")
    await dev.presses("meetings.move")
    await dev.fills_in("meetings.move", day="2026-12-17", time="13:00")
    await both.passes(days=14, hours=1)  # a week before it as it was
    before = reminded(slack), reminded(discord)
    await both.passes(days=1)

    assert before == (0, 0)
    assert (reminded(slack), reminded(discord)) == (2, 1)  # the room and the message; the room alone
    await slack.presses("meetings.going")
    assert seat(both).answer == Coming.GOING


async def plans_on(both: BothPlace, who: str) -> None:
    await drafts(both[who], **PLAN)
    await both[who].presses("meetings.publish")
    await both.settles()


def seat(both: BothPlace) -> Seat:
    """Ana's, of the only meeting."""
    ana, now = both.known("ana on slack").id, both.clock.now()

    def work(unit: Unit) -> Seat:
        (meeting,) = unit.meetings.between(now, now + timedelta(days=90), 9)
        return unit.seats.get(meeting.id, ana)

    return both.bot.storage.transact(work)


def reminded(who: Person) -> int:
    """How often they see it, in a room or by themselves."""
    return who.sees().count("In a week")
