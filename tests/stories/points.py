"""Where a process can be killed, and the killing.

The points are: before each commit, after each job whose commits are durable and of which nobody has been
told yet, before and after each outgoing call. Commits are announced by SQLAlchemy itself, those of the
database as those of the key store, so that none can be left out; where nothing was written, none is.
"""

from __future__ import annotations

import os
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

CHANGES = "changes"  # in the `info` of a connection: what they were when its transaction began


class Points:
    """Names each point as it is passed. At the fatal one the process dies as by `kill -9`; where there is
    trouble (`at`), `comes` is called, and at the next point `goes`."""

    def __init__(
        self,
        fatal: str = "",
        at: Collection[str] = (),
        comes: Callable[[], None] = lambda: None,
        goes: Callable[[], None] = lambda: None,
    ) -> None:
        self.passed: list[str] = []
        self.scene = "opening"
        self._fatal = fatal
        self._at, self._comes, self._goes = at, comes, goes
        self._in_trouble = False
        self._job = "opening"
        self._committed = False
        self._times: Counter[str] = Counter()

    def reach(self, what: str) -> None:
        name = f"{self.scene}, {what}"
        self._times[name] += 1
        name += f" ({self._times[name]})" * (self._times[name] > 1)
        self.passed.append(name)
        if name == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._in_trouble:
            self._in_trouble = False
            self._goes()
        if name in self._at:
            self._in_trouble = True
            self._comes()

    def commit(self) -> None:
        """Something is about to be committed."""
        self.reach(f"before the commit in {self._job}")
        self._committed = True

    @contextmanager
    def during(self, job: str) -> Iterator[None]:
        """When the block has ended, all that it committed is durable."""
        self._job, self._committed = job, False
        try:
            yield
        finally:
            if self._committed:
                self.reach(f"after the commit in {job}")


def scenes(points: Collection[str]) -> list[str]:
    """The steps of the story, in order, in which these points are."""
    names = dict.fromkeys(point.partition(", ")[0] for point in points)
    return [name for name in names if name != "opening"]


@contextmanager
def watching(points: Points) -> Iterator[None]:
    """The commits of all databases, as long as the block lasts."""

    def reach(connection: Connection) -> None:
        if _has_changed(connection):
            points.commit()

    listeners = {"begin": _note, "commit": reach}
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    try:
        yield
    finally:
        for name, listener in listeners.items():
            event.remove(Engine, name, listener)


def _note(connection: Connection) -> None:
    connection.info[CHANGES] = _changes_so_far(connection)


def _changes_so_far(connection: Connection) -> int:
    """Of SQLite's rows. PostgreSQL is asked for nothing before the bot is: a connection may be broken."""
    driver = connection.connection.driver_connection
    return driver.total_changes if isinstance(driver, sqlite3.Connection) else 0


def _has_changed(connection: Connection) -> bool:
    """Whether the transaction has written; PostgreSQL numbers one with its first change."""
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return bool(driver.total_changes != connection.info[CHANGES])
    return bool(driver.execute("SELECT pg_current_xact_id_if_assigned()").fetchone() != (None,))
