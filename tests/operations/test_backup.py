"""Making a backup: two files, whole or not there, while the bot goes on."""

from __future__ import annotations

import itertools
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import tracemalloc
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from bot.ports import Unit
from storage.backup import back_up
from storage.connecting import connect_to_look, database_file, keys_file
from storage.errors import KeysMissing, NotMigrated, WrongMainKey
from storage.migrations import migrate
from storage.tables import profiles
from tests.operations.network import check, make_backup, read_rows, show
from tests.promises.cast import AL, know
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import HeldClock, SeededEntropy

PAGE_OF_KEYS = ("wrapped_keys", "LIMIT")  # what is only asked for when the data is written already
KILLED = f"""
import os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event
from tests.operations.network import make_backup

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if all(word in statement for word in {PAGE_OF_KEYS}):
        os.kill(os.getpid(), signal.SIGKILL)

make_backup(sys.argv[1], Path(sys.argv[2]))
"""
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from tests.operations.network import make_backup
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
make_backup(sys.argv[1], Path(sys.argv[2]))
"""


def come(unit: Unit, name: str) -> None:
    unit.profiles.add(replace(AL, id=name))
    unit.postings.keep(name, "slack", "C1:18")


def run(script: str, url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, url, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_backup_is_two_files_for_the_owners_eyes_alone(url: str, folder: Path) -> None:
    """Named by the moment and by a number that both share; nothing else is left in the folder."""
    made = make_backup(url, folder)

    assert made.data.name.startswith("peerbot-20261125T170000Z-")
    assert made.data.name.removesuffix("data") == made.keys.name.removesuffix("keys")
    assert set(folder.iterdir()) == {made.data, made.keys}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_data_and_keys_can_go_to_two_places(url: str, folder: Path, tmp_path: Path) -> None:
    """As they should: together with the main key they open everything."""
    made = back_up(url, MAIN_KEY, (folder, tmp_path), HeldClock(), SeededEntropy(1))

    assert (made.data.parent, made.keys.parent) == (folder, tmp_path)


def test_a_backup_says_what_is_in_it(url: str, folder: Path) -> None:
    """When it was made, of which revision, and how many rows of each table."""
    found = check(make_backup(url, folder))

    assert (found.header.made_at, found.keyless) == (HeldClock().now(), frozenset())
    assert found.counts == {name: len(rows) for name, rows in read_rows(url).items() if rows}


def test_nothing_of_a_backup_can_be_read_without_the_main_key(url: str, folder: Path) -> None:
    """Not even ids and codes."""
    made = make_backup(url, folder)
    content = made.data.read_bytes() + made.keys.read_bytes()

    assert not [word for word in (b"profiles", b"slack", b"C1:17", b"joining", b"York") if word in content]


def test_a_backup_changes_nothing(url: str, folder: Path) -> None:
    """It only looks."""
    before = read_rows(url)
    make_backup(url, folder)

    assert read_rows(url) == before


def test_an_empty_network_has_a_backup_as_well(database_url: str, folder: Path) -> None:
    """Before the first start there are not even keys."""
    assert check(make_backup(database_url, folder)).counts == {}


def test_a_backup_is_not_written_over_another(url: str, folder: Path) -> None:
    """Should the same name ever come again, the first file stays."""
    made = back_up(url, MAIN_KEY, (folder, folder), HeldClock(), SeededEntropy(1))
    before = made.data.read_bytes()
    with pytest.raises(FileExistsError):
        back_up(url, MAIN_KEY, (folder, folder), HeldClock(), SeededEntropy(1))

    assert made.data.read_bytes() == before
    assert set(folder.iterdir()) == {made.data, made.keys}


def test_a_folder_that_is_not_there_is_not_made(url: str, folder: Path) -> None:
    """A disk that was not mounted is not taken for an empty one."""
    with pytest.raises(FileNotFoundError):
        make_backup(url, folder / "not" / "mounted")

    assert list(folder.iterdir()) == []


def test_a_backup_under_a_wrong_main_key_is_not_made(url: str, folder: Path) -> None:
    """Nobody could restore it with the right one."""
    with pytest.raises(WrongMainKey):
        make_backup(url, folder, bytes(32))

    assert list(folder.iterdir()) == []


def test_a_database_that_is_not_whole_is_not_backed_up(tmp_path: Path, folder: Path) -> None:
    """Neither one that was never migrated, nor one whose key store is gone."""
    url = sqlite_url(tmp_path)
    with pytest.raises(NotMigrated):
        make_backup(url, folder)
    migrate(url)
    keys_file(url).unlink()
    with pytest.raises(KeysMissing):
        make_backup(url, folder)

    assert list(folder.iterdir()) == []


def test_a_full_disk_leaves_no_half_file(url: str, folder: Path) -> None:
    """What was written until then is taken away."""
    show(url, 3000)
    ended = run(ON_A_FULL_DISK, url, folder)

    assert "File too large" in ended.stderr
    assert list(folder.iterdir()) == []


def test_a_kill_leaves_no_file_that_could_be_taken_for_a_backup(url: str, folder: Path) -> None:
    """Only beginnings under hidden names; the next backup does not mind them."""
    ended = run(KILLED, url, folder)
    left = {path.suffix for path in folder.iterdir()}
    made = make_backup(url, folder)

    assert ended.returncode == -signal.SIGKILL
    assert left == {".part"}
    assert check(made).keyless == frozenset()


def test_a_backup_is_of_one_moment_although_the_bot_goes_on(url: str, folder: Path) -> None:
    """Whoever comes with a posting of their own is in it with that, or not at all."""
    over = threading.Event()
    with closing(open_anew(url)) as storage:

        def go_on() -> None:
            for number in itertools.count():
                storage.transact(partial(come, name=f"newcomer-{number}"))
                if over.is_set():
                    return

        bot = threading.Thread(target=go_on)
        bot.start()
        found = [check(make_backup(url, folder)).counts for _ in range(5)]
        over.set()
        bot.join()

    assert {counts["profiles"] - counts["postings"] for counts in found} == {1}
    assert found[-1]["profiles"] > found[0]["profiles"]


def test_who_writes_does_not_wait_for_a_backup(tmp_path: Path) -> None:
    """Nor does the hourly sweep make them wait, which would like to have the readers gone."""
    url = sqlite_url(tmp_path)
    migrate(url)
    backup = connect_to_look(url)
    with closing(open_anew(url)) as storage, backup.begin() as reading:
        reading.execute(select(profiles)).all()
        know(storage, AL)
        sweep = threading.Thread(target=storage.sweep)
        sweep.start()
        with closing(sqlite3.connect(database_file(url), timeout=4, isolation_level=None)) as writing:
            while sweep.is_alive():
                writing.executescript("BEGIN IMMEDIATE; ROLLBACK")
        seen = reading.execute(select(profiles)).all()
    backup.dispose()

    assert seen == []


def test_whoever_makes_a_backup_can_change_nothing(database_url: str) -> None:
    """The database itself sees to it."""
    engine = connect_to_look(database_url)
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(delete(profiles))
    engine.dispose()


def test_memory_does_not_grow_with_the_network(url: str, folder: Path) -> None:
    """Making a backup and looking through it take rows as they come."""
    show(url, 12_000)
    tracemalloc.start()
    made = make_backup(url, folder)
    found = check(made)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.counts["postings"] == 12_001
    assert made.data.stat().st_size > 600_000
    assert peak < 3_000_000
