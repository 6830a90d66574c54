"""A platform sends the same thing again when an acknowledgement was lost: it gets the first one's answer.

The core would take it twice without harm; a dialog would open twice, and an answer be said twice.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")

SECONDS = 900.0  # the last retry of an event comes some five minutes after the first
KEPT = 10_000


class Once:
    """`now` counts seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._seen: OrderedDict[str, tuple[float, asyncio.Future[Any] | object]] = OrderedDict()

    async def run(self, key: str, act: Callable[[], Awaitable[T]]) -> T:
        """Whoever comes second waits for the first and gets the same; what failed may be tried again."""
        self._forget()
        if key and key in self._seen:
            first = self._seen[key][1]
            return cast("T", await asyncio.shield(first) if isinstance(first, asyncio.Future) else first)
        task: asyncio.Future[T] = asyncio.ensure_future(act())
        if key:
            self._seen[key] = (self._now(), task)
        try:
            answer = await asyncio.shield(task)
        except Exception:
            self._seen.pop(key, None)
            raise
        if key in self._seen:
            self._seen[key] = (self._seen[key][0], answer)  # a task takes four times the room
        return answer

    def _forget(self) -> None:
        while self._seen:
            key, (at, _) = next(iter(self._seen.items()))
            if len(self._seen) <= KEPT and self._now() - at < SECONDS:
                return
            del self._seen[key]
