"""One life of the bot on Discord, in a process of its own, which can be killed at any point."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.addresses import LibraryAddresses
from adapters.clock import SeededEntropy
from adapters.communities import Directory
from adapters.courier import Courier
from adapters.discord.gateway import Pauses
from adapters.discord.lifecycle import Discord
from adapters.door import Door
from adapters.logs import configure_logs
from adapters.mail.kept import KeptMailer
from adapters.words import Words
from bot.app import App
from bot.communities import refreshing
from bot.ports import World
from storage.engine import open_storage
from tests.letters import composer
from tests.stores import MAIN_KEY
from tests.stories.in_turn import InTurn
from tests.stories.killable import KillableMailer, KillablePlatform, OneByOne
from tests.stories.points import Points, watching
from tests.wire.discord.north import NETWORK, options
from tests.wire.process import END, SETTLE
from tests.world import NOON

HOUR = 3600.0  # a lease that is renewed meanwhile would be a point at another place each time
_words, _addresses, _communities, _letters = (
    Words.load(), LibraryAddresses(), Directory.starter(), composer(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Orders:
    """`api` and `gateway` are where Discord is; `seconds` is the clock of all; `number` tells the lives
    apart; `fatal` is where this one ends."""

    url: str
    folder: Path
    api: str
    gateway: str
    seconds: Synchronized[float]
    number: int
    fatal: str = ""


class SharedClock:
    def __init__(self, seconds: Synchronized[float]) -> None:
        self._seconds = seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._seconds.value)


@dataclass(frozen=True, slots=True)
class _Bot:
    app: App
    runner: InTurn
    courier: Courier
    discord: Discord

    async def settles(self) -> None:
        await self._said()
        await asyncio.wrap_future(self.runner.submit(self.app.tick))
        await self.courier.drain()
        await self._said()

    async def _said(self) -> None:
        if self.discord.connection:
            await self.discord.connection.conversation.settle()


def live(orders: Orders, line: Connection) -> None:
    """Says when it is ready, and in the end which points it has passed."""
    configure_logs("critical")
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = orders.api, yarl.URL(orders.gateway)
    points = Points(orders.fatal)
    with watching(points):
        asyncio.run(_live(orders, points, line))


async def _live(orders: Orders, points: Points, line: Connection) -> None:
    async with _awake(orders, points) as bot:
        line.send(0)
        while (told := await asyncio.to_thread(line.recv)) != END:
            if told == SETTLE:
                await bot.settles()
                line.send(SETTLE)
            else:
                points.scene = told
        line.send(points.passed)


@asynccontextmanager
async def _awake(orders: Orders, points: Points) -> AsyncIterator[_Bot]:
    clock, entropy = SharedClock(orders.seconds), SeededEntropy(100 + orders.number)
    with points.during("opening"):
        storage = open_storage(orders.url, MAIN_KEY, entropy, clock, exclusive=True)
    with closing(storage):
        app = OneByOne(World(NETWORK, storage, clock, entropy, _addresses, _communities))
        with points.during("opening"):
            app.operate(refreshing.refresh)
        pauses = Pauses(first=0.01, longest=0.05, beat=HOUR)
        discord = Discord(replace(options(), holder=f"life{orders.number}", pauses=pauses), _words, NETWORK)
        mailer = KillableMailer(KeptMailer(orders.folder / "mail", _letters.compose), points)
        runner = InTurn(storage, points)
        courier = Courier(app, runner, {"discord": KillablePlatform(discord, points)}, mailer)
        async with _listening(discord, Door(app, runner, courier.wake)):
            yield _Bot(app, runner, courier, discord)
        runner.close()


@asynccontextmanager
async def _listening(discord: Discord, door: Door) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    running = asyncio.create_task(discord.run(door, stopping))
    async with asyncio.timeout(20):
        await discord.ready.wait()
        assert discord.gateway is not None
        await discord.gateway.ready.wait()
    try:
        yield
    finally:
        stopping.set()
        await running
