"""The promises of bot.figures.Figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.figures import Counted
from bot.outbox import Result
from storage.engine import Storage
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.promises.cast import errand
from tests.world import NOON

NOTHING = Counted(0, 0, 0, 0, 0, 0, 0, 0, None, None)


def counted(storage: Storage) -> Counted:
    return storage.transact(lambda unit: unit.figures.count(NOON))


def test_where_nothing_waits_all_is_nothing(storage: Storage) -> None:
    """And nothing has an age."""
    assert counted(storage) == NOTHING


def test_errands_are_counted_by_what_becomes_of_them(storage: Storage) -> None:
    """Waiting, due, failing, failed; what has been settled well is not there."""
    later, ago = NOON + timedelta(hours=1), NOON - timedelta(minutes=7)
    waiting = [("old", ago), ("new", NOON), ("planned", later), ("broken", later)]
    written = [replace(errand(name), due=due) for name, due in waiting]
    storage.transact(lambda unit: unit.outbox.add_each(written))
    before = counted(storage)
    first, second = storage.transact(lambda unit: unit.outbox.claim(NOON, later, 2))
    storage.transact(lambda unit: unit.outbox.postpone(first, later, "down"))
    storage.transact(lambda unit: unit.outbox.settle(second, Result.NEVER, "gone", NOON))

    assert (before.errands, before.due, before.oldest_due) == (4, 2, ago)
    assert counted(storage) == replace(NOTHING, errands=3, failing=1, failed=1)


def test_requests_are_counted_while_somebody_waits(database_url: str) -> None:
    """Since their mailbox was proven; a broken promise, and reminders that nobody wrote, are told."""
    house = House(database_url)
    house.waits(ANA)
    house.waits_for(days=1)
    house.waits(LUC)
    early = house.storage.transact(lambda unit: unit.figures.count(house.clock.now()))
    house.waits_for(days=9)
    late = house.storage.transact(lambda unit: unit.figures.count(house.clock.now()))
    house.app.tick()
    broken = house.storage.transact(lambda unit: unit.figures.count(house.clock.now()))
    house.close()

    assert (early.waiting, early.oldest_waiting, early.broken) == (2, NOON, 0)
    assert (late.late, late.broken) == (2, 0)
    assert broken.broken > 0
