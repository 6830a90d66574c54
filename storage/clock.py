"""The database's clock: what several machines on one PostgreSQL go by, whatever their own clocks say."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import text

from storage.connecting import connect_beside
from storage.recurring import Recurring
from storage.types import Moment

ASK_SECONDS = 30.0
QUICK_SECONDS = 1.0  # an answer that took longer says too little about now
_NOW = text("SELECT clock_timestamp() AS moment").columns(moment=Moment)


class DatabaseClock:
    """Asks at the start and then from time to time, on a thread of its own; in between, and while the
    database is away, it goes on by `monotonic` (seconds from anywhere). So `now` waits for nobody."""

    def __init__(
        self, url: str, seconds: float = ASK_SECONDS, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._engine = connect_beside(url)
        self._monotonic = monotonic
        try:
            self._set, _ = self._asked()
        except BaseException:
            self._engine.dispose()
            raise
        self._asking = Recurring("clock", seconds, self.ask)

    def now(self) -> datetime:
        moment, then = self._set
        return moment + timedelta(seconds=self._monotonic() - then)

    def ask(self) -> None:
        """Raises the database's error when that is away."""
        answer, took = self._asked()
        if took <= QUICK_SECONDS:
            self._set = answer

    def close(self) -> None:
        self._asking.close()
        self._engine.dispose()

    def _asked(self) -> tuple[tuple[datetime, float], float]:
        """The moment, with when it was by `monotonic`: half way between question and answer."""
        with self._engine.connect() as connection:
            before = self._monotonic()
            moment = connection.execute(_NOW).scalar_one()
            after = self._monotonic()
        return (moment, (before + after) / 2), after - before
