"""What Discord will never take ends the adapter with one clear line; the rest of the bot goes on."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from adapters.discord.lifecycle import Discord
from adapters.door import Door
from adapters.platform import DeliveryFailed, ReadsConversation
from adapters.words import Words
from bot.chat import Card, Room, Text
from bot.outbox import Result
from tests.adapters.captured import captured_logs, lines_of
from tests.wire.discord.ground import BOTS
from tests.wire.discord.north import North, ground, options
from tests.wire.discord.permissions import ADMINISTRATOR
from tests.wire.discord.scenes import ADDRESS, asks

ONE = Card(Text("refusal.title"))


@pytest.mark.parametrize("code, why", [(4004, "login"), (4013, "intents"), (4014, "intents")])
async def test_what_discord_will_never_take_stops_it_and_leaves_the_rest(
    guild: North, code: int, why: str
) -> None:
    """One clear line; letters go out, and what is to be sent there waits."""
    await asks(guild, "ana")
    with captured_logs() as stream:
        await guild.server.gateway.close_with(code)
        await guild.discord.ended.wait()
        with pytest.raises(DeliveryFailed) as failed:
            await guild.discord.post(Room.COORDINATORS, ONE, "n")
        guild.clock.push(timedelta(hours=1))
        await guild.settles()

    assert [line["code"] for line in lines_of(stream) if line["event"] == "discord.stopped"] == [why]
    assert (failed.value.result, failed.value.code) == (Result.LATER, "discord_token")
    assert guild.letters(ADDRESS["ana"])


async def test_a_token_that_never_worked_ends_it_at_once(tmp_path: Path, migrated_sqlite: str) -> None:
    """It is tried once, and nobody waits for it."""
    async with ground(tmp_path, migrated_sqlite) as around:
        around.server.tokens.clear()
        discord = Discord(options(), Words.load(), around.network)
        with captured_logs() as stream:
            await discord.run(cast("Door", None), asyncio.Event())

    ours = [line["event"] for line in lines_of(stream) if line["event"] != "library"]
    assert ours == ["discord.stopped", "discord.not_connected"]
    assert len(around.server.called("GET /users/@me")) == 1


async def test_a_bot_that_could_read_everything_does_not_run(tmp_path: Path, migrated_sqlite: str) -> None:
    """Administrator among its rights: it says so, and asks for nothing more."""
    async with ground(tmp_path, migrated_sqlite) as around:
        around.server.guild.roles[BOTS].permissions |= ADMINISTRATOR
        discord = Discord(options(), Words.load(), around.network)
        with captured_logs(), pytest.raises(ReadsConversation) as refused:
            await discord.run(cast("Door", None), asyncio.Event())

    assert refused.value.rights == ("administrator",)
    assert around.server.gateway.identified == []


async def test_it_asks_for_guilds_and_nothing_else(guild: North) -> None:
    """Neither members nor what anybody says: on the wire."""
    (began,) = guild.server.gateway.identified

    assert began["intents"] == 1
