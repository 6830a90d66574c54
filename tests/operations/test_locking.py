"""Who may have a database at the same time: bots, and commands that need it for themselves."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from storage.connecting import connect_keys
from storage.engine import Storage, open_storage
from storage.errors import AlreadyRunning, WrongMainKey
from storage.keys import INDEX, KeyStore
from storage.locking import alone
from storage.presence import Presence
from tests.promises.cast import AL, know
from tests.sessions import terminate_others, until
from tests.stores import MAIN_KEY, open_anew
from tests.world import HeldClock, SeededEntropy

SHARED = """
SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE datname = current_database() AND locktype = 'advisory' AND mode = 'ShareLock' AND granted
"""


@contextmanager
def running_bot(database_url: str) -> Iterator[Storage]:
    storage = open_storage(database_url, MAIN_KEY, SeededEntropy(7), HeldClock(), exclusive=True)
    with closing(storage):
        yield storage


def test_a_command_that_needs_the_database_for_itself_does_not_run_beside_a_bot(database_url: str) -> None:
    """Once the bot has ended it does."""
    with running_bot(database_url), pytest.raises(AlreadyRunning), alone(database_url):
        pass

    with alone(database_url):
        pass


def test_a_bot_does_not_start_beside_such_a_command(database_url: str) -> None:
    """Once that has ended it does."""
    with alone(database_url), pytest.raises(AlreadyRunning), running_bot(database_url):
        pass

    with running_bot(database_url):
        pass


def test_two_such_commands_do_not_run_at_once(database_url: str) -> None:
    """Whoever comes second is told."""
    with alone(database_url), pytest.raises(AlreadyRunning), alone(database_url):
        pass


def test_several_bots_run_beside_each_other_on_postgresql(migrated_postgres: str) -> None:
    """And keep such commands away until the last of them has ended."""
    with running_bot(migrated_postgres):
        with running_bot(migrated_postgres):
            pass
        with pytest.raises(AlreadyRunning), alone(migrated_postgres):
            pass


def test_a_bot_is_there_again_after_a_lost_connection(migrated_postgres: str) -> None:
    """As after a restart of the server, each time."""
    presence = Presence(migrated_postgres, seconds=0.01)
    for _ in range(2):
        terminate_others(migrated_postgres)
        until(migrated_postgres, SHARED)

    with pytest.raises(AlreadyRunning), alone(migrated_postgres):
        pass
    presence.release()


def test_a_bot_waits_until_a_command_that_came_in_between_has_ended(migrated_postgres: str) -> None:
    """It goes on looking, and takes its place when it is free."""
    presence = Presence(migrated_postgres, seconds=0.01)
    terminate_others(migrated_postgres)
    with taken_in_between(migrated_postgres):
        pass
    until(migrated_postgres, SHARED)

    presence.release()


@contextmanager
def taken_in_between(database_url: str) -> Iterator[None]:
    """Cuts the bot's connection until the command was faster."""
    for _ in range(1000):
        try:
            with alone(database_url):
                yield
                return
        except AlreadyRunning:
            terminate_others(database_url)
    raise AssertionError("the bot was faster each time")


def test_a_bot_whose_keys_were_rotated_under_it_writes_none(database_url: str) -> None:
    """Its main key is no longer the one that opens this database, and it is told so."""
    with closing(open_anew(database_url)) as storage:
        rewrapped = KeyStore(connect_keys(database_url))
        rewrapped.destroy([INDEX])
        rewrapped.add_first(INDEX, b"\x01" + bytes(60), HeldClock().now())
        with pytest.raises(WrongMainKey):
            know(storage, AL)
        kept = rewrapped.all()
        rewrapped.close()

    assert kept == {INDEX}
