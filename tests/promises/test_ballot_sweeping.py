"""What is left of boxes is swept up, and no key of an open one."""

import pytest
from sqlalchemy import text

from storage.connecting import connect
from storage.engine import Storage
from tests.promises.boxes import (
    OTHER,
    POLL,
    ballot,
    casts,
    destroys,
    fails_to_open,
    opens,
    rows,
    takes_out,
)
from tests.promises.cast import DAY
from tests.world import HeldClock


def test_the_key_of_an_open_box_outlives_every_sweep(box: Storage, clock: HeldClock) -> None:
    """However long the poll is open."""
    casts(box, "jo", ballot(1))
    for _ in range(3):
        clock.push(30 * DAY)
        box.sweep()

    assert takes_out(box) == [ballot(1)]


def test_a_sweep_destroys_what_a_crash_left(storage: Storage, clock: HeldClock, database_url: str) -> None:
    """The key of a box that never came to be, a day later; and the word that a box is empty."""
    fails_to_open(storage)
    opens(storage, OTHER)
    destroys(storage, OTHER)
    left = [(rows(database_url, "keys"), rows(database_url, "boxes"))]
    for _ in range(2):
        storage.sweep()
        left.append((rows(database_url, "keys"), rows(database_url, "boxes")))
        clock.push(2 * DAY)

    assert left == [(1, 1), (1, 0), (0, 0)]


def test_a_box_that_failed_to_open_can_be_opened_later(storage: Storage, clock: HeldClock) -> None:
    """Its key from then is used, and counts as made anew."""
    fails_to_open(storage)
    clock.push(2 * DAY)
    opens(storage)
    casts(storage, "jo", ballot(1))
    storage.sweep()

    assert takes_out(storage) == [ballot(1)]


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_on_postgresql_each_poll_has_files_of_its_own(box: Storage, database_url: str) -> None:
    """For its ballots: they are unlinked, not only marked as deleted. (SQLite overwrites.)"""
    engine = connect(database_url)
    query = text("SELECT relname FROM pg_class WHERE relname LIKE :name AND relkind = 'r' ORDER BY 1")
    with engine.begin() as connection:
        before = connection.execute(query, {"name": f"%{POLL}"}).scalars().all()
        connection.rollback()
        destroys(box)
    with engine.begin() as connection:
        after = connection.execute(query, {"name": f"%{POLL}"}).scalars().all()
    engine.dispose()

    assert (before, after) == ([f"ballots_{POLL}"], [])
