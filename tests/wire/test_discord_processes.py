"""Several processes: one has the line to Discord, all can send, and another goes on when one has ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.chat import Card, Room, Text
from tests.wire.discord.ground import COORDINATORS
from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.scenes import en, newest, said

ONE = Card(Text("refusal.title"))


async def test_of_two_processes_one_has_the_line_and_both_can_send(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """Whichever it is; nobody is answered twice."""
    async with (
        ground(tmp_path, migrated_sqlite) as around,
        awake(around) as one,
        awake(around, 8, holder="there", connects=False) as other,
    ):
        await other.discord.post(Room.COORDINATORS, ONE, "of the other")
        await _answers(one)

        assert len(around.server.gateway.identified) == 1
        assert len(one["ana"].sees()) == 1
        assert said(around.server.guild.channels[COORDINATORS].messages[-1])


async def test_when_one_ends_the_other_goes_on_at_once(tmp_path: Path, migrated_sqlite: str) -> None:
    """It lets go of the line."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around):
            second = awake(around, 8, holder="there", connects=False)
            other = await second.__aenter__()
        await around.server.gateway.until(lambda gateway: len(gateway.identified) == 2)
        await _answers(other)
        await second.__aexit__(None, None, None)

    assert en("members.outside.body") in newest(other["ana"])


async def test_when_one_is_killed_the_other_goes_on_within_a_minute(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """Its lease runs out."""
    async with (
        ground(tmp_path, migrated_sqlite) as around,
        awake(around, 8, holder="there", connects=False) as other,
    ):
        door, gateway = other.bot.door, around.server.gateway
        await gateway.connected()
        other.clock.push(timedelta(seconds=46))
        assert await door.hold("discord", "somebody who is killed", 45)
        await gateway.until(lambda line: not line.links)
        held = await door.hold("discord", "there", 45)
        other.clock.push(timedelta(seconds=46))
        await gateway.until(lambda line: len(line.identified) == 2)
        await _answers(other)
        shown = newest(other["ana"])

    assert not held
    assert en("members.outside.body") in shown


async def _answers(there: North) -> None:
    """Once the guild is known."""
    assert there.discord.gateway is not None
    await there.discord.gateway.ready.wait()
    await there["ana"].types("/peer home")
