"""Where the promise is played with a bot in a process of its own: killed, and begun again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.mail.kept import KeptMailer
from tests.forking import context
from tests.letters import composer
from tests.wire.discord.description import assert_described
from tests.wire.discord.ground import PEOPLE, WELCOME, guild
from tests.wire.discord.life import Orders, live
from tests.wire.discord.payloads import Interaction
from tests.wire.discord.people import Failed, Somebody
from tests.wire.discord.promise import Promise, Step
from tests.wire.discord.server import DiscordServer, discord_server
from tests.wire.process import Died, Process, numbers
from tests.wire.slack.mailbox import code_in
from tests.world import HeldClock

UNTIL_NOTICED = timedelta(minutes=2)  # longer than any lease
TRIES = 4


@dataclass
class Waiting(Somebody):
    """Who sees at once that a bot has died, and does not wait for as long as Discord does."""

    bot: Callable[[], Process] | None = None

    async def _answer(self, made: Interaction) -> None:
        assert self.bot is not None
        waiting = asyncio.ensure_future(super()._answer(made))
        with self.bot().death() as death:
            both: set[asyncio.Future[Any]] = {waiting, death}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            waiting.result()
            return
        waiting.cancel()
        await asyncio.wait({waiting})
        made.missed = True
        raise Failed(f"{made.member.name}: the bot is gone")


@dataclass
class Stage:
    """`bot` is alive; `lives` counts all that were. The clock of Discord and of the bot is one."""

    server: DiscordServer
    clock: HeldClock
    orders: Orders
    bot: Process | None = None
    lives: int = 0

    async def begins(self, fatal: str = "") -> None:
        self.lives += 1
        orders = replace(self.orders, number=next(numbers), fatal=fatal)
        try:
            self.bot = await Process.begins(live, orders)
        except Died:
            self.push(UNTIL_NOTICED)
            await self.begins()

    def push(self, by: timedelta) -> None:
        self.clock.push(by)
        self.orders.seconds.value += by.total_seconds()

    @property
    def mailbox(self) -> KeptMailer:
        return KeptMailer(self.orders.folder / "mail", composer().compose)

    def promise(self, name: str) -> Promise:
        people: dict[str, Somebody] = {
            each: Waiting(self.server.guild.members[user], self.server, WELCOME, bot=self.living)
            for each, user in PEOPLE.items()
        }
        return Promise(people, lambda address: code_in(address, self.mailbox), name)

    def living(self) -> Process:
        assert self.bot is not None
        return self.bot

    async def plays(self, name: str, *, kills: bool = False) -> None:
        """To its end, with as many lives as that takes; with another one for each step, if it `kills`."""
        for number, (scene, step) in enumerate(self.promise(name).steps()):
            if kills and number:
                await self._begins_again()
            await self._until_answered(scene, step)
            await self._settles()

    async def ends(self) -> list[str]:
        passed = await self.living().ends()
        self.bot = None
        return passed

    # ---- small parts

    async def _until_answered(self, scene: str, step: Step) -> None:
        for _ in range(TRIES):
            self.living().tell(scene)
            try:
                await step()
            except Failed:
                await self._begins_again()
            else:
                return
        raise AssertionError(f"nobody was answered: {scene}")

    async def _settles(self) -> None:
        for _ in range(TRIES):
            try:
                await self.living().settles()
            except Died:
                await self._begins_again()
            else:
                return
        raise AssertionError("it never settled")

    async def _begins_again(self) -> None:
        """What nobody has settled comes back when its lease has run out; so does the line to Discord."""
        self.living().kills()
        self.push(UNTIL_NOTICED)
        await self.begins()
        await self._settles()


@asynccontextmanager
async def stage(url: str, folder: Path, fatal: str = "") -> AsyncIterator[Stage]:
    clock = HeldClock()
    async with discord_server(guild(clock)) as server:
        seconds = context.Value("d", 0.0)
        orders = Orders(url, folder, server.api, server.gateway.url, seconds, 0)
        playing = Stage(server, clock, orders)
        try:
            await playing.begins(fatal)
            yield playing
        finally:
            if playing.bot:
                playing.bot.kills()
        assert_described(server.calls)
