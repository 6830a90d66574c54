"""`/host` on Slack, for coordinators: what waits, members, communities, who did what, the switch."""

import re

import pytest

from bot.chat import Room
from tests.wire.slack.north import CHANNELS, North
from tests.wire.slack.scenes import ADDRESS, both, cards, desk, en, fr, joins, newest, said, screen, waits

REFERENCE = re.compile(r"\b[A-Z2-7]{6}\b")


@pytest.mark.parametrize("line", ["/host", "/host pending", "/host en-attente", "/host EN-ATTENTE"])
async def test_what_waits_is_shown_to_who_asks_in_their_language(there: North, line: str) -> None:
    """A root alone is the same; nobody else in the room sees it."""
    await waits(there, "ana")
    claire, dev = desk(there), desk(there, "dev")
    await claire.types(line)

    assert fr("joining.pending.title") in newest(claire)
    assert "Ana Roy" in newest(claire)
    assert fr("joining.pending.title") not in newest(dev)


async def test_several_are_decided_at_once(either: North) -> None:
    """Ticked in a modal; what became of each is said there."""
    await waits(either, "ana")
    await waits(either, "luc")
    claire = desk(either)
    await claire.types("/host")
    await claire.presses(fr("button.joining.several"))
    assert claire.screen is not None
    offered = claire.screen.content["blocks"][0]["element"]["options"]
    await claire.fills_in(requests=[each["value"] for each in offered], decision="decline")
    assert claire.errors == {"reason": fr("joining.several.needs_reason")}
    await claire.fills_in(
        requests=[each["value"] for each in offered], decision="decline", reason="not_staff"
    )
    await either.settles()

    assert fr("joining.several.outcomes") in screen(claire)
    assert len([card for card in cards(either) if both("button.joining.undo") in said(card)]) == 2


async def test_a_member_is_found_seen_suspended_and_let_in_again(either: North) -> None:
    """By name, by reference, by a form with a reason that they read."""
    ana = await joins(either, "ana")
    claire = desk(either)
    await claire.types("/host membres roy")
    (reference,) = REFERENCE.findall(newest(claire))
    await claire.types(f"/host membre {reference}")
    assert "Ana Roy" in newest(claire)
    await claire.presses(fr("button.members.suspend"))
    await claire.fills_in(reason="employer")
    await either.settles()
    assert en("members.suspended.means") in said(ana.direct()[-1])
    assert ana.user.id not in either.workspace.channels[CHANNELS[Room.MEMBERS]].members
    await claire.types(f"/host member {reference}")
    await claire.presses(fr("button.members.reinstate"))
    await either.settles()

    assert ana.user.id in either.workspace.channels[CHANNELS[Room.MEMBERS]].members


@pytest.mark.parametrize(
    "line, sentence",
    [
        ("/host members", "refusal.name_needed"),
        ("/host membre XYZ", "refusal.no_such_member"),
        ("/host aide", "host.help.pending"),
        ("/host historique", "history.title"),
        ("/host non-livres", "undelivered.none.title"),
        ("/host collectivite", "refusal.community_needed"),
    ],
)
async def test_each_command_says_what_it_takes(there: North, line: str, sentence: str) -> None:
    """In French, to Claire, in the coordinators' room."""
    claire = desk(there)
    await waits(there, "ana")
    await claire.types(line)

    assert fr(sentence, reference="XYZ") in newest(claire)
    assert claire.sees()[-1].reader == claire.user.id


async def test_who_did_what_is_read_by_reference(either: North) -> None:
    """With whoever pressed, by name."""
    await joins(either, "ana")
    claire = desk(either)
    await claire.types("/host history")

    assert "Claire Coté" in newest(claire)
    assert fr("audit.approved") in newest(claire)


async def test_while_it_is_paused_nothing_goes_out_and_afterwards_everything(either: North) -> None:
    """What was announced follows."""
    claire, ana = desk(either), either["ana"]
    await claire.types("/host pause")
    await claire.presses(fr("button.switch.pause"))
    await ana.types("/peer join")
    (row, *_) = await ana.looks_up("community", "calg")
    await ana.fills_in(email=ADDRESS["ana"], community=row["value"], role="staff")
    await either.settles()
    assert either.letters(ADDRESS["ana"]) == []
    assert en("switch.notice") in screen(ana)
    await claire.types("/host reprendre")
    await either.settles()

    assert len(either.letters(ADDRESS["ana"])) == 1
    assert fr("switch.resumed.title") in newest(claire)


async def test_what_replaces_a_private_answer_says_that_it_is_private(there: North) -> None:
    """It is not left to what Slack, or whatever stands in for it, does unasked."""
    claire = desk(there)
    await claire.types("/host pause")
    await claire.presses(fr("button.switch.pause"))
    await there.settles()
    (given,) = [call["json"] for call in there.server.calls if call["path"].startswith("/response/")]

    assert (given["replace_original"], given["response_type"]) == (True, "ephemeral")


async def test_an_unknown_word_says_where_the_list_is(there: North) -> None:
    """The right one for the root that was typed."""
    claire = desk(there)
    await claire.types("/host tout")

    assert "/host aide" in newest(claire)
