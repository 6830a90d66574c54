"""Who may decide on Slack: those who are in the coordinators' room at that moment, and nobody by a button."""

from collections.abc import Mapping
from typing import Any

import pytest

from adapters.slack.rooms import LONGEST, PAGE
from tests.wire.slack.north import North
from tests.wire.slack.scenes import (
    COORDINATORS,
    FACILITATORS,
    both,
    cards,
    desk,
    en,
    fr,
    newest,
    said,
    waits,
)
from tests.wire.slack.server import Fault
from tests.wire.slack.workspace import BOT, OTHER_TEAM

FAILED = Fault(error="fatal_error")


def undecided(there: North) -> bool:
    """Nothing was done to the one card."""
    return both("button.joining.approve") in said(cards(there)[-1])


async def test_a_visible_button_is_no_permission(either: North) -> None:
    """Ana was shown the card once, or made the button up: the room decides."""
    await waits(either, "luc")
    card = cards(either)[-1]
    key = card.blocks[-2]["elements"][0]["action_id"]
    ana = either["ana"].goes_to(COORDINATORS)
    await ana.forges(key, card)
    await either.settles()

    told = either.workspace.channels[COORDINATORS].messages[-1]
    assert undecided(either)
    assert told.reader == ana.user.id
    assert en("refusal.not_allowed", role=en("role.coordinator")) in said(told)


async def test_a_command_is_no_permission_either(either: North) -> None:
    """Said in the language of whoever typed it."""
    await either["luc"].types("/host en-attente")

    assert fr("refusal.not_allowed", role=fr("role.coordinator")) in newest(either["luc"])


async def test_whoever_was_taken_out_a_moment_ago_decides_nothing_more(either: North) -> None:
    """Claire pressed a minute ago and was let; the room is read anew."""
    await waits(either, "ana")
    claire = desk(either)
    await claire.presses(both("button.joining.assign"))
    await either.settles()
    either.workspace.channels[COORDINATORS].members.remove(claire.user.id)
    card = cards(either)[-1]
    await claire.presses(both("button.joining.approve"), card)
    await either.settles()

    assert undecided(either)


async def test_whoever_became_a_guest_decides_nothing_more(either: North) -> None:
    """A guest in the coordinators' room has no say, also when the profile was read before."""
    await waits(either, "ana")
    claire = desk(either)
    await claire.types("/host")
    claire.user.is_restricted = True
    await claire.presses(both("button.joining.approve"))
    await either.settles()

    assert undecided(either)


@pytest.mark.parametrize("method", ["conversations.members", "users.info"])
async def test_nothing_is_decided_while_slack_does_not_say_who_may(either: North, method: str) -> None:
    """And that is what whoever pressed is told, in their language; then it works."""
    await waits(either, "ana")
    claire = desk(either)
    await claire.types("/host")
    for _ in range(2):
        either.server.once(method, FAILED)
    await claire.presses(both("button.joining.approve"))
    await either.settles()
    assert undecided(either)
    assert fr("slack.roles_unknown") in newest(claire)
    either.server.forgives()
    await claire.presses(both("button.joining.approve"))
    await either.settles()

    assert not undecided(either)


async def test_a_command_is_told_so_too(either: North) -> None:
    """In the language of the reader."""
    claire = desk(either)
    for _ in range(2):
        either.server.once("conversations.members", FAILED)
    await claire.types("/host pause")

    assert fr("slack.roles_unknown") in newest(claire)


async def test_a_form_is_told_so_too(either: North) -> None:
    """In the modal; what was typed is not sent."""
    ana = await waits(either, "ana")
    told = len(ana.direct())
    claire = desk(either)
    await claire.presses(both("button.joining.ask"))
    for _ in range(2):
        either.server.once("conversations.members", FAILED)
    await claire.fills_in(question="?")
    await either.settles()

    assert claire.screen is not None
    assert fr("slack.roles_unknown") in said(dict(claire.screen.content))
    assert len(ana.direct()) == told


