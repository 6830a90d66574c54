"""Runs of the story: to its end, or killed at a point, begun again and gone on with to its end."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from tests.stories.copies import Databases
from tests.stories.inside import State, Written, read_errands
from tests.stories.life import live
from tests.stories.orders import Answered, Ended, Faulted, News, Orders, Parts
from tests.stories.outside import Outside, look_outside
from tests.stories.postbox import Mailbox, MailServer

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a kill leaves it as it leaves a disk, and it is faster
FOLDERS = IN_MEMORY if IN_MEMORY.is_dir() else None
PATIENCE = 60  # seconds
HANGS = Faulted(f"nothing was heard of it for {PATIENCE} seconds")
PRELOADED = ["pytest", live.__module__, "sqlalchemy.dialects.postgresql.psycopg"]

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(PRELOADED)


@dataclass(frozen=True, slots=True)
class Life:
    """What was heard of one process."""

    killed: bool
    answered: int = 0
    end: Ended | Faulted | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A story: how it was when the process was killed (if it was), and how in the end."""

    fatal: str
    lives: Sequence[Life]
    claimed: Sequence[Written]
    before: Outside
    errands: Sequence[Written]
    after: Outside

    @property
    def killed(self) -> bool:
        return self.lives[0].killed

    @property
    def end(self) -> Ended | Faulted | None:
        return self.lives[-1].end

    @property
    def points(self) -> Sequence[str]:
        return self.end.points if isinstance(self.end, Ended) else ()

    @property
    def state(self) -> State:
        return self.end.state if isinstance(self.end, Ended) else {}


@dataclass(frozen=True, slots=True)
class Stage:
    """Where runs are played, one after the other."""

    databases: Databases
    mail: MailServer
    parts: Parts = field(default_factory=Parts)

    async def play(self, fatal: str = "") -> Run:
        with tempfile.TemporaryDirectory(dir=FOLDERS, prefix="peerbot-killed-") as name:
            folder = Path(name)
            self.mail.mailbox = Mailbox(folder / "mail")
            with self.databases.new(folder) as url:
                return await self._play(Orders(folder, url, self.mail.port, fatal, parts=self.parts))

    async def _play(self, orders: Orders) -> Run:
        first = await _lived(orders)
        lives, before = [first], look_outside(orders.folder)
        claimed: Sequence[Written] = ()
        if first.killed:
            self.databases.settle(orders.database_url)
            claimed = tuple(errand for errand in read_errands(orders.database_url) if errand.claimed)
            again = replace(orders, fatal="", answered=first.answered, interrupted=True)
            lives.append(await _lived(again))
        errands, after = read_errands(orders.database_url), look_outside(orders.folder)
        return Run(orders.fatal, lives, claimed, before, errands, after)


async def _lived(orders: Orders) -> Life:
    hearing, telling = _context.Pipe(duplex=False)
    with hearing:
        process = _context.Process(target=live, args=(orders, telling))
        process.start()
        telling.close()
        heard = await asyncio.to_thread(_listen, hearing)
    if HANGS in heard:
        process.kill()
    process.join()
    answered = max((news.count for news in heard if isinstance(news, Answered)), default=orders.answered)
    end = next((news for news in heard if isinstance(news, Ended | Faulted)), None)
    return Life(process.exitcode == -signal.SIGKILL and end is None, answered, end)


def _listen(hearing: Connection) -> list[News]:
    """Until the process has ended, however it ended."""
    heard: list[News] = []
    while hearing.poll(PATIENCE):
        try:
            heard.append(hearing.recv())
        except EOFError:
            return heard
    return [*heard, HANGS]
