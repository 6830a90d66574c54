"""The promises of bot.marks.Marks."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bot.marks import DIGEST, PAUSED, Mark
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, at_once
from tests.world import NOON

FIRST, SECOND = Mark(NOON + timedelta.resolution, "clock"), Mark(NOON + HOUR, "jo")


def get(storage: Storage, name: str = PAUSED) -> Mark | None:
    return storage.transact(lambda unit: unit.marks.get(name))


def set_(storage: Storage, mark: Mark, seen: Mark | None, name: str = PAUSED) -> bool:
    return storage.transact(lambda unit: unit.marks.set(name, mark, seen))


def clear(storage: Storage, name: str = PAUSED) -> bool:
    return storage.transact(lambda unit: unit.marks.clear(name))


def test_a_moment_comes_back_as_it_was_set(storage: Storage) -> None:
    """To the microsecond, with whoever set it; nobody has before the first time."""
    before = get(storage)
    first = set_(storage, FIRST, None)
    second = set_(storage, SECOND, FIRST)

    assert (before, first, second) == (None, True, True)
    assert get(storage) == SECOND


def test_each_name_has_a_moment_of_its_own(storage: Storage) -> None:
    """A digest has nothing to do with a pause."""
    set_(storage, FIRST, None, DIGEST)

    assert (get(storage, DIGEST), get(storage, PAUSED)) == (FIRST, None)
    assert not clear(storage, PAUSED)


@pytest.mark.parametrize("seen", [None, SECOND, Mark(FIRST.at, "jo"), Mark(FIRST.at + HOUR, FIRST.actor)])
def test_who_has_not_seen_the_latest_sets_nothing(storage: Storage, seen: Mark | None) -> None:
    """Neither who saw none, nor another moment, nor another actor."""
    set_(storage, FIRST, None)

    assert not set_(storage, Mark(NOON + DAY, "al"), seen)
    assert get(storage) == FIRST


def test_what_was_cleared_meanwhile_is_not_set_over(storage: Storage) -> None:
    """Whoever saw it has seen what is not there any more."""
    set_(storage, FIRST, None)
    clear(storage)

    assert not set_(storage, SECOND, FIRST)
    assert get(storage) is None


@pytest.mark.parametrize("seen", [None, FIRST])
def test_of_several_who_have_seen_the_same_exactly_one_wins(storage: Storage, seen: Mark | None) -> None:
    """Whether they set the same moment or each another."""
    if seen:
        set_(storage, seen, None)
    marks = [Mark(NOON + n // 2 * HOUR, "clock") for n in range(2, 10)]
    won = at_once([partial(set_, storage, mark, seen) for mark in marks])

    assert Counter(won) == {True: 1, False: 7}
    assert get(storage) == marks[won.index(True)]


def test_of_several_who_clear_it_one_did(storage: Storage) -> None:
    """To the others there was none any more."""
    set_(storage, FIRST, None)
    cleared = at_once([partial(clear, storage)] * 4)

    assert Counter(cleared) == {True: 1, False: 3}
    assert get(storage) is None
