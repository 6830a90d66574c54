"""No faster than a platform takes it: one after the other, or so many in a while."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable

SECOND = 1.0
FORGET_AT = 2_000  # rooms of which a moment is remembered


class Pace:
    """In each room one after the other, in the order in which they came; other rooms do not wait for that."""

    def __init__(
        self, now: Callable[[], float], sleep: Callable[[float], Awaitable[None]], every: float = SECOND
    ) -> None:
        self._now, self._sleep, self._every = now, sleep, every
        self._free: dict[str, float] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def wait(self, room: str, share: float = 1.0) -> None:
        """`share`: of the pause that there is elsewhere."""
        async with self._locks[room]:
            wait = self._free.get(room, 0.0) - self._now()
            if wait > 0:
                await self._sleep(wait)
            self._free[room] = self._now() + self._every * share
        if len(self._free) > FORGET_AT:
            self._forget()

    @property
    def remembered(self) -> int:
        return len(self._free)

    def _forget(self) -> None:
        over = [room for room, free in self._free.items() if free < self._now()]
        for room in over:
            if not self._locks[room].locked():
                del self._free[room], self._locks[room]


class Allowance:
    """So many in any while of so many seconds."""

    def __init__(self, now: Callable[[], float], most: int, seconds: float) -> None:
        self._now, self._seconds = now, seconds
        self._taken = deque[float](maxlen=most)
        self._most = most

    def take(self) -> float:
        """0 when one more may be done, which counts; else after how many seconds to ask again."""
        now = self._now()
        left = self._taken[0] + self._seconds - now if len(self._taken) == self._most else 0.0
        if 0 < left <= self._seconds:  # more than that: the clock was set back
            return left
        self._taken.append(now)
        return 0.0
