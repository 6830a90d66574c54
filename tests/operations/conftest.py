"""Where backups go, and where they come back to."""

from pathlib import Path

import pytest

from storage.backup import Backup
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer
from tests.operations.network import found_network, make_backup
from tests.stores import bring_up_to_date, sqlite_url
from tests.stories.command import production


@pytest.fixture
def url(database_url: str) -> str:
    """Of a database with a small network in it."""
    found_network(database_url)
    return database_url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def backup(tmp_path: Path, folder: Path) -> Backup:
    """Of a network that lived on SQLite."""
    place = tmp_path / "old"
    place.mkdir()
    bring_up_to_date(sqlite_url(place))
    found_network(sqlite_url(place))
    return make_backup(sqlite_url(place), folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of another database, migrated and otherwise empty."""
    if request.param == "sqlite":
        place = tmp_path / "new"
        place.mkdir()
        bring_up_to_date(sqlite_url(place))
        return sqlite_url(place)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    return new(server.prepare_template("migrated", migrate))


@pytest.fixture
def environment(url: str, tmp_path: Path) -> dict[str, str]:
    """Only what these commands need."""
    only = {"PATH", "PEERBOT_DATABASE_URL", "PEERBOT_MAIN_KEY"}
    settings = production(tmp_path) | {"PEERBOT_DATABASE_URL": url}
    return {name: value for name, value in settings.items() if name in only}


@pytest.fixture(params=["sqlite", "postgresql"])
def swapped_urls(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Of two databases that are the same."""
    for place in ("0", "1"):
        (tmp_path / place).mkdir()
    if request.param == "sqlite":
        one, other = (sqlite_url(tmp_path / place) for place in ("0", "1"))
        for url in (one, other):
            bring_up_to_date(url)
        return one, other
    server: PostgresServer = request.getfixturevalue("postgres_server")
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    template = server.prepare_template("migrated", migrate)
    return new(template), new(template)
