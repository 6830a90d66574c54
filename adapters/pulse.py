"""The pulse: APScheduler wakes the courier and the duties, and decides nothing.

What is due lives in our own tables. The scheduler's job store stays in memory and its jobs may be late or
run twice without harm (its persistent store drops what was due while the process was down).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from adapters.door import Runner
from adapters.logs import log
from bot.app import App
from bot.ports import Clock

COURIER_SECONDS = 5
DUTIES_SECONDS = 60


class Pulse:
    """Beats from `start` to `stop`, on the running event loop."""

    def __init__(self, app: App, runner: Runner, clock: Clock, wake: Callable[[], None]) -> None:
        self._app = app
        self._runner = runner
        self._clock = clock
        self._wake = wake
        self._beaten = clock.now()
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def start(self) -> None:
        self._scheduler.add_job(self._rouse, "interval", seconds=COURIER_SECONDS)
        self._scheduler.add_job(self.duties, "interval", seconds=DUTIES_SECONDS)
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def age(self) -> float:
        """Seconds since the last beat, for readiness."""
        return (self._clock.now() - self._beaten).total_seconds()

    async def duties(self) -> None:
        """What time alone brings about; a fault is logged, the next beat tries again."""
        try:
            await asyncio.wrap_future(self._runner.submit(self._app.tick))
        except Exception as fault:  # noqa: BLE001 - the pulse outlives whatever befalls a beat
            log.error("duties.fault", exc_info=fault)
        self._wake()

    async def _rouse(self) -> None:
        self._beaten = self._clock.now()
        self._wake()
