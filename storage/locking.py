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

from storage.connecting import database_file, is_sqlite
from storage.errors import AlreadyRunning
from storage.presence import Presence, Session


class Lock(Protocol):
    def release(self) -> None: ...


def lock_for_a_bot(url: str) -> Lock:
    """Raises `AlreadyRunning` when there is no room for one (more)."""
    return FileLock(_lock_file(url)) if is_sqlite(url) else Presence(url)


@contextmanager
def alone(url: str) -> Iterator[None]:
    """No bot runs before the block has ended; raises `AlreadyRunning` when one does already."""
    lock: Lock = FileLock(_lock_file(url)) if is_sqlite(url) else Session(url, shared=False)
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
