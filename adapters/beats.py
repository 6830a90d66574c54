"""What is done again and again by the event loop, whatever the machine's clock does.

APScheduler goes by that clock: when it is set back by an hour, each job would stand still for that hour. So
somebody looks, by the loop's own steady time, whether a job has come to lie further ahead than it ever could.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

WATCH_SECONDS = 5.0


class Beats:
    """From `start` to `stop`, on the running event loop. A beat may be late, and is never doubled."""

    def __init__(self, watch_seconds: float = WATCH_SECONDS) -> None:
        self._watch_seconds = watch_seconds
        self._watching: asyncio.TimerHandle | None = None
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def add(self, beat: Callable[[], Awaitable[None]], seconds: float, first: datetime | None = None) -> None:
        """The first one comes after so many seconds, unless it is told when."""
        moment = first or datetime.now(UTC) + timedelta(seconds=seconds)
        self._scheduler.add_job(beat, "interval", seconds=seconds, next_run_time=moment)

    def start(self) -> None:
        self._scheduler.start()
        self._watch()

    def stop(self) -> None:
        if self._watching:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)

    def _watch(self) -> None:
        now = datetime.now(UTC)
        for job in self._scheduler.get_jobs():
            if job.next_run_time - now > job.trigger.interval:
                job.modify(next_run_time=now)
        self._watching = asyncio.get_running_loop().call_later(self._watch_seconds, self._watch)
