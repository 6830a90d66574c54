"""The same poll twice, with two voters' choices swapped: when it is closed, nothing in the world tells which
of the two it was.
"""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.polls.model import Ballot
from tests.core.tallies import RANKED
from tests.operations.traces import Traces, files_in, play, sealed_in
from tests.promises.boxes import casts, destroys, opens
from tests.promises.cast import HOUR
from tests.stores import bring_up_to_date, open_anew, sqlite_url
from tests.world import NOON

ONE, OTHER = (1, 3, 2), (2, 4, 1)


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
        sealed = [each for row in sealed_in(url) for each in row]
        log = (tmp_path / "peerbot.db-wal").read_bytes()
        destroys(storage, RANKED.id)
        left = files_in(tmp_path)

    assert [each for each in sealed if each in log] == sealed
    assert left["peerbot.db-wal"] == b""
    assert not [each for each in sealed if each in left["peerbot.db"]]
