"""What is not restored, and that nothing is there afterwards that was not there before."""

from __future__ import annotations

import signal
import subprocess
import sys
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from storage.backup import Backup
from storage.checking import checked
from storage.connecting import connect_keys
from storage.engine import open_storage
from storage.errors import (
    AlreadyRunning,
    BackupDamaged,
    KeysMissing,
    NotABackup,
    NotEmpty,
    NotMigrated,
    NotOneBackup,
    NotTheTwoFiles,
    OtherMainKey,
    OtherRevision,
    StorageError,
)
from storage.migrations import migrate
from storage.restoring import restore
from storage.sealing import MainKey
from storage.tables import wrapped_keys
from tests.operations.network import Rows, check, make_backup, put_back, read_rows, show
from tests.promises.cast import JO, know
from tests.stores import MAIN_KEY, open_anew, sqlite_url
from tests.world import NOON, HeldClock, SeededEntropy

KILLED_BEFORE_THE_DATA = """
import sys
from pathlib import Path
from storage.backup import Backup
from tests.operations.network import put_back
from tests.stories.points import Points, watching
with watching(Points("opening, before the commit in opening (2)")):
    put_back(Backup(Path(sys.argv[2]), Path(sys.argv[3])), sys.argv[1])
"""
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from storage.backup import Backup
from tests.operations.network import put_back
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
put_back(Backup(Path(sys.argv[2]), Path(sys.argv[3])), sys.argv[1])
"""


@pytest.fixture
def other_backup(url: str, folder: Path) -> Backup:
    """Of the same network or of one like it, made at another time."""
    return make_backup(url, folder)


def is_empty(rows: Rows) -> bool:
    return not any(rows.values())


def run(script: str, url: str, backup: Backup) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, url, str(backup.data), str(backup.keys)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def cut(path: Path) -> Path:
    """A copy without its last byte."""
    copy = path.with_name(f"{path.name}-cut")
    copy.write_bytes(path.read_bytes()[:-1])
    return copy


# ---- files that are not right


def refused(backup: Backup, url: str, main_key: bytes = MAIN_KEY) -> type[Exception]:
    with pytest.raises(StorageError) as error:
        put_back(backup, url, main_key)
    assert is_empty(read_rows(url))
    return error.type


def test_files_that_are_damaged_or_do_not_belong_together_are_refused(
    backup: Backup, other_backup: Backup, new_url: str
) -> None:
    """Each with its own sentence."""
    data, keys = backup.data, backup.keys
    nothing = data.with_name("nothing")
    nothing.write_bytes(b"")

    assert refused(Backup(keys, data), new_url) is NotTheTwoFiles
    assert refused(Backup(data, data), new_url) is NotTheTwoFiles
    assert refused(Backup(data, other_backup.keys), new_url) is NotOneBackup
    assert refused(Backup(nothing, keys), new_url) is NotABackup
    assert refused(Backup(cut(data), keys), new_url) is BackupDamaged
    assert refused(Backup(data, cut(keys)), new_url) is BackupDamaged


def test_a_wrong_main_key_restores_nothing(backup: Backup, new_url: str) -> None:
    """Nor does it say what is in the backup."""
    assert refused(backup, new_url, bytes(32)) is OtherMainKey
    with pytest.raises(OtherMainKey):
        check(backup, bytes(32))


def test_a_key_that_the_main_key_does_not_open_is_noticed(url: str, folder: Path, new_url: str) -> None:
    """Although the file is as it was written."""
    key_id = read_rows(url)["profiles"][0][1]
    engine = connect_keys(url)
    with engine.begin() as connection:
        damaged = update(wrapped_keys).where(wrapped_keys.c.id == key_id)
        connection.execute(damaged.values(wrapped=b"\x01" + bytes(60)))
    engine.dispose()

    assert refused(make_backup(url, folder), new_url) is BackupDamaged


def test_data_of_which_all_keys_are_missing_is_refused(url: str, folder: Path, new_url: str) -> None:
    """Nothing of it could be read."""
    engine = connect_keys(url)
    with engine.begin() as connection:
        connection.execute(delete(wrapped_keys))
    engine.dispose()

    assert refused(make_backup(url, folder), new_url) is KeysMissing


def test_a_backup_of_another_version_is_looked_through_and_not_restored(backup: Backup, new_url: str) -> None:
    """It is whole, and belongs into a database of its own version."""
    main = MainKey(MAIN_KEY, SeededEntropy(1))
    with checked(backup, main) as found:
        found.found.must_fit(NOON)
        header = replace(found.found.header, revision="0000")
        older = replace(found, found=replace(found.found, header=header))
        with pytest.raises(OtherRevision):
            restore(new_url, older, MAIN_KEY, HeldClock(), SeededEntropy(1))

    assert is_empty(read_rows(new_url))


def test_files_that_are_changed_after_the_check_restore_nothing(backup: Backup, new_url: str) -> None:
    """What was begun is undone, the keys too."""
    with checked(backup, MainKey(MAIN_KEY, SeededEntropy(1))) as found:
        backup.data.write_bytes(cut(backup.data).read_bytes())
        with pytest.raises(BackupDamaged):
            restore(new_url, found, MAIN_KEY, HeldClock(), SeededEntropy(1))

    assert is_empty(read_rows(new_url))


# ---- databases that are not right


def test_nothing_is_restored_over_something_else(backup: Backup, new_url: str) -> None:
    """One person is enough; they stay as they were."""
    with closing(open_anew(new_url)) as storage:
        know(storage, JO)
    before = read_rows(new_url)
    with pytest.raises(NotEmpty):
        put_back(backup, new_url)

    assert read_rows(new_url) == before


def test_nothing_is_restored_over_somebody_elses_keys(backup: Backup, new_url: str) -> None:
    """The data that they open may only have been mislaid."""
    open_anew(new_url).close()
    before = read_rows(new_url)
    with pytest.raises(NotEmpty):
        put_back(backup, new_url)

    assert read_rows(new_url) == before


def test_nothing_is_restored_before_migrating(backup: Backup, tmp_path: Path) -> None:
    """Restoring makes no database."""
    with pytest.raises(NotMigrated):
        put_back(backup, sqlite_url(tmp_path))

    assert not list(tmp_path.glob("*.db"))


def test_nothing_is_restored_under_a_running_bot(backup: Backup, new_url: str) -> None:
    """It would go on with keys of its own."""
    bot = open_storage(new_url, MAIN_KEY, SeededEntropy(5), HeldClock(), exclusive=True)
    with closing(bot), pytest.raises(AlreadyRunning):
        put_back(backup, new_url)

    assert read_rows(new_url)["profiles"] == []


# ---- restoring that comes to no end


def test_a_kill_in_the_middle_leaves_nothing_in_the_way(url: str, folder: Path, new_url: str) -> None:
    """Neither of the next attempt, nor of a bot that is started in between."""
    made = make_backup(url, folder)
    killed = run(KILLED_BEFORE_THE_DATA, new_url, made)
    left = {name for name, rows in read_rows(new_url).items() if rows}
    open_anew(new_url, HeldClock(HeldClock().now() + timedelta(days=2))).close()
    put_back(made, new_url)

    assert (killed.returncode, left) == (-signal.SIGKILL, {"peerbot_keys.wrapped_keys"})
    assert read_rows(new_url) == read_rows(url)


def test_a_full_disk_leaves_nothing(url: str, folder: Path, tmp_path: Path) -> None:
    """With more room it comes to its end."""
    show(url, 5000)
    made = make_backup(url, folder)
    place = tmp_path / "small"
    place.mkdir()
    found_small = sqlite_url(place)
    migrate(found_small)
    ended = run(ON_A_FULL_DISK, found_small, made)
    left = read_rows(found_small)
    put_back(made, found_small)

    assert "NotStored" in ended.stderr
    assert is_empty(left)
    assert read_rows(found_small) == read_rows(url)


def test_memory_does_not_grow_with_what_is_restored(url: str, folder: Path, new_url: str) -> None:
    """Rows are taken as they come."""
    show(url, 12_000)
    made = make_backup(url, folder)
    tracemalloc.start()
    put_back(made, new_url)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 3_000_000
