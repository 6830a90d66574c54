"""How figures are taken and printed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of many runs of one thing: milliseconds each, and how many a second together."""

    name: str
    in_flight: int
    each: Sequence[float]
    seconds: float

    @property
    def rate(self) -> float:
        return len(self.each) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.each)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

    def line(self, bare: Figures | None = None) -> str:
        ratio = f"{self.rate / bare.rate:6.2f} of bare" if bare else ""
        return (
            f"{self.name:44} {self.in_flight:3} in flight {self.rate:9,.0f}/s   "
            f"p50 {self.percentile(0.5):7.2f} ms   p99 {self.percentile(0.99):7.2f} ms   {ratio}"
        )


async def in_flight(
    name: str, together: int, things: Sequence[T], do: Callable[[T], Awaitable[object]]
) -> Figures:
    """Do it to each of the things, so many at a time; the time of each is from asking to answer."""
    waiting, each = iter(things), list[float]()

    async def worker() -> None:
        for thing in waiting:
            began = time.perf_counter()
            await do(thing)
            each.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(together)))
    return Figures(name, together, each, time.perf_counter() - began)


def one_by_one(name: str, things: Sequence[T], do: Callable[[T], object]) -> Figures:
    """The same without an event loop."""
    each, start = list[float](), time.perf_counter()
    for thing in things:
        began = time.perf_counter()
        do(thing)
        each.append((time.perf_counter() - began) * 1000)
    return Figures(name, 1, each, time.perf_counter() - start)


def by_processor(name: str, things: Sequence[T], do: Callable[[T], object]) -> Figures:
    """Likewise, and only what the processor was busy with it: other work on the machine does not count."""
    each = list[float]()
    for thing in things:
        began = time.thread_time()
        do(thing)
        each.append((time.thread_time() - began) * 1000)
    return Figures(name, 1, each, sum(each) / 1000)
