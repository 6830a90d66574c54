"""The members' room on Slack: every answer that letting in and taking out can get; what people do by hand."""

import pytest

from tests.wire.slack.north import North
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import (
    COORDINATORS,
    MEMBERS,
    approves,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    said,
    screen,
    waits,
)
from tests.wire.slack.server import Fault
from tests.wire.slack.workspace import BOT


def inside(there: North, who: Somebody) -> bool:
    return who.user.id in there.workspace.channels[MEMBERS].members


async def tries_again(there: North) -> Somebody:
    """What `/host undelivered` lists, all of it."""
    claire = desk(there)
    await claire.types("/host non-livres")
    await claire.presses(fr("button.undelivered.open"))
    assert claire.screen is not None
    options = claire.screen.content["blocks"][0]["element"]["options"]
    await claire.fills_in(errands=[option["value"] for option in options])
    await there.settles()
    return claire


REFUSED = {  # one for each word; tests/wire/test_slack_api.py has all codes
    "cant_invite": "failure.cannot_admit",
    "user_not_found": "failure.account_gone",
    "is_archived": "failure.room_gone",
    "not_in_channel": "failure.room_closed",
    "missing_scope": "failure.not_allowed_there",
    "method_not_supported_for_channel_type": "failure.refused",
}


@pytest.mark.parametrize("error", REFUSED)
async def test_whoever_cannot_be_let_in_is_a_task_until_it_is_mended(there: North, error: str) -> None:
    """The card says so, a message says why, and trying again after mending lets in."""
    ana = await waits(there, "ana")
    there.server.once("conversations.invite", Fault(error=error))
    await approves(there)

    assert not inside(there, ana)
    assert any(both("joining.admission.failed", platform="Slack") in said(card) for card in cards(there))
    assert both(REFUSED[error]) in said(cards(there)[-1])
    await ana.types("/peer")
    assert en("members.account.failed", platform="Slack") in newest(ana)
    claire = await tries_again(there)
    assert fr("undelivered.tried.title") in screen(claire)
    assert inside(there, ana)
    assert any(both("joining.admission.admitted", platform="Slack") in said(card) for card in cards(there))


async def test_whoever_is_inside_already_is_in(either: North) -> None:
    """Somebody let them in by hand: `already_in_channel` is no failure."""
    ana = await waits(either, "ana")
    either.workspace.channels[MEMBERS].members.append(ana.user.id)
    await approves(either)

    assert both("joining.admission.admitted", platform="Slack") in said(cards(either)[-1])


async def test_a_guest_of_one_channel_is_a_task_for_people(either: North) -> None:
    """Slack lets such an account into no second room."""
    ana = await waits(either, "ana")
    ana.user.is_ultra_restricted = True
    await approves(either)

    assert both("failure.cannot_admit") in said(cards(either)[-1])
    ana.user.is_ultra_restricted = False
    await tries_again(either)
    assert inside(either, ana)


async def test_a_guest_of_several_channels_is_let_in(either: North) -> None:
    """As anybody."""
    either["ana"].user.is_restricted = True
    ana = await joins(either, "ana")

    assert inside(either, ana)


async def test_an_account_that_was_deactivated_meanwhile_is_told_to_the_desk(either: North) -> None:
    """It can neither be let in nor be written to."""
    ana = await waits(either, "ana")
    ana.user.deleted = True
    await approves(either)

    assert not inside(either, ana)
    assert both("failure.account_gone") in said(cards(either)[-1])


@pytest.mark.parametrize("what", ["archived", "deleted", "without the bot"])
async def test_a_members_room_that_is_not_there_is_told_and_mended(either: North, what: str) -> None:
    """Whoever was approved meanwhile is let in afterwards."""
    ana = await waits(either, "ana")
    room = either.workspace.channels[MEMBERS]
    match what:
        case "archived":
            room.archived = True
        case "deleted":
            del either.workspace.channels[MEMBERS]
        case _:
            room.members.remove(BOT)
    await approves(either)
    assert both("failure.room_gone") in said(cards(either)[-1])
    either.workspace.channels[MEMBERS], room.archived = room, False
    room.members += [BOT] if BOT not in room.members else []
    await tries_again(either)

    assert inside(either, ana)


async def test_a_room_that_was_renamed_is_the_same_room(either: North) -> None:
    """Its id stays."""
    either.workspace.channels[MEMBERS].name = "collègues"
    either.workspace.channels[COORDINATORS].name = "the-desk"
    ana = await joins(either, "ana")

    assert inside(either, ana)


async def test_a_coordinators_room_without_the_bot_loses_no_card(either: North) -> None:
    """It hangs there once the bot is back and somebody has tried again."""
    either.workspace.channels[COORDINATORS].members.remove(BOT)
    await waits(either, "ana")
    assert cards(either) == []
    either.workspace.channels[COORDINATORS].members.append(BOT)
    await tries_again(either)

    assert any(both("button.joining.approve") in said(card) for card in cards(either))


async def test_a_card_that_somebody_deleted_is_posted_anew_while_it_matters(either: North) -> None:
    """`message_not_found`: the next change brings another."""
    ana = await waits(either, "ana")
    (card,) = cards(either)
    claire = desk(either)
    await claire.presses(both("button.joining.ask"))
    either.workspace.channels[COORDINATORS].messages.remove(card)
    await claire.fills_in(question="Où?")
    await either.settles()

    assert any("Où?" in said(another) for another in cards(either))
    assert "Où?" in said(ana.direct()[-1])


@pytest.mark.parametrize("error", ["cant_kick_from_general", "restricted_action"])
async def test_whoever_cannot_be_taken_out_is_told_to_the_desk(there: North, error: str) -> None:
    """They have left all the same; somebody has to see to the room."""
    ana = await joins(there, "ana")
    there.server.once("conversations.kick", Fault(error=error))
    await ana.types("/peer leave")
    await ana.presses(en("button.members.left"))
    await there.settles()

    assert both("failure.not_allowed_there") in said(cards(there)[-1])
    assert en("members.left.title") in newest(ana)
