"""How often somebody may do a thing, kept in memory alone: a row for each time would tell when it was."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta

MOST = 30  # more often than anybody changes their mind
SPAN = timedelta(minutes=1)


class Pace:
    """May be used by several threads at once. Each process counts for itself, and forgets when it ends."""

    def __init__(self, most: int = MOST, span: timedelta = SPAN) -> None:
        self._most, self._span = most, span
        self._lock = threading.Lock()
        self._since: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def allows(self, who: str, now: datetime) -> bool:
        """Counted from the first of each span on."""
        with self._lock:
            self._forget(now)
            since, times = self._since.get(who, (now, 0))
            self._since[who] = since, times + 1
            return times < self._most

    def is_spent(self, who: str, now: datetime) -> bool:
        """Whether the next time would be too often; it does not count as one."""
        with self._lock:
            self._forget(now)
            return self._since.get(who, (now, 0))[1] >= self._most

    def _forget(self, now: datetime) -> None:
        """The oldest lie first; those of a clock that went back go with them."""
        while self._since:
            since, _ = next(iter(self._since.values()))
            if timedelta(0) <= now - since < self._span:
                return
            self._since.popitem(last=False)
