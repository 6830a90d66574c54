"""Where the promise is played with bots in processes of their own: killed, begun again, or two at once."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from adapters.mail.kept import KeptMailer
from adapters.slack.http import PATH
from tests.letters import composer
from tests.wire.slack.deliveries import Answer, NotAcknowledged, OverHttp, OverSocket
from tests.wire.slack.life import END, SETTLE, Orders, live
from tests.wire.slack.mailbox import code_in
from tests.wire.slack.north import options_of, people_of, workspace
from tests.wire.slack.promise import Promise, Step
from tests.wire.slack.server import HOST, SlackServer, slack_server
from tests.world import HeldClock

PATIENCE = 60  # seconds
UNTIL_NOTICED = timedelta(minutes=2)  # longer than any lease
TRIES = 4

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["pytest", live.__module__, "sqlalchemy.dialects.postgresql.psycopg"])
_numbers = count(1)


class Died(Exception):
    """The bot is gone."""


@dataclass
class Process:
    """A bot, and the line to it."""

    process: BaseProcess
    line: Connection
    port: int = 0

    @classmethod
    async def begins(cls, orders: Orders) -> Process:
        ours, theirs = _context.Pipe()
        process = _context.Process(target=live, args=(orders, theirs))
        process.start()
        theirs.close()
        begun = cls(process, ours)
        begun.port = await begun.hears()
        return begun

    async def hears(self) -> Any:  # noqa: ANN401 - whatever it was asked for
        if not await asyncio.to_thread(self.line.poll, PATIENCE):
            raise TimeoutError
        try:
            return self.line.recv()
        except (EOFError, ConnectionResetError):
            raise Died from None

    def tell(self, what: str) -> None:
        with suppress(BrokenPipeError):
            self.line.send(what)

    @contextmanager
    def death(self) -> Iterator[asyncio.Future[None]]:
        """Done when the process has ended."""
        loop = asyncio.get_running_loop()
        death: asyncio.Future[None] = loop.create_future()
        loop.add_reader(self.process.sentinel, lambda: None if death.done() else death.set_result(None))
        try:
            yield death
        finally:
            loop.remove_reader(self.process.sentinel)

    async def settles(self) -> None:
        self.tell(SETTLE)
        await self.hears()

    async def ends(self) -> list[str]:
        """The points that it has passed."""
        self.tell(END)
        passed: list[str] = await self.hears()
        await asyncio.to_thread(self.process.join)
        self.line.close()
        return passed

    def kills(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


@dataclass
class Stage:
    """`bots` are alive; `lives` counts all that were. The clock of Slack and of the bots is one."""

    server: SlackServer
    clock: HeldClock
    orders: Orders
    mode: str
    several: int = 1
    bots: list[Process] = field(default_factory=list)
    lives: int = 0

    async def begins(self, fatal: str = "") -> None:
        for _ in range(self.several - len(self.bots)):
            self.lives += 1
            orders = replace(self.orders, number=next(_numbers), fatal=fatal)
            try:
                self.bots.append(await Process.begins(orders))
            except Died:
                await self.begins()

    def push(self, by: timedelta) -> None:
        self.clock.push(by)
        self.orders.seconds.value += by.total_seconds()

    @property
    def mailbox(self) -> KeptMailer:
        return KeptMailer(self.orders.folder / "mail", composer().compose)

    def promise(self, name: str) -> Promise:
        people = people_of(self.server, _Now(self))
        return Promise(self.server.workspace, people, self.code, name)

    def code(self, address: str) -> str:
        return code_in(address, self.mailbox)

    def went_well(self, method: str) -> int:
        """How often it had its effect."""
        calls = [call for call in self.server.calls if call["path"] == f"/api/{method}"]
        return len([call for call in calls if call["response"]["ok"]])

    async def plays(self, name: str, *, kills: bool = False) -> None:
        """To its end, with as many lives as that takes; with another one for each step, if it `kills`."""
        for number, (scene, step) in enumerate(self.promise(name).steps()):
            if kills and number:
                await self._begins_again()
            await self._until_answered(scene, step)
            await self._settles()

    async def ends(self) -> list[str]:
        passed = [await bot.ends() for bot in self.bots]
        self.bots.clear()
        return passed[-1]

    # ---- small parts

    async def _until_answered(self, scene: str, step: Step) -> None:
        for _ in range(TRIES):
            for bot in self.bots:
                bot.tell(scene)
            try:
                await step()
            except NotAcknowledged:
                await self._begins_again()
            else:
                return
        raise AssertionError(f"nobody was answered: {scene}")

    async def _settles(self) -> None:
        for _ in range(TRIES):
            try:
                for bot in self.bots:
                    await bot.settles()
            except Died:
                await self._begins_again()
            else:
                return
        raise AssertionError("it never settled")

    async def _begins_again(self) -> None:
        """What nobody has settled comes back when its lease has run out."""
        for bot in self.bots:
            bot.kills()
        self.bots.clear()
        await self.begins()
        self.push(UNTIL_NOTICED)
        await self._settles()


@dataclass
class _Now:
    """The way to whoever lives at the moment."""

    stage: Stage

    def __post_init__(self) -> None:
        self._turns = count()
        self._socket = OverSocket(self.stage.server) if self.stage.mode == "socket" else None

    async def deliver(self, kind: str, payload: Mapping[str, Any], *, retry: int = 0) -> Answer:
        """Whoever waits for a bot that has died sees an error."""
        bot = self.stage.bots[next(self._turns) % len(self.stage.bots)]
        way = self._socket or OverHttp(self.stage.server, f"http://{HOST}:{bot.port}{PATH}")
        waiting = asyncio.ensure_future(way.deliver(kind, payload, retry=retry))
        with bot.death() as death:
            both: set[asyncio.Future[Any]] = {waiting, death}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done() and not (waiting.exception() and death.done()):
            return waiting.result()
        waiting.cancel()
        await asyncio.wait({waiting})
        raise NotAcknowledged(kind)


@asynccontextmanager
async def stage(url: str, folder: Path, mode: str, several: int = 1, fatal: str = "") -> AsyncIterator[Stage]:
    clock = HeldClock()
    async with slack_server(workspace(clock)) as server:
        seconds = _context.Value("d", 0.0)
        orders = Orders(url, folder, options_of(server, mode), seconds, 0)
        playing = Stage(server, clock, orders, mode, several)
        try:
            await playing.begins(fatal)
            yield playing
        finally:
            for bot in playing.bots:
                bot.kills()
