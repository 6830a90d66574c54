"""What is left of a poll to whoever may hold anything."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.polls.model import Ballot
from bot.polls.published import written
from bot.polls.tally import count
from storage.backup import back_up
from storage.connecting import connect
from storage.tables import ballots
from tests.core.tallies import RANKED
from tests.operations.network import Rows, read_rows
from tests.promises.boxes import casts, destroys, opens, takes_out, withdraws
from tests.promises.cast import HOUR
from tests.stores import MAIN_KEY, open_anew
from tests.world import NOON, HeldClock, SeededEntropy

OTHERS = {"al": (1, 2), "flo": (2, 1), "kim": (3,), "max": (4, 2, 3, 1), "pat": (2,)}


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody may hold: the ballots while the poll was open, and the published totals, all tables, all
    files, all backups and all logs when it is closed."""

    sealed: list[tuple[bytes, bytes]]
    totals: str
    rows: Rows
    files: Mapping[str, bytes]
    backups: Mapping[str, bytes]
    log: list[str]


def play(url: str, folder: Path, caplog: pytest.LogCaptureFixture, ana: Ballot, luc: Ballot) -> Traces:
    """A poll from opening to closing, with changes of mind, a second platform, and backups all the way."""
    caplog.clear()
    kept = folder / "backups"
    kept.mkdir()
    with closing(open_anew(url, HeldClock(), SeededEntropy(5))) as storage:
        opens(storage, RANKED.id)
        votes = [("ana", Ballot((4,), "c1", NOON)), ("luc", Ballot((4,), "c2", NOON))]
        votes += [(name, Ballot(choice, "c3", NOON)) for name, choice in OTHERS.items()]
        votes += [("ana", ana), ("luc", luc), ("ana", ana)]
        for member, ballot in votes:
            casts(storage, member, ballot, RANKED.id)
        withdraws(storage, "pat", NOON + 9 * HOUR, RANKED.id)
        _back_up(url, kept, 1)
        sealed = sealed_in(url)
        totals = written(RANKED, count(RANKED, takes_out(storage, RANKED.id)))
        destroys(storage, RANKED.id)
        _back_up(url, kept, 2)
        files = files_in(folder, "at once")
        storage.sweep()
    log = [f"{record.name} {record.getMessage()} {record.args}" for record in caplog.records]
    return Traces(sealed, totals, read_rows(url), files | files_in(folder, "later"), files_in(kept), log)


def _back_up(url: str, kept: Path, seed: int) -> None:
    """With the same chance each time, two that say the same are the same."""
    back_up(url, MAIN_KEY, (kept, kept), HeldClock(), SeededEntropy(seed))


def sealed_in(url: str) -> list[tuple[bytes, bytes]]:
    engine = connect(url)
    with engine.begin() as connection:
        found = [(row.tag, row.sealed) for row in connection.execute(select(ballots).order_by(ballots.c.tag))]
    engine.dispose()
    return found


def files_in(folder: Path, when: str = "") -> dict[str, bytes]:
    """But the index of the write-ahead log, which is memory that processes share, salted by chance."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm")
    return {when + path.name: path.read_bytes() for path in files}
