"""The promises of bot.marks.Marks and of what is read of bot.audit.Audit in pages."""

from collections import Counter
from datetime import timedelta

from bot.audit import Action, Entry
from bot.marks import PAUSED, RESUMED, Mark
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import HOUR, at_once
from tests.world import NOON

FIRST, SECOND = Mark(NOON, "jo"), Mark(NOON + HOUR, "operator")


def get(storage: Storage, name: str = PAUSED) -> Mark | None:
    return storage.transact(lambda unit: unit.marks.get(name))


def put(storage: Storage, mark: Mark, seen: Mark | None = None, name: str = PAUSED) -> bool:
    return storage.transact(lambda unit: unit.marks.set(name, mark, seen))


def clear(storage: Storage) -> bool:
    return storage.transact(lambda unit: unit.marks.clear(PAUSED))


def test_a_mark_comes_back_as_it_was_set(storage: Storage) -> None:
    """To the microsecond, and no other with it."""
    precise = Mark(NOON + timedelta(microseconds=1), "jo")

    assert put(storage, precise)
    assert get(storage) == precise
    assert get(storage, RESUMED) is None


def test_a_mark_is_set_over_the_one_that_was_seen(storage: Storage) -> None:
    """Not over one that somebody has set since, nor where there is one that was not seen."""
    put(storage, FIRST)

    assert not put(storage, SECOND)
    assert not put(storage, SECOND, Mark(NOON, "another"))
    assert put(storage, SECOND, FIRST)
    assert not put(storage, FIRST, FIRST)
    assert get(storage) == SECOND


def test_a_mark_is_cleared_once(storage: Storage) -> None:
    """And can be set anew."""
    put(storage, FIRST)

    assert [clear(storage), clear(storage)] == [True, False]
    assert put(storage, SECOND)


def test_of_many_who_set_a_mark_at_once_one_wins(storage: Storage) -> None:
    """Where there was none, and over the one that all have seen."""
    new = at_once([lambda: put(storage, FIRST)] * 4)
    over = at_once([lambda: put(storage, SECOND, FIRST)] * 4)

    assert Counter(new) == Counter(over) == {True: 1, False: 3}


def test_of_many_who_clear_a_mark_at_once_one_does(storage: Storage) -> None:
    """The others are told that there was none any more."""
    put(storage, FIRST)

    assert Counter(at_once([lambda: clear(storage)] * 4)) == {True: 1, False: 3}


def test_the_audit_is_read_in_pages_in_the_order_in_which_it_was_written(storage: Storage) -> None:
    """Each line once, wherever a page ends."""
    written = [Entry(f"line-{n:02}", NOON - n * HOUR, "jo", Action.PAUSED) for n in range(7)]

    def work(unit: Unit) -> None:
        for line in written:
            unit.audit.append(line)

    storage.transact(work)
    read, after = list[Entry](), 0
    while found := page(storage, after):
        read += [line for _, line in found]
        after = found[-1][0]

    assert read == written


def page(storage: Storage, after: int) -> list[tuple[int, Entry]]:
    return storage.transact(lambda unit: list(unit.audit.page(after, 3)))
