"""Every promise is tested on both databases: `storage` stands for either."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.engine import Storage
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer
from tests.stores import open_anew, sqlite_url
from tests.world import HeldClock


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own, migrated and otherwise empty."""
    if request.param == "sqlite":
        migrate(sqlite_url(tmp_path))
        return sqlite_url(tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    return new(server.prepare_template("migrated", migrate))


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def storage(database_url: str, clock: HeldClock) -> Iterator[Storage]:
    storage = open_anew(database_url, clock)
    yield storage
    storage.close()
