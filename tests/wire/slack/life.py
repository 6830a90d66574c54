"""One life of the bot on Slack, in a process of its own, which can be killed at any point."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from aiohttp import web

from adapters.addresses import LibraryAddresses
from adapters.clock import SeededEntropy
from adapters.communities import Directory
from adapters.courier import Courier
from adapters.door import Door
from adapters.logs import configure_logs
from adapters.mail.kept import KeptMailer
from adapters.slack.lifecycle import Slack, SlackOptions
from adapters.web.health import serve
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
from tests.wire.process import END, SETTLE
from tests.wire.slack.north import NETWORK
from tests.wire.slack.server import HOST
from tests.world import NOON

_words, _addresses, _communities, _letters = (
    Words.load(), LibraryAddresses(), Directory.starter(), composer(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Orders:
    """`seconds` is the clock of all; `number` tells the lives apart; `fatal` is where this one ends."""

    url: str
    folder: Path
    options: SlackOptions
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
    slack: Slack
    points: Points

    async def settles(self) -> None:
        connection = self.slack.connection
        if connection:
            await connection.answers.settle()
        await asyncio.wrap_future(self.runner.submit(self.app.tick))
        await self.courier.drain()
        if connection:
            await connection.homes.settle()


def live(orders: Orders, line: Connection) -> None:
    """Tells its port when it is ready, and in the end which points it has passed."""
    configure_logs("critical")
    points = Points(orders.fatal)
    with watching(points):
        asyncio.run(_live(orders, points, line))


async def _live(orders: Orders, points: Points, line: Connection) -> None:
    async with _awake(orders, points) as (bot, port):
        line.send(port)
        while (told := await asyncio.to_thread(line.recv)) != END:
            if told == SETTLE:
                await bot.settles()
                line.send(SETTLE)
            else:
                points.scene = told
        line.send(points.passed)


@asynccontextmanager
async def _awake(orders: Orders, points: Points) -> AsyncIterator[tuple[_Bot, int]]:
    clock, entropy = SharedClock(orders.seconds), SeededEntropy(100 + orders.number)
    with points.during("opening"):
        storage = open_storage(orders.url, MAIN_KEY, entropy, clock, exclusive=True)
    with closing(storage):
        app = OneByOne(World(NETWORK, storage, clock, entropy, _addresses, _communities))
        with points.during("opening"):
            app.operate(refreshing.refresh)
        slack = Slack(orders.options, _words, NETWORK, lambda: clock.now().timestamp())
        mailer = KillableMailer(KeptMailer(orders.folder / "mail", _letters.compose), points)
        runner = InTurn(storage, points)
        courier = Courier(app, runner, {"slack": KillablePlatform(slack, points)}, mailer)
        door = Door(app, runner, courier.wake)
        async with _listening(slack, door) as port:
            yield _Bot(app, runner, courier, slack, points), port
        runner.close()


@asynccontextmanager
async def _listening(slack: Slack, door: Door) -> AsyncIterator[int]:
    stopping = asyncio.Event()
    running = asyncio.create_task(slack.run(door, stopping))
    web_port = web.Application()
    web_port.add_routes(slack.routes())
    runner = await serve(web_port, HOST, 0)
    async with asyncio.timeout(20):
        await slack.ready.wait()
    try:
        yield runner.addresses[0][1]
    finally:
        stopping.set()
        await runner.cleanup()
        with suppress(asyncio.CancelledError):
            await running
