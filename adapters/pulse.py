"""The pulse wakes the courier and the duties, and decides nothing.

What is due lives in our own tables. The scheduler's job store stays in memory and its jobs may be late or
run twice without harm (its persistent store drops what was due while the process was down).
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from adapters.arrivals import Runner
from adapters.beats import Beats
from adapters.logs import log
from bot.app import App
from bot.ports import Clock

COURIER_SECONDS = 5
DUTIES_SECONDS = 60
SWEEP_SECONDS = 3600


class Database(Runner, Protocol):
    """Where the core runs, and what is to be swept there."""

    def sweep(self) -> None:
        """Destroy what a crash or another process left over. Takes its time and transacts by itself: to be
        called where nobody waits, and not through `submit`, where it would be part of others' commits."""


class Pulse:
    """Beats from `start` to `stop`, on the running event loop."""

    def __init__(self, app: App, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._app = app
        self._database = database
        self._clock = clock
        self._wake = wake
        self._beaten: datetime | None = None
        self._beats = Beats()

    def start(self) -> None:
        self._beats.add(self._rouse, COURIER_SECONDS)
        self._beats.add(self.duties, DUTIES_SECONDS)
        self._beats.add(self.sweep, SWEEP_SECONDS)
        self._beats.start()
        self._beaten = self._clock.now()
        self._wake()

    def stop(self) -> None:
        self._beats.stop()

    def age(self) -> float:
        """Seconds since it last beat; without end before the first time."""
        return (self._clock.now() - self._beaten).total_seconds() if self._beaten else math.inf

    async def duties(self) -> None:
        """What time alone brings about; a fault is logged, the next beat tries again."""
        await self._outlive(self._tick())
        self._wake()

    async def sweep(self) -> None:
        """On a thread of its own: in a commit with others it would destroy keys before that is durable,
        and wait for the very write lock that they hold."""
        await self._outlive(asyncio.to_thread(self._database.sweep))

    async def _tick(self) -> None:
        """What takes long, on a thread of its own: each of its transactions waits in line with others'."""
        try:
            await asyncio.wrap_future(self._database.submit(partial(self._app.tick, apart=False)))
        finally:
            await asyncio.to_thread(self._app.tick, apart=True)

    async def _outlive(self, beat: Awaitable[None]) -> None:
        try:
            await beat
        except Exception as fault:  # noqa: BLE001 - the pulse outlives whatever befalls a beat
            log.error("duties.fault", exc_info=fault)

    async def _rouse(self) -> None:
        self._beaten = self._clock.now()
        self._wake()
