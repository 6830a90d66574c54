"""A world that tests hold in their hands: time that stands still until it is pushed, chance with a seed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from adapters.clock import SeededEntropy

__all__ = ["NOON", "HeldClock", "SeededEntropy"]

NOON = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)  # a Wednesday, noon in Toronto


class HeldClock:
    """A clock that moves only when it is pushed."""

    def __init__(self, moment: datetime = NOON) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def push(self, by: timedelta) -> None:
        self._moment += by
