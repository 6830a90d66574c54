"""One network on Slack and on Discord, in one bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.discord.lifecycle import Discord
from adapters.mail.kept import KeptMailer
from adapters.slack.lifecycle import Slack
from adapters.wiring import put_together
from adapters.words import Words
from tests.letters import composer
from tests.stores import open_anew
from tests.wire.discord import north as discord_north
from tests.wire.discord.description import assert_described
from tests.wire.discord.ground import guild, people
from tests.wire.discord.library import pointed_at
from tests.wire.discord.server import DiscordServer, discord_server
from tests.wire.parity.discord import OnDiscord
from tests.wire.parity.person import Person, Place
from tests.wire.parity.slack import OnSlack
from tests.wire.slack import north as slack_north
from tests.wire.slack.deliveries import OverSocket
from tests.wire.slack.server import SlackServer, slack_server
from tests.world import HeldClock, SeededEntropy

NETWORK = replace(slack_north.NETWORK, platforms=("slack", "discord"))


@dataclass
class BothPlace(Place):
    """Each of its people twice, as "ana on slack" and "ana on discord"."""

    slack: Slack | None = None
    discord: Discord | None = None

    async def _settles(self) -> None:
        await self._said()
        await self.bot.pulse.duties()
        await self.bot.courier.drain()
        await self._said()

    async def _said(self) -> None:
        if self.slack and self.slack.connection:
            await self.slack.connection.answers.settle()
            await self.slack.connection.homes.settle()
        if self.discord and self.discord.connection:
            await self.discord.connection.conversation.settle()


def everybody(slack: SlackServer, discord: DiscordServer, deeds: set[str]) -> dict[str, Person]:
    on_slack = slack_north.people_of(slack, OverSocket(slack))
    found: dict[str, Person] = {
        f"{name} on slack": OnSlack(who.user.name, deeds, who) for name, who in on_slack.items()
    }
    return found | {
        f"{name} on discord": OnDiscord(who.member.name, deeds, who) for name, who in people(discord).items()
    }


@asynccontextmanager
async def on_both(folder: Path, url: str) -> AsyncIterator[BothPlace]:
    clock, words = HeldClock(), Words.load()
    async with (
        slack_server(slack_north.workspace(clock)) as slack_side,
        discord_server(guild(clock)) as discord_side,
    ):
        with pointed_at(discord_side):
            options = slack_north.options_of(slack_side, "socket")
            slack = Slack(options, words, NETWORK, slack_side.workspace.now)
            discord = Discord(discord_north.options(), words, NETWORK)
            storage = open_anew(url, clock)
            mailbox = KeptMailer(folder / "mail", composer().compose)
            bot = put_together(NETWORK, storage, clock, SeededEntropy(7), (slack, discord), mailbox)
            deeds: set[str] = set()
            found = everybody(slack_side, discord_side, deeds)
            stopping = asyncio.Event()
            running = [asyncio.create_task(each.run(bot.door, stopping)) for each in (slack, discord)]
            try:
                await _begun(slack, discord)
                yield BothPlace(url, bot, mailbox, clock, found, deeds, slack, discord)
            finally:
                stopping.set()
                with suppress(asyncio.CancelledError):
                    await asyncio.gather(*running)
                storage.close()
        assert_described(discord_side.calls)


async def _begun(slack: Slack, discord: Discord) -> None:
    async with asyncio.timeout(10):
        await slack.ready.wait()
        await discord.ready.wait()
        assert discord.gateway is not None
        await discord.gateway.ready.wait()
