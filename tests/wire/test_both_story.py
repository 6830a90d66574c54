"""One story across both platforms: asked on Discord, approved on Slack, one member on both."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat import Room
from bot.members.model import Standing
from tests.wire.discord.ground import MEMBER
from tests.wire.parity.acts import LISTED
from tests.wire.parity.both import BothPlace, on_both
from tests.wire.parity.discord import OnDiscord
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
