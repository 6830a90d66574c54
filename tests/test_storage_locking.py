"""Who may have a database at the same time: bots, and commands that need it for themselves."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from storage.connecting import connect_keys
from storage.engine import Storage, open_storage
from storage.errors import AlreadyRunning, WrongMainKey
from storage.keys import INDEX, KeyStore
from storage.locking import Presence, alone
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer
from tests.promises.cast import AL, know
from tests.sessions import terminate_others, until
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import HeldClock, SeededEntropy

SHARED = """
SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE datname = current_database() AND locktype = 'advisory' AND mode = 'ShareLock' AND granted
"""


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_url")
        return found
    migrate(sqlite_url(tmp_path))
    return sqlite_url(tmp_path)


@contextmanager
def running_bot(url: str) -> Iterator[Storage]:
    storage = open_storage(url, MAIN_KEY, SeededEntropy(7), HeldClock(), exclusive=True)
    with closing(storage):
        yield storage


def test_a_command_that_needs_the_database_for_itself_does_not_run_beside_a_bot(url: str) -> None:
    """Once the bot has ended it does."""
    with running_bot(url), pytest.raises(AlreadyRunning), alone(url):
        pass

    with alone(url):
        pass


def test_a_bot_does_not_start_beside_such_a_command(url: str) -> None:
    """Once that has ended it does."""
    with alone(url), pytest.raises(AlreadyRunning), running_bot(url):
        pass

    with running_bot(url):
        pass


def test_two_such_commands_do_not_run_at_once(url: str) -> None:
    """Whoever comes second is told."""
    with alone(url), pytest.raises(AlreadyRunning), alone(url):
        pass


def test_several_bots_run_beside_each_other_on_postgresql(postgres_url: str) -> None:
    """And keep such commands away until the last of them has ended."""
    with running_bot(postgres_url):
        with running_bot(postgres_url):
            pass
        with pytest.raises(AlreadyRunning), alone(postgres_url):
            pass


def test_a_bot_is_there_again_after_a_lost_connection(postgres_url: str) -> None:
    """As after a restart of the server, each time."""
    presence = Presence(postgres_url, seconds=0.01)
    for _ in range(2):
        terminate_others(postgres_url)
        until(postgres_url, SHARED)

    with pytest.raises(AlreadyRunning), alone(postgres_url):
        pass
    presence.release()


def test_a_bot_waits_until_a_command_that_came_in_between_has_ended(postgres_url: str) -> None:
    """It goes on looking, and takes its place when it is free."""
    presence = Presence(postgres_url, seconds=0.01)
    terminate_others(postgres_url)
    with taken_in_between(postgres_url):
        pass
    until(postgres_url, SHARED)

    presence.release()


@contextmanager
def taken_in_between(url: str) -> Iterator[None]:
    """Cuts the bot's connection until the command was faster."""
    for _ in range(1000):
        try:
            with alone(url):
                yield
                return
        except AlreadyRunning:
            terminate_others(url)
    raise AssertionError("the bot was faster each time")


def test_a_bot_whose_keys_were_rotated_under_it_writes_none(url: str) -> None:
    """Its main key is no longer the one that opens this database, and it is told so."""
    with closing(open_anew(url)) as storage:
        rewrapped = KeyStore(connect_keys(url))
        rewrapped.destroy([INDEX])
        rewrapped.add_first(INDEX, b"\x01" + bytes(60), HeldClock().now())
        with pytest.raises(WrongMainKey):
            know(storage, AL)
        kept = rewrapped.all()
        rewrapped.close()

    assert kept == {INDEX}
