"""Backups by the command, as an operator meets it: what it says and how it ends."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from storage.engine import open_storage
from storage.migrations import migrate
from tests.operations.network import read_rows, written
from tests.stores import sqlite_url
from tests.stories.command import CANARY, KEY, OTHER_KEY, peerbot
from tests.world import HeldClock, SeededEntropy


@pytest.fixture
def database_url(migrated_sqlite: str) -> str:
    """One kind of database is enough to see what the command says."""
    return migrated_sqlite


def test_nothing_is_rotated_or_restored_beside_a_running_bot(
    url: str, environment: dict[str, str], tmp_path: Path
) -> None:
    """Code 69: later it may work. A backup is made all the same."""
    rotating = environment | {"PEERBOT_NEW_MAIN_KEY": written(OTHER_KEY)}
    with closing(open_storage(url, KEY, SeededEntropy(4), HeldClock(), exclusive=True)):
        rotated = peerbot(rotating, "keys", "rotate")
        made = peerbot(environment, "backup", str(tmp_path))
        restored = peerbot(environment, "restore", *files(made.stdout))

    assert (made.returncode, rotated.returncode, restored.returncode) == (0, 69, 69)
    assert rotated.stderr == restored.stderr


def files(told: str) -> list[str]:
    """What `peerbot backup` said that it has written."""
    return [line.partition(": ")[2] for line in told.splitlines()[:2]]


@pytest.fixture
def made(environment: dict[str, str], tmp_path: Path) -> list[str]:
    for name in ("data", "keys"):
        (tmp_path / name).mkdir()
    ended = peerbot(environment, "backup", str(tmp_path / "data"), "--keys", str(tmp_path / "keys"))
    assert ended.returncode == 0, ended.stderr
    return files(ended.stdout)


@pytest.fixture
def elsewhere(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Where somebody begins anew."""
    new = tmp_path / "new"
    new.mkdir()
    migrate(sqlite_url(new))
    return environment | {"PEERBOT_DATABASE_URL": sqlite_url(new)}


def test_a_backup_says_where_its_files_are(made: list[str], tmp_path: Path) -> None:
    """Each in the folder that was named for it."""
    data, keys = (next((tmp_path / name).iterdir()) for name in ("data", "keys"))

    assert made == [str(data), str(keys)]


def test_a_check_says_what_a_backup_holds_and_changes_nothing(
    url: str, environment: dict[str, str], made: list[str]
) -> None:
    """Readable, and in the database that is in use."""
    before = read_rows(url)
    ended = peerbot(environment, "restore", *made, "--check")
    lines = ended.stdout.splitlines()

    assert ended.returncode == 0
    assert lines[0].startswith("made at 20")
    assert lines[1].startswith("good until 20")
    assert lines[2] == (
        "rows: accounts 2, agreements 1, calendar_feeds 1, communities 1, counters 1, decline_counts 1, "
        "errands 4, listings 1, meetings 1, postings 1, private_pages 1, profiles 2, requests 1, seats 1, "
        "topic_supports 1, topics 1, wrapped_keys 257, writings 1"
    )
    assert lines[3:] == [
        "the main key opens each of its keys",
        "people who were forgotten since: 0; restoring forgets them again",
        "the backup is whole; nothing was changed",
    ]
    assert read_rows(url) == before


def test_a_restored_network_is_the_one_that_was_backed_up(
    url: str, elsewhere: dict[str, str], made: list[str]
) -> None:
    """And the command says of how many errands nobody knows whether they were carried out since."""
    ended = peerbot(elsewhere, "restore", *made)

    assert ended.returncode == 0, ended.stderr
    assert "all of it was restored; errands that may have been carried out since: " in ended.stdout
    assert read_rows(elsewhere["PEERBOT_DATABASE_URL"]) == read_rows(url)


def test_a_restore_that_is_refused_says_why(
    environment: dict[str, str], elsewhere: dict[str, str], made: list[str]
) -> None:
    """In one line, with a code."""
    data, keys = made
    wrong = {"PEERBOT_MAIN_KEY": written(OTHER_KEY)}
    ended = {
        "in use": peerbot(environment, "restore", data, keys),
        "swapped": peerbot(elsewhere, "restore", keys, data),
        "wrong key": peerbot(elsewhere | wrong, "restore", data, keys, "--check"),
        "not there": peerbot(elsewhere, "restore", data, f"{keys}-{CANARY}"),
    }

    assert {name: end.returncode for name, end in ended.items()} == {
        "in use": 1, "swapped": 1, "wrong key": 78, "not there": 1,
    }  # fmt: skip
    assert {name: end.stderr for name, end in ended.items()} == {
        "in use": "peerbot: There is something in this database already: restore into one that"
        " `peerbot migrate` has just made.\n",
        "swapped": "peerbot: The first file has to be the data of a backup, the second one its keys.\n",
        "wrong key": "peerbot: The main key is not the one under which this backup was made"
        " (or the file's beginning is damaged).\n",
        "not there": "peerbot: the system refuses: No such file or directory\n",
    }


def test_a_backup_into_a_folder_that_is_not_there_says_so(environment: dict[str, str]) -> None:
    """Code 1, without the path."""
    ended = peerbot(environment, "backup", f"/nowhere-{CANARY}")

    assert (ended.returncode, ended.stderr) == (
        1, "peerbot: the system refuses: No such file or directory\n",
    )  # fmt: skip
