"""Figures in Prometheus' text format (prometheus.io/docs/instrumenting/exposition_formats), on a port of
their own: they are for whoever keeps the bot running, and say nothing of anybody.

Written by hand: a dozen gauges that are counted when they are asked for need no library, whose registry and
process-wide counters would be one more thing that several processes have to agree on.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from adapters.logs import log
from bot.figures import Counted

KIND = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was counted at the moment `now`, and whether people have paused all that goes out."""

    now: datetime
    counted: Counted
    paused: bool


Take = Callable[[], Awaitable[Taken]]
States = Callable[[], Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class Metrics:
    """`take` asks the database, `pulse_age` how many seconds ago the pulse beat, `states` which platforms
    are connected in this process."""

    take: Take
    pulse_age: Callable[[], float]
    states: States
    version: str

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/metrics", self._answer)]

    async def _answer(self, _: web.Request) -> web.Response:
        """What this process knows is told even where the database does not answer."""
        try:
            lines = [*self._own(up=1), *_counted(await self.take())]
        except Exception as fault:  # noqa: BLE001 - whatever a driver raises, the database did not answer
            log.warning("database.unreachable", exc_info=fault)
            lines = [*self._own(up=0)]
        return web.Response(body="".join(lines).encode(), headers={"Content-Type": KIND})

    def _own(self, up: int) -> Iterator[str]:
        yield _gauge("database_up", "whether the database answers", up)
        yield _gauge("info", "the version that runs", 1, {"version": self.version})
        if math.isfinite(self.pulse_age()):
            yield _gauge("pulse_age_seconds", "since the pulse last beat", self.pulse_age())
        for count, (name, is_up) in enumerate(sorted(self.states().items())):
            about = "whether the platform is connected in this process"
            yield _gauge("adapter_up", about, int(is_up), {"adapter": name}, again=count > 0)


def _counted(taken: Taken) -> Iterator[str]:
    found = taken.counted
    yield _gauge("paused", "whether people have paused all that goes out", int(taken.paused))
    yield _gauge("errands_waiting", "errands that are still to be carried out", found.errands)
    yield _gauge("errands_due", "those of them that are due now", found.due)
    yield _gauge("errands_failing", "errands that failed so far and are tried again", found.failing)
    yield _gauge("errands_failed", "errands that failed and are not tried again", found.failed)
    yield _gauge("errand_oldest_due_seconds", "how long the oldest is due", _age(taken, found.oldest_due))
    yield _gauge("requests_waiting", "join requests that wait for the coordinators", found.waiting)
    yield _gauge("requests_asked", "join requests that wait for an answer", found.asked)
    yield _gauge("requests_broken", "open ones whose promise has run out", found.broken)
    yield _gauge(
        "request_oldest_waiting_seconds", "how long the oldest waits", _age(taken, found.oldest_waiting)
    )
    yield _gauge("reminders_late", "of which reminders should have been written", found.late)


def _age(taken: Taken, since: datetime | None) -> float:
    return max((taken.now - since).total_seconds(), 0.0) if since else 0.0


def _gauge(
    name: str, about: str, value: float, labels: Mapping[str, str] | None = None, *, again: bool = False
) -> str:
    """With its head, which stands once before all of that name."""
    head = "" if again else f"# HELP peerbot_{name} {about}\n# TYPE peerbot_{name} gauge\n"
    inside = ",".join(f'{key}="{each}"' for key, each in (labels or {}).items())
    return f"{head}peerbot_{name}{f'{{{inside}}}' if inside else ''} {value:g}\n"
