"""What a PostgreSQL server keeps of a poll's key: nothing, neither while the poll is open nor afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import back_up
from storage.ballot_key import BallotKey
from storage.migrations import migrate
from storage.poll_keys import unwrapped
from storage.sealing import MainKey
from tests.databases import NOT_DURABLE, PostgresServer, running_postgres
from tests.operations.poll_folder import others, wrapped
from tests.promises.boxes import POLL, ballot, casts, destroys, opens, takes_out
from tests.stores import MAIN_KEY, open_anew
from tests.world import HeldClock, SeededEntropy

TALKATIVE = f"{NOT_DURABLE} -c log_statement=all -c log_min_duration_statement=0"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """One that writes down every statement with its values, as some do."""
    with running_postgres(TALKATIVE) as server:
        yield server


def holding(folder: Path, secret: bytes) -> list[str]:
    """In which files it is, as it is or as text."""
    looks = (secret, secret.hex().encode())
    paths = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in paths if any(look in path.read_bytes() for look in looks)]


def key_of(url: str) -> bytes:
    return unwrapped(MainKey(MAIN_KEY, SeededEntropy(1)), POLL, wrapped(url)) or b""


def test_no_file_of_the_server_ever_has_the_key_of_a_poll(server: PostgresServer, tmp_path: Path) -> None:
    """Not tables, write-ahead log, its own log, a backup; when the poll is closed, nor the folder."""
    with server.new_database() as url:
        migrate(url)
        with closing(open_anew(url)) as storage:
            opens(storage)
            casts(storage, "jo", ballot(2, 1))
            sealed = wrapped(url)
            key = key_of(url)
            back_up(url, MAIN_KEY, (tmp_path, tmp_path), HeldClock(), SeededEntropy(1))
            kept = [holding(server.folder, each) for each in (key, sealed)]
            takes_out(storage)
            destroys(storage)
            server.execute("CHECKPOINT")
            left = [
                holding(folder, each) for folder in (server.folder, tmp_path) for each in (key, sealed[-48:])
            ]
        assert others(url) == []

    assert len(key) == 32
    assert (len(kept[0]), len(kept[1])) == (0, 1)  # the file in the folder alone
    assert left == [[], [], [], []]


def test_the_scan_finds_what_is_there(server: PostgresServer) -> None:
    """A ballot is in the write-ahead log, where nobody can read it any more."""
    with server.new_database() as url:
        migrate(url)
        with closing(open_anew(url)) as storage:
            opens(storage)
            casts(storage, "jo", ballot(2, 1))
            tag = BallotKey(POLL, key_of(url), SeededEntropy(1)).tag("jo")
            destroys(storage)

        assert any(len(name) == 24 for name in holding(server.folder / "data" / "pg_wal", tag))
