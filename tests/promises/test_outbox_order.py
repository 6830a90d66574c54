"""The promises of bot.outbox.Outbox about errands that stand behind others, however many those are."""

from collections import Counter
from datetime import timedelta

import pytest

from bot.outbox import LEASE
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, at_once, errand
from tests.promises.test_outbox import add, claim, ids, next_due, postpone, settle
from tests.world import NOON

MINUTE = timedelta(minutes=1)


def test_those_behind_one_come_forward_one_by_one(storage: Storage) -> None:
    """In the order in which they were written, however often was asked for them in between."""
    add(storage, *(errand(name, order="meeting") for name in "abcd"))
    told = []
    while claimed := claim(storage):
        assert claim(storage) == ()
        told += ids(claimed)
        settle(storage, claimed[0])

    assert told == ["a", "b", "c", "d"]
    assert next_due(storage) is None


def test_what_came_forward_is_as_it_was_written(storage: Storage) -> None:
    """Its waiting has left no trace."""
    add(storage, errand("a", order="meeting"), errand("b", order="meeting"))
    first = claim(storage)
    settle(storage, first[0])

    assert claim(storage) == (errand("b", order="meeting", attempt=1),)


def test_a_crowd_behind_one_hides_nobody(storage: Storage) -> None:
    """What is due after a hundred that cannot be claimed is claimed all the same."""
    add(storage, *(errand(f"e{number:03}", order="meeting", due=NOON - HOUR) for number in range(100)))
    add(storage, *(errand(f"f{number:03}", order=f"of {number % 30}") for number in range(60)), errand("z"))

    assert ids(claim(storage, limit=2)) == ["e000", "f000"]
    assert ids(claim(storage, limit=40)) == [*(f"f{number:03}" for number in range(1, 30)), "z"]


def test_those_behind_one_that_was_postponed_go_on_waiting(storage: Storage) -> None:
    """An hour later it is its turn first."""
    add(storage, *(errand(name, order="meeting") for name in "abc"))
    postpone(storage, claim(storage)[0], NOON + HOUR)

    assert claim(storage, NOON + MINUTE) == ()
    assert next_due(storage) == NOON + HOUR
    assert ids(claim(storage, NOON + HOUR)) == ["a"]


def test_one_that_is_due_later_keeps_its_day_when_it_is_its_turn(storage: Storage) -> None:
    """Only what was due already is due at once."""
    add(storage, errand("a", order="meeting"), errand("b", order="meeting", due=NOON + DAY))
    settle(storage, claim(storage)[0])

    assert claim(storage, NOON + HOUR) == ()
    assert next_due(storage) == NOON + DAY


def test_while_one_is_under_way_nothing_is_due_but_the_end_of_its_lease(storage: Storage) -> None:
    """Those behind it wait for nothing else."""
    add(storage, *(errand(name, order="meeting") for name in "abc"))
    claim(storage)
    claim(storage)

    assert next_due(storage) == NOON + LEASE


@pytest.mark.parametrize("orders", [1, 3])
def test_a_crowd_of_one_order_is_carried_out_in_it(storage: Storage, orders: int) -> None:
    """By four couriers at once: each errand once, and none before those written earlier."""
    add(storage, *(errand(f"e{number:02}", order=f"order-{number % orders}") for number in range(60)))
    told: list[str] = []

    def take() -> None:
        while len(told) < 60:
            for each in claim(storage, limit=7):
                told.append(each.id)
                settle(storage, each)

    at_once([take] * 4)

    assert Counter(told) == Counter(f"e{number:02}" for number in range(60))
    for order in range(orders):
        of_this = [name for name in told if int(name[1:]) % orders == order]
        assert of_this == sorted(of_this)
