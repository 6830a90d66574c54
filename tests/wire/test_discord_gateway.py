"""The line on which interactions come in: it comes back by itself from whatever befalls it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from adapters.platform import DeliveryFailed
from bot.chat import Card, Room, Text
from bot.outbox import Result
from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.scenes import en, newest
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
    "501": Fault(501),
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


async def test_a_start_waits_for_as_long_as_discord_asks(tmp_path: Path, migrated_sqlite: str) -> None:
    """Whatever its own pauses are."""
    async with ground(tmp_path, migrated_sqlite) as around:
        around.server.once("GET /users/@me", Fault(429, retry_after=1, via=False))
        with captured_logs():
            async with awake(around, waits=False):
                await around.server.until_called("GET /users/@me")
                began = time.monotonic()
                await around.server.until_called("GET /users/@me", 2)
                waited = time.monotonic() - began

    assert waited > 0.9


async def test_a_server_that_has_not_let_it_in_yet_is_waited_for(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """One clear line each time; once it is in it serves."""
    async with ground(tmp_path, migrated_sqlite) as around:
        for _ in range(2):
            around.server.once("GET /guilds/{guild}", Fault(404))
        with captured_logs() as stream:
            async with awake(around) as there:
                await there["ana"].types("/peer home")

    said = [line["code"] for line in lines_of(stream) if line["event"] == "discord.not_connected"]
    assert said == ["discord_not_on_server"] * 2


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


async def _answers(there: North) -> None:
    """Once the guild is known."""
    assert there.discord.gateway is not None
    await there.discord.gateway.ready.wait()
    await there["ana"].types("/peer home")
