"""The gateway may deliver the same thing twice, and answers may be lost or late: done once, and said once."""

from __future__ import annotations

import gc

import discord
import pytest

from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.interactions import COMMAND
from tests.wire.discord.north import North
from tests.wire.discord.people import Failed, Somebody
from tests.wire.discord.scenes import ADDRESS, both, cards, desk, en, newest, said, waits
from tests.wire.discord.server import Fault

CALLBACK = "POST /interactions/{interaction}/{token}/callback"
FOLLOW = "POST /webhooks/{app}/{token}"


async def again(there: North, who: Somebody) -> None:
    """What they did last arrives once more."""
    assert who.last is not None
    await there.server.gateway.dispatch("INTERACTION_CREATE", there.server.interactions.payload(who.last))
    await who.types("/peer help")  # by then it has arrived


async def test_a_command_that_comes_again_is_answered_once(guild: North) -> None:
    """Discord would refuse the second answer."""
    ana = guild["ana"]
    await ana.types("/peer home")
    answers = len(guild.server.called(CALLBACK))
    await again(guild, ana)

    assert len(guild.server.called(CALLBACK)) == answers + 1
    assert len(ana.sees()) == 2


async def test_a_form_that_comes_again_is_one_request_and_one_letter(guild: North) -> None:
    """And one answer."""
    ana = guild["ana"]
    await ana.types("/peer join")
    await ana.fills_in(name="Ana", email=ADDRESS["ana"], community="Calgary", role="staff")
    await again(guild, ana)
    await guild.settles()

    assert len(guild.letters(ADDRESS["ana"])) == 1
    assert len(ana.sees()) == 2


async def test_a_press_that_comes_again_decides_once(guild: North) -> None:
    """The card stays as the first one left it."""
    await waits(guild, "ana")
    claire = desk(guild)
    await claire.presses(both("button.joining.approve"))
    await guild.settles()
    shown = said(cards(guild)[-1])
    await again(guild, claire)

    assert said(cards(guild)[-1]) == shown


async def test_an_answer_that_was_cut_is_given_once_more(guild: North) -> None:
    """Nobody is told that the interaction failed."""
    ana = guild["ana"]
    guild.server.once(CALLBACK, Fault(cut=True))
    await ana.types("/peer home")

    assert en("members.outside.body") in newest(ana)


async def test_an_answer_that_was_cut_after_it_arrived_is_seen_once(guild: North) -> None:
    """Discord says that it has one already, and nothing is amiss."""
    ana = guild["ana"]
    guild.server.once(CALLBACK, Fault(cut=True, after=True))
    with captured_logs() as stream:
        await ana.types("/peer home")
        await guild.settles()

    assert len(ana.sees()) == 1
    assert "discord.answer" not in {line["event"] for line in lines_of(stream)}


async def test_what_was_done_stands_when_its_answer_comes_too_late(guild: North) -> None:
    """Discord does not take it any more: one line in the log, and the card shows it all the same."""
    await waits(guild, "ana")
    claire = desk(guild)
    guild.server.once(CALLBACK, Fault(404))
    claire.within = 0.3
    with captured_logs() as stream, pytest.raises(Failed):
        await claire.presses(both("button.joining.approve"))
    await guild.settles()

    assert [line["status"] for line in lines_of(stream) if line["event"] == "discord.answer"] == [404]
    await desk(guild, "dev").types("/host pending")
    assert both("button.joining.send") in said(cards(guild)[-1])


async def test_a_notice_that_is_lost_leaves_the_card(guild: North) -> None:
    """The second to press is not told why, and sees on the card who it was."""
    await waits(guild, "ana")
    claire, dev, card = desk(guild), desk(guild, "dev"), cards(guild)[-1]
    components = card.components
    await claire.presses(both("button.joining.approve"))
    await guild.settles()
    card.components = components
    guild.server.once(FOLLOW, Fault(400))
    await dev.presses(both("button.joining.approve"), card)
    await guild.settles()

    assert "Claire Coté" in said(cards(guild)[-1])
    assert both("button.joining.send") in said(cards(guild)[-1])


async def test_nothing_is_kept_of_a_thousand_answers(guild: North) -> None:
    """No form, no button and no message stays in the library's memory."""
    ana, kinds = guild["ana"], (discord.ui.View, discord.ui.Modal, discord.Message, discord.Interaction)
    for _ in range(500):
        await ana.types("/peer join")
        await ana.types("/peer home")
    await guild.settles()
    gc.collect()

    assert len(ana.sees()) == 500
    assert len([each for each in gc.get_objects() if isinstance(each, kinds)]) <= 2


async def test_a_kind_of_interaction_that_nobody_knows_harms_nothing(guild: North) -> None:
    """A later version of Discord may send one."""
    ana = guild["ana"]
    made = guild.server.interactions.new(COMMAND, ana.member, ana.channel, {"name": "peer", "options": []})
    payload = guild.server.interactions.payload(made) | {"type": 9, "data": None}
    await guild.server.gateway.dispatch("INTERACTION_CREATE", payload)
    await ana.types("/peer home")

    assert en("members.outside.body") in newest(ana)
