"""Who may have a database at the same time: bots, and commands that need it for themselves.

On SQLite there is one of all of them on a file, by a lock on a file beside it. On PostgreSQL any number of
bots share an advisory lock of the database, which a command that needs it for itself takes alone. Each lock
is held until released or until the process ends, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.connecting import connect_beside, database_file, is_sqlite
from storage.errors import AlreadyRunning
from storage.recurring import Recurring

NUMBER = 7_370_642_254  # of PostgreSQL's advisory lock
LOOK_SECONDS = 5.0
_SHARED = text("SELECT pg_try_advisory_lock_shared(:number)")
_ALONE = text("SELECT pg_try_advisory_lock(:number)")
_STILL_THERE = text("SELECT 1")


class Lock(Protocol):
    def release(self) -> None: ...


def lock_for_a_bot(url: str) -> Lock:
    """Raises `AlreadyRunning` when there is no room for one (more)."""
    return FileLock(_lock_file(url)) if is_sqlite(url) else Presence(url)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """No bot runs before the block has ended; raises `AlreadyRunning` when one does already."""
    lock: Lock = FileLock(_lock_file(url)) if is_sqlite(url) else _Session(url, shared=False)
    try:
        yield
    finally:
        lock.release()


class FileLock:
    """Of SQLite."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            raise AlreadyRunning from None

    def release(self) -> None:
        os.close(self._file)


def _lock_file(url: str) -> Path:
    path = database_file(url)
    return path.with_name(f"{path.name}.lock")


class _Session:
    """A connection that holds the lock. PostgreSQL lets go of it when the connection is lost."""

    def __init__(self, url: str, *, shared: bool) -> None:
        self._engine = connect_beside(url)
        self._take = _SHARED if shared else _ALONE
        try:
            self._connection = self._taken()
        except BaseException:
            self._engine.dispose()
            raise

    def take_again_if_lost(self) -> None:
        """Raises `AlreadyRunning` or the database's error when it is to be tried later."""
        if self._connection.closed:
            self._connection = self._taken()
        try:
            self._connection.execute(_STILL_THERE)
        except DBAPIError:
            self._connection.invalidate()
            self._connection.close()
            self._connection = self._taken()

    def release(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _taken(self) -> Connection:
        connection = self._engine.connect()
        if connection.execute(self._take, {"number": NUMBER}).scalar():
            return connection
        connection.close()
        raise AlreadyRunning


class Presence:
    """A bot's lock on PostgreSQL, taken again after a lost connection (the server was restarted). Should a
    command have taken the database for itself in between, keys are not harmed: see `KeyStore.add`."""

    def __init__(self, url: str, seconds: float = LOOK_SECONDS) -> None:
        self._session = _Session(url, shared=True)
        self._watch = Recurring("presence", seconds, self._session.take_again_if_lost)

    def release(self) -> None:
        self._watch.close()
        self._session.release()
