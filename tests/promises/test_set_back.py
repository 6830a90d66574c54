"""After the clock was set back: what was written by a clock that was ahead keeps nobody waiting for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.joining.model import State
from bot.outbox import LEASE, LONGEST_ASKED, Errand
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import ASKED, DAY, HOUR, JO, MAILBOX, ask, errand, know
from tests.world import NOON

HOLD = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


def set_right(storage: Storage, now: datetime) -> None:
    def work(unit: Unit) -> None:
        unit.outbox.set_right(now)
        unit.proofs.set_right(now)
        unit.deadlines.set_right(now, HOLD)

    storage.transact(work)


def claim(storage: Storage, now: datetime) -> Sequence[Errand]:
    return storage.transact(lambda unit: unit.outbox.claim(now, now + LEASE, 10))


def add(storage: Storage, written: Errand) -> None:
    storage.transact(lambda unit: unit.outbox.add(written))


def asks_for_a_code(storage: Storage, at: datetime) -> None:
    storage.transact(lambda unit: unit.proofs.record_send("first", "jo", MAILBOX, at))


def held(storage: Storage) -> datetime | None:
    request = storage.transact(lambda unit: unit.requests.get("first"))
    return request.held_until if request else None


@pytest.mark.parametrize("back", [HOUR, DAY])
def test_what_was_due_at_once_is_due_at_once(storage: Storage, back: timedelta) -> None:
    """It was written at a moment that is still to come."""
    add(storage, errand("a"))
    before = claim(storage, NOON - back)
    set_right(storage, NOON - back)

    assert before == ()
    assert [each.id for each in claim(storage, NOON - back)] == ["a"]


def test_what_a_dead_courier_had_claimed_comes_back_after_one_lease(storage: Storage) -> None:
    """And not at once: the courier may be alive."""
    add(storage, errand("a"))
    claim(storage, NOON)
    set_right(storage, NOON - DAY)

    assert claim(storage, NOON - DAY + LEASE - SECOND) == ()
    assert [each.interrupted for each in claim(storage, NOON - DAY + LEASE)] == [True]


def test_a_living_courier_settles_what_it_had_claimed(storage: Storage) -> None:
    """Its claim is the same."""
    add(storage, errand("a"))
    (claimed,) = claim(storage, NOON)
    set_right(storage, NOON - DAY)

    assert storage.transact(lambda unit: unit.outbox.postpone(claimed, NOON - DAY + HOUR, "down"))


def test_a_retry_that_a_dead_courier_had_claimed_comes_back_too(storage: Storage) -> None:
    """Although it was due later than it was written."""
    add(storage, errand("a", written=NOON - 2 * DAY))
    claim(storage, NOON)
    set_right(storage, NOON - HOUR)

    assert [each.id for each in claim(storage, NOON - HOUR + LEASE)] == ["a"]


@pytest.mark.parametrize("written", [NOON, NOON - 2 * DAY])
def test_no_retry_is_further_away_than_any_pause(storage: Storage, written: datetime) -> None:
    """Whether it was written before the clock went wrong or meanwhile."""
    add(storage, errand("a", due=written, written=written))
    (claimed,) = claim(storage, NOON)
    storage.transact(lambda unit: unit.outbox.postpone(claimed, NOON + HOUR, "down"))
    set_right(storage, NOON - DAY)

    assert [each.id for each in claim(storage, NOON - DAY)] == ["a"]


def test_what_is_planned_for_later_stays_planned(storage: Storage) -> None:
    """Its moment is that of something else."""
    add(storage, errand("a", due=NOON + DAY, written=NOON))
    add(storage, errand("b", due=NOON + DAY, written=NOON - DAY))
    set_right(storage, NOON - HOUR)

    assert claim(storage, NOON + DAY - SECOND) == ()
    assert len(claim(storage, NOON + DAY)) == 2


@pytest.mark.parametrize("pause", [HOUR, LONGEST_ASKED])
def test_while_no_clock_is_wrong_a_pause_stays_as_it_is(storage: Storage, pause: timedelta) -> None:
    """Up to the longest."""
    add(storage, errand("a"))
    (claimed,) = claim(storage, NOON)
    storage.transact(lambda unit: unit.outbox.postpone(claimed, NOON + pause, "down"))
    set_right(storage, NOON + SECOND)

    assert claim(storage, NOON + pause - SECOND) == ()
    assert len(claim(storage, NOON + pause)) == 1


def test_clocks_that_are_a_little_apart_are_not_wrong(storage: Storage) -> None:
    """What the faster one has claimed is not given out by the slower one, nor what it has written."""
    add(storage, errand("a"))
    claim(storage, NOON)
    add(storage, errand("b"))
    set_right(storage, NOON - 10 * SECOND)

    assert claim(storage, NOON - 10 * SECOND) == ()
    assert [each.id for each in claim(storage, NOON + LEASE - SECOND)] == ["b"]


@pytest.mark.parametrize("back, until", [(DAY, NOON - DAY + HOLD), (SECOND, NOON + HOLD)])
def test_a_decision_is_held_no_longer_than_a_hold(storage: Storage, back: timedelta, until: datetime) -> None:
    """Counted from the moment that the clock was set back to; never less than what was left of it."""
    know(storage, JO)
    asked = ask(storage, replace(ASKED, state=State.WAITING))
    decided = asked.approve("al", NOON).hold(NOON + HOLD)
    storage.transact(lambda unit: unit.requests.save(decided))
    set_right(storage, NOON - back)

    assert held(storage) == until


def test_codes_that_are_still_to_be_asked_for_count_for_nothing(storage: Storage) -> None:
    """Or nobody could ask for one before the clock has got there again."""
    know(storage, JO)
    asks_for_a_code(storage, NOON)
    asks_for_a_code(storage, NOON - DAY)
    set_right(storage, NOON - DAY)

    assert storage.transact(lambda unit: unit.proofs.sends("jo", MAILBOX, NOON - 2 * DAY)) == (1, 1)
