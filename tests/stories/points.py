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
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

CHANGES = "changes"  # in the `info` of a connection: what they were when its transaction began


class Points:
    """Names each point as it is passed. At the fatal one the process dies as by `kill -9`."""

    def __init__(self, fatal: str = "") -> None:
        self.passed: list[str] = []
        self.scene = "opening"
        self._fatal = fatal
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


def watch_commits(points: Points) -> None:
    """Of all databases, until the process ends."""

    @event.listens_for(Engine, "begin")
    def note(connection: Connection) -> None:
        connection.info[CHANGES] = _changes(connection)

    @event.listens_for(Engine, "commit")
    def reach(connection: Connection) -> None:
        if _changes(connection) != connection.info[CHANGES]:
            points.commit()


def _changes(connection: Connection) -> object:
    """What is different once a transaction has written: rows changed so far, or the number that PostgreSQL
    gives a transaction with its first change."""
    driver: Any = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        return driver.total_changes
    return driver.execute("SELECT pg_current_xact_id_if_assigned()").fetchone()
