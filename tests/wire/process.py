"""A bot in a process of its own, which can be killed, and the line to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from tests.forking import context, started

PATIENCE = 60  # seconds
SETTLE, END = "settle", "end"  # what a life is told; anything else is what the story is about now

numbers = count(1)


class Died(Exception):
    """The bot is gone."""


@dataclass
class Process:
    """A bot, and the line to it."""

    process: BaseProcess
    line: Connection
    port: int = 0

    @classmethod
    async def begins(cls, live: Callable[..., None], orders: object) -> Process:
        """`live` is told its orders and given the other end of the line."""
        ours, theirs = context.Pipe()
        process = started(live, orders, theirs)
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
