"""Opening a database: what is refused, what is created, who may be there at the same time."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from storage.connecting import connect, keys_file
from storage.engine import Storage, open_storage
from storage.errors import AlreadyRunning, KeysMissing, NotMigrated, StorageError, WrongMainKey
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.promises.cast import AL, JO, MAILBOX, at_once, know
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import HeldClock, SeededEntropy


def open_exclusively(url: str, main_key: bytes = MAIN_KEY) -> Storage:
    return open_storage(url, main_key, SeededEntropy(os.getpid()), HeldClock(), exclusive=True)


def inhabited(folder: Path) -> str:
    """The URL of a database in which somebody is known."""
    migrate(sqlite_url(folder))
    with closing(open_anew(sqlite_url(folder))) as storage:
        know(storage, JO)
    return sqlite_url(folder)


# ---- what is refused


def test_a_database_that_is_not_there_is_not_created(tmp_path: Path) -> None:
    """Not even its lock."""
    with pytest.raises(NotMigrated):
        open_exclusively(sqlite_url(tmp_path))

    assert list(tmp_path.iterdir()) == []


def test_an_empty_postgresql_database_stays_empty(new_postgres_database: NewDatabase) -> None:
    """Tables are made by migrations, on purpose."""
    url = new_postgres_database()
    with pytest.raises(NotMigrated):
        open_anew(url)
    engine = connect(url)
    tables = inspect(engine).get_table_names()
    engine.dispose()

    assert tables == []


def test_a_database_of_another_version_is_refused(tmp_path: Path) -> None:
    """Older or newer."""
    url = inhabited(tmp_path)
    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NotMigrated):
        open_anew(url)


def test_a_wrong_main_key_is_refused(tmp_path: Path) -> None:
    """Before anything is read or written with it; the right one still opens."""
    url = inhabited(tmp_path)
    with pytest.raises(WrongMainKey):
        open_exclusively(url, bytes(32))
    with closing(open_exclusively(url)) as storage:
        assert storage.transact(lambda unit: unit.profiles.get("jo")) == JO


def test_a_database_without_its_key_store_is_refused(tmp_path: Path) -> None:
    """As after restoring half a backup."""
    url = inhabited(tmp_path)
    keys_file(url).unlink()

    with pytest.raises(KeysMissing):
        open_anew(url)
    assert not keys_file(url).exists()


def test_a_key_store_that_lost_its_keys_is_refused(tmp_path: Path) -> None:
    """A new index key would fit nothing that is there."""
    url = inhabited(tmp_path)
    with closing(sqlite3.connect(keys_file(url))) as store, store:
        store.execute("DELETE FROM wrapped_keys")

    with pytest.raises(KeysMissing):
        open_anew(url)


def test_the_key_store_of_another_database_is_refused(tmp_path: Path) -> None:
    """Even under the same main key."""
    other = tmp_path / "other"
    other.mkdir()
    url = inhabited(tmp_path)
    keys_file(url).write_bytes(keys_file(inhabited(other)).read_bytes())

    with pytest.raises(KeysMissing):
        open_anew(url)


@pytest.mark.parametrize("error", StorageError.__subclasses__())
def test_the_sentence_of_an_error_is_its_docstring(error: type[StorageError]) -> None:
    """One line, which quotes nothing."""
    assert str(error()) == error.__doc__
    assert "\n" not in str(error())


# ---- who may be there


def test_a_second_bot_on_the_same_file_is_refused(tmp_path: Path) -> None:
    """As long as the first one runs."""
    url = inhabited(tmp_path)
    first = open_exclusively(url)
    with pytest.raises(AlreadyRunning):
        open_exclusively(url)
    first.close()

    open_exclusively(url).close()


def test_closing_twice_is_harmless(tmp_path: Path) -> None:
    """Whoever tidies up need not know who has tidied up before."""
    storage = open_exclusively(inhabited(tmp_path))
    storage.close()
    storage.close()

    with pytest.raises(RuntimeError):
        storage.transact(lambda unit: unit.outbox.next_due())


def test_a_command_may_work_beside_the_bot(tmp_path: Path) -> None:
    """Both see what the other has stored."""
    url = inhabited(tmp_path)
    with closing(open_exclusively(url)) as bot, closing(open_anew(url)) as command:
        know(command, AL)

        assert bot.transact(lambda unit: unit.profiles.get("al")) == AL


def test_a_bot_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    """The lock ends with the process, however that ends."""
    url = inhabited(tmp_path)
    script = (
        "import sys; from tests.test_storage_opening import open_exclusively;"
        "storage = open_exclusively(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as bot:
        assert bot.stdout is not None
        opened = bot.stdout.readline()
        with pytest.raises(AlreadyRunning):
            open_exclusively(url)
        bot.kill()

    assert opened == "open\n"
    open_exclusively(url).close()


def test_a_refused_opening_leaves_no_lock(tmp_path: Path) -> None:
    """Whoever types the right key next gets in."""
    url = inhabited(tmp_path)
    with pytest.raises(WrongMainKey):
        open_exclusively(url, bytes(32))

    open_exclusively(url).close()


def test_several_bots_share_a_postgresql_database(new_postgres_database: NewDatabase) -> None:
    """Those that open it first, at the same moment, agree on the index key."""
    url = new_postgres_database()
    migrate(url)
    first, second = at_once([lambda: open_exclusively(url), lambda: open_anew(url)])
    with closing(first), closing(second):
        know(first, JO)
        first.transact(lambda unit: unit.profiles.claim_mailbox("jo", MAILBOX))

        assert second.transact(lambda unit: unit.profiles.of_mailbox(MAILBOX)) == JO
