"""A new database and a folder for each run of a story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer
from tests.stores import bring_up_to_date, sqlite_url

DATABASES = ["sqlite", "postgresql"]
Places = Iterator[tuple[str, Path]]


def new_places(request: pytest.FixtureRequest, database: str, folder: Path) -> Places:
    """On either database, as many as are asked for."""
    if database == "sqlite":
        return _files(folder)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    template = server.prepare_template("migrated", migrate)
    return ((new(template), own) for own in _folders(folder))


def _folders(folder: Path) -> Iterator[Path]:
    for number in count(1):
        (folder / str(number)).mkdir()
        yield folder / str(number)


def _files(folder: Path) -> Places:
    for own in _folders(folder):
        bring_up_to_date(sqlite_url(own))
        yield sqlite_url(own), own
