"""A database for each run: migrated, and otherwise empty, or with what is there before the story begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from storage.migrations import migrate
from storage.tables import metadata
from tests.databases import libpq
from tests.stores import copy_sqlite, sqlite_url

END_OTHERS = """
SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Databases(Protocol):
    """Where a run finds a database that is migrated, and nothing more."""

    @property
    def name(self) -> str: ...

    def new(self, folder: Path) -> AbstractContextManager[str]:
        """Its URL; it lives as long as the block."""

    def settle(self, url: str) -> None:
        """Return when the database has noticed that its client was killed."""


class SqliteDatabases:
    name = "sqlite"

    def __init__(self, folder: Path, prepare: Callable[[str], None] = migrate) -> None:
        self._template = sqlite_url(folder)
        prepare(self._template)

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        url = sqlite_url(folder)
        copy_sqlite(self._template, url)
        yield url

    def settle(self, url: str) -> None:
        pass


class PostgresDatabases:
    """One database, emptied for each run: that takes less than making another."""

    name = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = url

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        tables = ", ".join(map(str, metadata.sorted_tables))
        # Without triggers: the audit would refuse.
        _execute(self._url, f"SET session_replication_role = replica; TRUNCATE {tables} RESTART IDENTITY")
        yield self._url

    def settle(self, url: str) -> None:
        _execute(url, END_OTHERS)


class PostgresCopies:
    """A copy of the same template each time."""

    name = "postgresql"

    def __init__(self, new: Callable[[], AbstractContextManager[str]]) -> None:
        self._new = new

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        with self._new() as url:
            yield url

    def settle(self, url: str) -> None:
        _execute(url, END_OTHERS)


def _execute(url: str, statement: str) -> None:
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        connection.execute(statement)
