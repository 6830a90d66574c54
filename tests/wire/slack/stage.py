"""Where the promise is played with bots in processes of their own: killed, begun again, or two at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from adapters.mail.kept import KeptMailer
from adapters.slack.http import PATH
from tests.forking import context
from tests.letters import composer
from tests.wire.process import Died, Process, numbers
from tests.wire.slack.deliveries import Answer, NotAcknowledged, OverHttp, OverSocket
from tests.wire.slack.life import Orders, live
from tests.wire.slack.mailbox import code_in
from tests.wire.slack.north import options_of, people_of, workspace
from tests.wire.slack.promise import Promise, Step
from tests.wire.slack.server import HOST, SlackServer, slack_server
from tests.world import HeldClock

UNTIL_NOTICED = timedelta(minutes=2)  # longer than any lease
TRIES = 4


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
            orders = replace(self.orders, number=next(numbers), fatal=fatal)
            try:
                self.bots.append(await Process.begins(live, orders))
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
        seconds = context.Value("d", 0.0)
        orders = Orders(url, folder, options_of(server, mode), seconds, 0)
        playing = Stage(server, clock, orders, mode, several)
        try:
            await playing.begins(fatal)
            yield playing
        finally:
            for bot in playing.bots:
                bot.kills()
