"""A house for each test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.core.house import NETWORK, House
from tests.databases import PostgresServer
from tests.stores import sqlite_url


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path))
    yield house
    house.close()


@pytest.fixture
def holding(tmp_path: Path) -> Iterator[House]:
    """One in which decisions are held for ten minutes."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, hold=timedelta(minutes=10)))
    yield house
    house.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def crowded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """One in which people do things at the same moment: in one commit on SQLite, on PostgreSQL in several
    transactions at once."""
    url = sqlite_url(tmp_path)
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        new: NewDatabase = request.getfixturevalue("new_postgres_database")
        url = new(server.prepare_template("migrated", migrate))
    house = House(url)
    yield house
    house.close()
