"""A visit of the doctor at a server on Discord that is set up as the guide says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.discord.checkup import examine
from adapters.discord.lifecycle import DiscordOptions
from adapters.doctor import Finding, Verdict
from tests.wire.discord import ground
from tests.wire.discord.guild import EVERYONE, Guild
from tests.wire.discord.library import pointed_at
from tests.wire.discord.north import options
from tests.wire.discord.permissions import (
    READ_MESSAGE_HISTORY,
)
from tests.wire.discord.server import DiscordServer, discord_server
from tests.world import HeldClock


@dataclass
class Visit:
    """A guild and the settings with which it is looked at."""

    server: DiscordServer
    options: DiscordOptions

    @property
    def guild(self) -> Guild:
        return self.server.guild

    async def findings(self) -> list[Finding]:
        return [finding async for finding in examine(self.options)]

    async def said(self, verdict: Verdict) -> list[str]:
        return [finding.said for finding in await self.findings() if finding.verdict is verdict]

    async def failures(self) -> list[str]:
        return await self.said(Verdict.FAIL)

    async def warnings(self) -> list[str]:
        """But for the last, which is always there."""
        *found, last = await self.said(Verdict.WARN)
        assert "keeps messages" in last
        return found


@asynccontextmanager
async def visiting() -> AsyncIterator[Visit]:
    """A server that is set up as the guide says."""
    async with discord_server(ground.guild(HeldClock())) as server:
        server.guild.roles[ground.COORDINATOR].mentionable = True
        everybody = server.guild.roles[EVERYONE]
        everybody.permissions &= ~READ_MESSAGE_HISTORY
        with pointed_at(server):
            yield Visit(server, options())
        assert not server.problems