async def test_a_facilitators_room_that_is_gone_takes_nothing_from_coordinators(either: North) -> None:
    """The bot was removed from it."""
    await waits(either, "ana")
    either.workspace.channels[FACILITATORS].members.remove(BOT)
    await desk(either).presses(both("button.joining.approve"))
    await either.settles()

    assert not undecided(either)


async def test_a_coordinators_room_that_is_gone_leaves_nobody_with_a_say(either: North) -> None:
    """Until the bot is back in it; nothing is lost meanwhile."""
    await waits(either, "ana")
    claire, card = desk(either), cards(either)[-1]
    either.workspace.channels[COORDINATORS].members.remove(BOT)
    await claire.presses(both("button.joining.approve"), card)
    await either.settles()
    assert undecided(either)
    either.workspace.channels[COORDINATORS].members.append(BOT)
    await claire.presses(both("button.joining.approve"), card)
    await either.settles()

    assert not undecided(either)


async def test_a_room_of_a_whole_city_leaves_nobody_with_a_say(there: North) -> None:
    """Somebody has set the wrong channel."""
    there.workspace.channels[COORDINATORS].members += [f"U0{each}" for each in range(PAGE * LONGEST)]
    claire = desk(there)
    await claire.types("/host pending")

    assert fr("refusal.not_allowed", role=fr("role.coordinator")) in newest(claire)


async def test_nobody_decides_on_their_own_request(either: North) -> None:
    """Dev coordinates, and asks to join like anybody."""
    dev = either["dev"]
    await dev.types("/peer join")
    (row, *_) = await dev.looks_up("community", "calg")
    await dev.fills_in(email="dev.singh@calgary.ca", community=row["value"], role="staff")
    await either.settles()
    await dev.types("/peer verify")
    await dev.fills_in(code=either.code("dev.singh@calgary.ca"), attestation=["attest"])
    await either.settles()
    await desk(either, "dev").presses(both("button.joining.approve"))
    await either.settles()

    assert en("refusal.own_request") in newest(dev)
    assert undecided(either)


async def test_a_right_that_is_missing_makes_nobody_a_stranger(either: North) -> None:
    """Without users:read there is a panel, in the network's first language, and nothing is decided."""
    either.server.scopes = tuple(scope for scope in either.server.scopes if scope != "users:read")
    await either["luc"].types("/peer")
    claire = desk(either)
    await claire.types("/host pending")

    assert en("members.outside.body") in newest(either["luc"])
    assert en("slack.roles_unknown") in newest(claire)


STRANGERS: Mapping[str, dict[str, Any]] = {
    "of another workspace": {"team": OTHER_TEAM},
    "a bot": {"is_bot": True},
    "deactivated": {"deleted": True},
}


@pytest.mark.parametrize("who", STRANGERS)
async def test_a_stranger_is_told_that_the_bot_is_not_for_them(either: North, who: str) -> None:
    """In both languages, since nothing is known of them; at a press as at a command."""
    await waits(either, "ana")
    stranger = either.arrives(either.workspace.add_user("U0OTHER", "Olu", **STRANGERS[who]))
    await stranger.types("/peer join")
    assert both("slack.stranger") in newest(stranger)
    stranger.goes_to(COORDINATORS)
    either.workspace.channels[COORDINATORS].members.append(stranger.user.id)
    await stranger.presses(both("button.joining.approve"), cards(either)[-1])
    await either.settles()

    assert both("slack.stranger") in newest(stranger)
    assert undecided(either)


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted"])
async def test_a_guest_may_ask_and_has_no_say(either: North, kind: str) -> None:
    """Whoever works for a community may be a guest of this workspace."""
    guest = either.arrives(either.workspace.add_user("U0GUEST", "Gil", **{kind: True}))
    either.workspace.channels[COORDINATORS].members.append(guest.user.id)
    await guest.types("/host pending")
    assert en("refusal.not_allowed", role=en("role.coordinator")) in newest(guest)
    await guest.types("/peer join")

    assert guest.screen is not None
