"""Back from the database's thread to the event loop: one wake-up for all that one commit has answered."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Runner(Protocol):
    """Where the core runs: the writer thread of SQLite, a pool thread of PostgreSQL."""

    def submit(self, call: Callable[[], T]) -> Future[T]: ...


class Arrivals:
    """Waking a loop costs a system call, and hands the interpreter's lock over: not once for each answer."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._here: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._woken = False

    async def run(self, call: Callable[[], T]) -> T:
        """What the call returns or raises. Whoever stops waiting for it does not stop it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        self._runner.submit(call).add_done_callback(lambda done: self._arrived(loop, waiting, done))
        return await waiting

    def _arrived(self, loop: asyncio.AbstractEventLoop, waiting: asyncio.Future[T], done: Future[T]) -> None:
        """On the database's thread. What is put here before the loop forgets that it was woken, it finds."""
        if loop.is_closed():
            return  # nobody is there any more
        self._here.append((waiting, done))
        if not self._woken:
            self._woken = True
            loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        self._woken = False
        while self._here:
            waiting, done = self._here.popleft()
            if not waiting.done():
                _hand_over(waiting, done)


def _hand_over(waiting: asyncio.Future[T], done: Future[T]) -> None:
    if error := done.exception():
        waiting.set_exception(error)
    else:
        waiting.set_result(done.result())
