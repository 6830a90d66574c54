"""Slack and Discord in one bot: what befalls one of them leaves the other as it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from adapters.discord.lifecycle import Discord
from adapters.door import Door
from adapters.mail.kept import KeptMailer
from adapters.platform import ReadsConversation
from adapters.settings import Settings
from adapters.slack.lifecycle import Slack
from adapters.wiring import put_together, work
from adapters.words import Words
from bot.chat import Card, Room, Text
from tests.adapters.captured import captured_logs, lines_of
from tests.letters import composer
from tests.stores import open_anew
from tests.wire.discord import north as on_discord
from tests.wire.discord.ground import BOTS
from tests.wire.discord.ground import guild as a_guild
from tests.wire.discord.library import pointed_at
from tests.wire.discord.permissions import ADMINISTRATOR
from tests.wire.discord.server import DiscordServer, discord_server
from tests.wire.slack import north as on_slack
from tests.wire.slack.server import SlackServer, slack_server
from tests.world import HeldClock, SeededEntropy

CARD = Card(Text("refusal.title"))
NETWORK = replace(on_slack.NETWORK, platforms=("slack", "discord"))


@dataclass
class Both:
    """One bot, at work until it is asked to stop."""

    slack_server: SlackServer
    discord_server: DiscordServer
    slack: Slack
    discord: Discord
    working: asyncio.Task[None]
    stopping: asyncio.Event


@asynccontextmanager
async def both(folder: Path, url: str, *, administrator: bool = False) -> AsyncIterator[Both]:
    clock, words = HeldClock(), Words.load()
    storage = open_anew(url, clock)
    async with (
        slack_server(on_slack.workspace(clock)) as slack_side,
        discord_server(a_guild(clock)) as discord_side,
    ):
        if administrator:
            discord_side.guild.roles[BOTS].permissions |= ADMINISTRATOR
        with pointed_at(discord_side):
            slack = Slack(on_slack.options_of(slack_side, "socket"), words, NETWORK, slack_side.workspace.now)
            discord = Discord(on_discord.options(), words, NETWORK)
            mailbox = KeptMailer(folder / "mail", composer().compose)
            bot = put_together(NETWORK, storage, clock, SeededEntropy(7), (slack, discord), mailbox)
            stopping = asyncio.Event()
            working = asyncio.create_task(work(bot, settings(), stopping, (slack, discord)))
            yield Both(slack_side, discord_side, slack, discord, working, stopping)
            stopping.set()
            await asyncio.wait({working})
    storage.close()


def settings() -> Settings:
    """Any port of this machine."""
    return Settings.model_construct(
        host="127.0.0.1",
        port=0,
        network_name="Peers",
        postal_address="100 Example Street, Ottawa",
        contact="hosts@network.example",
        mail_from="peers@network.example",
    )


async def ready(there: Both) -> None:
    async with asyncio.timeout(10):
        await there.slack.ready.wait()
        await there.discord.ready.wait()


async def test_both_are_there_and_end_together(tmp_path: Path, migrated_sqlite: str) -> None:
    """When the bot is asked to stop."""
    async with both(tmp_path, migrated_sqlite) as there:
        await ready(there)
        await there.slack.post(Room.COORDINATORS, CARD, "n")
        await there.discord.post(Room.COORDINATORS, CARD, "n")

    assert there.working.done()
    assert there.working.exception() is None


async def test_slack_goes_on_when_discord_is_taken_away(tmp_path: Path, migrated_sqlite: str) -> None:
    """Its token is worth nothing any more."""
    with captured_logs() as stream:
        async with both(tmp_path, migrated_sqlite) as there:
            await ready(there)
            await there.discord_server.gateway.connected()
            await there.discord_server.gateway.close_with(4004)
            await there.discord.ended.wait()
            await there.slack.post(Room.COORDINATORS, CARD, "n")

            assert not there.working.done()
    assert [line["code"] for line in lines_of(stream) if line["event"] == "discord.stopped"] == ["login"]


async def test_discord_goes_on_when_slack_is_taken_away(tmp_path: Path, migrated_sqlite: str) -> None:
    """Its app was uninstalled."""
    with captured_logs():
        async with both(tmp_path, migrated_sqlite) as there:
            await ready(there)
            there.slack.revoked("app_uninstalled")
            await there.discord.post(Room.COORDINATORS, CARD, "n")

            assert not there.working.done()


class Broken:
    """A platform that ends by a fault of ours."""

    name, is_up = "broken", False

    async def run(self, door: Door, stopping: asyncio.Event) -> None:
        del door, stopping
        raise LookupError


async def test_a_fault_of_one_stops_nothing(tmp_path: Path, migrated_sqlite: str) -> None:
    """It is in the log when it happens, and what ended the bot afterwards is its end."""
    storage = open_anew(migrated_sqlite, clock := HeldClock())
    mailbox = KeptMailer(tmp_path / "mail", composer().compose)
    bot = put_together(NETWORK, storage, clock, SeededEntropy(7), (), mailbox)
    stopping = asyncio.Event()
    with captured_logs() as stream:
        working = asyncio.create_task(work(bot, settings(), stopping, (Broken(),)))
        while "chat.fault" not in stream.getvalue():
            await asyncio.wait({working}, timeout=0.01)
        running = not working.done()
        stopping.set()
        with pytest.raises(LookupError):
            await working
    storage.close()

    assert running


async def test_a_right_too_many_on_one_of_them_stops_the_bot(tmp_path: Path, migrated_sqlite: str) -> None:
    """A bot that could read what people say does not run, anywhere."""
    with captured_logs():
        async with both(tmp_path, migrated_sqlite, administrator=True) as there:
            await asyncio.wait({there.working}, timeout=10)

    with pytest.raises(ReadsConversation):
        there.working.result()
