"""The line on which interactions come in: it comes back by itself from whatever befalls it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.platform import DeliveryFailed
from bot.chat import Card, Room, Text
from bot.outbox import Result
from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.ground import COORDINATORS
from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.scenes import en, newest, said
from tests.wire.discord.server import DiscordServer, Fault

COMMANDS = "PUT /applications/{app}/guilds/{guild}/commands"
ONE = Card(Text("refusal.title"))
Mishap = Callable[[DiscordServer], Awaitable[None]]


async def cut(server: DiscordServer) -> None:
    server.gateway.cut()


async def cut_and_forgotten(server: DiscordServer) -> None:
    server.gateway.forget()
    server.gateway.cut()


async def asked_to_come_again(server: DiscordServer) -> None:
    await server.gateway.reconnect()


async def not_valid(server: DiscordServer) -> None:
    await server.gateway.invalidate(resumable=False)


async def not_valid_for_now(server: DiscordServer) -> None:
    await server.gateway.invalidate(resumable=True)


def closed(code: int) -> Mishap:
    async def close(server: DiscordServer) -> None:
        await server.gateway.close_with(code)

    return close


def says(written: str) -> Mishap:
    async def say(server: DiscordServer) -> None:
        server.gateway.forget()
        await server.gateway.says(written)

    return say


MISHAPS = {
    "cut": cut,
    "cut, and its session forgotten": cut_and_forgotten,
    "asked to come again": asked_to_come_again,
    "a session that is not valid": not_valid,
    "a session that is not valid for now": not_valid_for_now,
    "closed without a reason": closed(1000),
    "closed with 4000": closed(4000),
    "closed with 4009": closed(4009),
    "closed with 4008": closed(4008),
    "an event without its data": says('{"op": 0, "t": "GUILD_CREATE", "s": 9, "d": {}}'),
    "an event of another shape": says('{"op": 0, "t": "INTERACTION_CREATE", "s": 9, "d": []}'),
    "no JSON": says("<html>"),
    "a number": says("7"),
}


@pytest.mark.parametrize("mishap", MISHAPS)
async def test_it_comes_back_from_each_mishap(guild: North, mishap: str) -> None:
    """And whoever types then is answered; what is to be sent goes out meanwhile."""
    began = len(guild.server.gateway.identified) + guild.server.gateway.resumed
    with captured_logs():
        await MISHAPS[mishap](guild.server)
        await guild.server.gateway.until(lambda gateway: len(gateway.identified) + gateway.resumed > began)
        await guild.server.gateway.connected()
        await guild.discord.post(Room.COORDINATORS, ONE, "meanwhile")
        await _answers(guild)

    assert en("members.outside.body") in newest(guild["ana"])


async def test_what_was_missed_is_answered_when_it_resumes(guild: North) -> None:
    """Within the three seconds that Discord waits."""
    session = await guild.server.gateway.connected()
    guild.server.gateway.cut()
    await guild.server.gateway.until(lambda _: not session.connected)
    await guild["ana"].types("/peer home")

    assert en("members.outside.body") in newest(guild["ana"])
    assert guild.server.gateway.resumed == 1


@pytest.mark.parametrize("refused", [1, 3])
async def test_a_gateway_that_refuses_at_first_is_tried_again(
    tmp_path: Path, migrated_sqlite: str, refused: int
) -> None:
    """With a fresh client each time."""
    async with ground(tmp_path, migrated_sqlite) as around:
        around.server.gateway.refuses = refused
        with captured_logs() as stream:
            async with awake(around) as there:
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert en("members.outside.body") in shown
    assert len([line for line in lines_of(stream) if line["event"] == "discord.disconnected"]) == refused


FIRST = {
    "cut": Fault(cut=True),
    "503": Fault(503),
    "429": Fault(429, retry_after=0.01, via=False),
    "no JSON": Fault(404),
}


@pytest.mark.parametrize("name", FIRST)
async def test_a_start_at_a_bad_moment_is_tried_again(
    tmp_path: Path, migrated_sqlite: str, name: str
) -> None:
    """Discord does not answer at first, and then does."""
    async with ground(tmp_path, migrated_sqlite) as around:
        around.server.once("GET /users/@me", FIRST[name])
        around.server.once("GET /guilds/{guild}", FIRST[name])
        with captured_logs():
            async with awake(around) as there:
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert en("members.outside.body") in shown


async def test_a_start_while_nobody_is_there_is_tried_again(tmp_path: Path, migrated_sqlite: str) -> None:
    """Not even its address answers; letters go out all the same."""
    async with ground(tmp_path, migrated_sqlite) as around:
        await around.server.goes_away()
        with captured_logs():
            async with awake(around, waits=False) as there:
                with pytest.raises(DeliveryFailed) as failed:
                    await there.discord.post(Room.COORDINATORS, ONE, "n")
                await around.server.comes_back()
                await there.discord.ready.wait()
                await around.server.gateway.connected()
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert (failed.value.result, failed.value.code) == (Result.LATER, "discord_unreachable")
    assert en("members.outside.body") in shown


# ---- commands


async def test_commands_are_told_once(tmp_path: Path, migrated_sqlite: str) -> None:
    """And again only when they have changed."""
    async with ground(tmp_path, migrated_sqlite) as around:
        for seed in (7, 8):
            async with awake(around, seed):
                pass
        async with awake(around, 9) as there:
            (name,) = [f"discord.commands.{there.discord.options.guild}"]
            await there.bot.door.tell(name, "of another version")
        async with awake(around, 10) as there:
            told = await there.bot.door.told(name)

    assert len(around.server.called(COMMANDS)) == 2
    assert told != "of another version"


async def test_commands_that_are_refused_keep_nobody_waiting(tmp_path: Path, migrated_sqlite: str) -> None:
    """Those of before are still there; it is said in the log, and tried again at the next beginning."""
    async with ground(tmp_path, migrated_sqlite) as around:
        async with awake(around) as there:
            await there.bot.door.tell(f"discord.commands.{there.discord.options.guild}", "")
        around.server.once(COMMANDS, Fault(403))
        with captured_logs() as stream:
            async with awake(around, 8) as there:
                await there["ana"].types("/peer home")
                shown = newest(there["ana"])

    assert en("members.outside.body") in shown
    assert "discord.commands" in {line["event"] for line in lines_of(stream)}


# ---- several processes


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
