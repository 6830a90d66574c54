"""The same poll twice, with two voters' choices swapped: when it is closed, nothing in the world tells which
of the two it was.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
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
from tests.stores import MAIN_KEY, bring_up_to_date, open_anew, sqlite_url
from tests.world import NOON, HeldClock, SeededEntropy

ONE, OTHER = (1, 3, 2), (2, 4, 1)
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
        sealed = _sealed(url)
        totals = written(RANKED, count(RANKED, takes_out(storage, RANKED.id)))
        destroys(storage, RANKED.id)
        _back_up(url, kept, 2)
        files = _files(folder, "at once")
        storage.sweep()
    log = [f"{record.name} {record.getMessage()} {record.args}" for record in caplog.records]
    return Traces(sealed, totals, read_rows(url), files | _files(folder, "later"), _files(kept), log)


def _back_up(url: str, kept: Path, seed: int) -> None:
    """With the same chance each time, two that say the same are the same."""
    back_up(url, MAIN_KEY, (kept, kept), HeldClock(), SeededEntropy(seed))


def _sealed(url: str) -> list[tuple[bytes, bytes]]:
    engine = connect(url)
    with engine.begin() as connection:
        found = [(row.tag, row.sealed) for row in connection.execute(select(ballots).order_by(ballots.c.tag))]
    engine.dispose()
    return found


def _files(folder: Path, when: str = "") -> dict[str, bytes]:
    """But the index of the write-ahead log, which is memory that processes share, salted by chance."""
    files = (path for path in folder.iterdir() if path.is_file() and path.suffix != ".db-shm")
    return {when + path.name: path.read_bytes() for path in files}


def twice(urls: tuple[str, str], folder: Path, caplog: pytest.LogCaptureFixture) -> tuple[Traces, Traces]:
    """Both voters are of one community: otherwise the count by community could differ, which is published."""
    caplog.set_level(logging.DEBUG)
    at = NOON + HOUR
    swaps = [(ONE, OTHER), (OTHER, ONE)]
    one, other = (
        play(url, folder / str(place), caplog, Ballot(ana, "c1", at), Ballot(luc, "c1", at))
        for place, (url, (ana, luc)) in enumerate(zip(urls, swaps, strict=True))
    )
    return one, other


def test_when_a_poll_is_closed_nothing_tells_who_chose_what(
    swapped_urls: tuple[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """All tables, files (write-ahead log and key store too), backups and logs are equal to the last byte."""
    one, other = twice(swapped_urls, tmp_path, caplog)

    assert one.sealed != other.sealed  # the swap was there to be seen
    assert one.totals == other.totals
    assert one.rows == other.rows
    assert one.files == other.files
    assert one.backups == other.backups
    assert one.log == other.log


def test_on_sqlite_nothing_is_left_in_the_write_ahead_log(tmp_path: Path) -> None:
    """As soon as the poll is closed, while the bot runs on; and no ballot in the file itself."""
    url = sqlite_url(tmp_path)
    bring_up_to_date(url)
    with closing(open_anew(url)) as storage:
        opens(storage, RANKED.id)
        for number in range(200):
            casts(storage, f"member {number}", Ballot((1,), "c1", NOON + timedelta(hours=1)), RANKED.id)
        sealed = [each for row in _sealed(url) for each in row]
        log = (tmp_path / "peerbot.db-wal").read_bytes()
        destroys(storage, RANKED.id)
        left = _files(tmp_path)

    assert [each for each in sealed if each in log] == sealed
    assert left["peerbot.db-wal"] == b""
    assert not [each for each in sealed if each in left["peerbot.db"]]
