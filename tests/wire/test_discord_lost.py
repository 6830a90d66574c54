"""An answer that is cut, late or refused: what was done stands, and nobody is told that it failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.people import Failed
from tests.wire.discord.scenes import both, cards, desk, en, fr, newest, said, waits
from tests.wire.discord.server import Fault

CALLBACK = "POST /interactions/{interaction}/{token}/callback"
FOLLOW = "POST /webhooks/{app}/{token}"
ORIGINAL = "PATCH /webhooks/{app}/{token}/messages/@original"


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


async def test_what_is_under_way_is_answered_although_that_was_cut(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """That it takes longer arrived, its acknowledgement did not: nobody is left with what it says."""
    async with ground(tmp_path, migrated_sqlite) as around, awake(around, guard=0.0) as there:
        ana = there["ana"]
        around.server.once(CALLBACK, Fault(cut=True, after=True))
        await ana.types("/peer home")
        await there.settles()
        seen = [said(each) for each in ana.sees()]

    assert len(seen) == 1
    assert en("members.outside.body") in seen[0]


async def test_an_answer_in_place_of_that_it_takes_longer_is_given_once_more(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """It was cut: said twice, it stands there once."""
    async with ground(tmp_path, migrated_sqlite) as around, awake(around, guard=0.0) as there:
        ana = there["ana"]
        around.server.once(ORIGINAL, Fault(cut=True))
        await ana.types("/peer home")
        await there.settles()
        seen = [said(each) for each in ana.sees()]

    assert len(seen) == 1
    assert en("members.outside.body") in seen[0]


async def test_a_card_that_was_deleted_meanwhile_is_shown_to_whoever_pressed(guild: North) -> None:
    """There is nothing to be updated any more: what they did is done, and they are told."""
    await waits(guild, "ana")
    claire, card = desk(guild), cards(guild)[-1]
    key = str(card.components[0]["components"][0]["custom_id"])
    guild.guild.channels[card.channel].messages.remove(card)
    await claire.forges_unseen(key, card)
    await guild.settles()

    (shown,) = [each for each in claire.sees() if each.reader]
    assert fr("button.joining.send") in said(shown)


async def test_an_answer_that_discord_refuses_is_said_to_be_refused(guild: North) -> None:
    """Whoever waits is not told that it failed, and learns where to look."""
    ana = guild["ana"]
    guild.server.once(CALLBACK, Fault(400))
    await ana.types("/peer home")
    await guild.settles()

    assert en("discord.unshown") in newest(ana)
    await ana.presses(en("button.members.home"))
    assert en("members.outside.body") in newest(ana)
