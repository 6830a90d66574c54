"""The same evening twice, with what two members vote swapped: when the poll is closed, whoever holds all
tables, files, backups, logs and messages cannot tell which of the two it was.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from storage.backup import back_up
from storage.connecting import poll_folder
from tests.core.cast import ANA, DEV, FLO, LUC
from tests.core.house import House
from tests.core.links import ELSEWHERE, both
from tests.core.voting import closes, opened, votes
from tests.operations.network import read_rows
from tests.stores import MAIN_KEY
from tests.world import SeededEntropy

SEED = 77


def plays(url: str, folder: Path, ana: Sequence[int], luc: Sequence[int]) -> dict[str, object]:
    """From joining to the outcome; all that is left of it."""
    folder.mkdir()
    with closing(House(url, SEED)) as house:
        both(house)
        for who in (LUC, DEV, FLO):
            house.joins(who)
        which = opened(house)
        for who, first in ((DEV, 3), (FLO, 3), (ANA, ana[0]), (LUC, luc[0])):
            votes(house, which, first, who)
        house.lives_on(minutes=30)
        votes(house, which, ana[1], ELSEWHERE)
        votes(house, which, luc[1], LUC)
        back_up(url, MAIN_KEY, (folder, folder), house.clock, SeededEntropy(1))
        house.lives_on(minutes=30)
        totals = closes(house, which)
        house.lives_on(minutes=30)
        back_up(url, MAIN_KEY, (folder, folder), house.clock, SeededEntropy(2))
        house.storage.sweep()
        delivered = list(house.delivered)
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return {"totals": totals, "delivered": delivered, "rows": read_rows(url), "files": files}


def own_files(url: str) -> dict[str, bytes]:
    """Itself, its key store, the folder of polls' keys, whatever lies beside them."""
    folder = poll_folder(url)
    everywhere = folder if url.startswith("postgres") else folder.parent
    return {path.name: path.read_bytes() for path in everywhere.rglob("*") if path.is_file()}


def test_nothing_that_is_left_tells_who_voted_for_what(
    swapped_urls: tuple[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Not the posts, the letters, the audit, the backups made meanwhile or after, nor a byte of a file."""
    caplog.set_level(logging.DEBUG)
    one, other = swapped_urls
    first = plays(one, tmp_path / "backups of one", (1, 2), (2, 1))
    heard = len(caplog.records)
    second = plays(other, tmp_path / "backups of the other", (2, 1), (1, 2))
    lines = [(record.name, record.getMessage()) for record in caplog.records]

    assert getattr(first["totals"], "ballots", 0) == len((ANA, LUC, DEV, FLO))
    assert first == second
    assert lines[:heard] == lines[heard:]
    assert own_files(one) == own_files(other)
