"""The promises of bot.outbox.Outbox about what fails: it is told, and can be tried again."""

from datetime import timedelta

import pytest

from bot.outbox import LEASE, Result
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, errand
from tests.promises.test_outbox import add, claim, ids, postpone
from tests.world import NOON


def end(storage: Storage, result: Result, code: str = "", limit: int = 1) -> None:
    """The next ones that are due end like this."""

    def work(unit: Unit) -> None:
        for each in unit.outbox.claim(NOON, NOON + LEASE, limit):
            unit.outbox.settle(each, result, code, NOON + HOUR)

    storage.transact(work)


def failed(storage: Storage, limit: int = 10) -> list[str]:
    return ids(storage.transact(lambda unit: unit.outbox.failed(limit)))


def failing(storage: Storage, limit: int = 10) -> list[str]:
    return ids(storage.transact(lambda unit: unit.outbox.failing(limit)))


@pytest.mark.parametrize("result", [Result.NEVER, Result.UNKNOWN])
def test_what_ended_without_being_delivered_is_told(storage: Storage, result: Result) -> None:
    """With how it ended, when and why."""
    add(storage, errand("a"))
    end(storage, result, "mailbox_refused")
    (told,) = storage.transact(lambda unit: unit.outbox.failed(10))

    assert (told.id, told.result, told.settled_at, told.code) == ("a", result, NOON + HOUR, "mailbox_refused")
    assert told == storage.transact(lambda unit: unit.outbox.get("a"))


@pytest.mark.parametrize("result", [Result.DELIVERED, Result.MOOT])
def test_what_ended_well_is_not_told_as_failed(storage: Storage, result: Result) -> None:
    """Neither what was delivered nor what had lost its reason; nor what still waits."""
    add(storage, errand("a"), errand("b"))
    end(storage, result)

    assert failed(storage) == []


def test_what_waits_after_a_failure_is_told_as_failing(storage: Storage) -> None:
    """And as nothing else: it has not ended."""
    add(storage, errand("a"), errand("b"))
    postpone(storage, claim(storage, limit=1)[0], NOON + HOUR)
    (told,) = storage.transact(lambda unit: unit.outbox.failing(10))

    assert (told.id, told.code, told.due, told.result) == ("a", "down", NOON + HOUR, "")
    assert failed(storage) == []


def test_what_arrives_in_the_end_is_failing_no_longer(storage: Storage) -> None:
    """However often it was tried."""
    add(storage, errand("a"))
    postpone(storage, claim(storage)[0], NOON)
    end(storage, Result.DELIVERED)

    assert failing(storage) == failed(storage) == []


def test_failures_are_told_newest_first_and_no_more_than_asked_for(storage: Storage) -> None:
    """By when they were written."""
    add(storage, *(errand(name, due=NOON - timedelta(minutes=n)) for n, name in enumerate("abcdef")))
    end(storage, Result.NEVER, limit=3)
    for each in claim(storage):
        postpone(storage, each, NOON + DAY)

    assert (failed(storage), failed(storage, 2)) == (["f", "e", "d"], ["f", "e"])
    assert (failing(storage), failing(storage, 2)) == (["c", "b", "a"], ["c", "b"])
