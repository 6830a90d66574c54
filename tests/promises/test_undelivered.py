"""The promises of bot.outbox.Outbox about what fails: it is told, and can be tried again."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.outbox import LEASE, Result
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, at_once, errand
from tests.promises.test_outbox import add, claim, ids, postpone
from tests.world import NOON


def end(storage: Storage, result: Result, code: str = "", limit: int = 1) -> None:
    """The next ones that are due end like this."""

    def work(unit: Unit) -> None:
        for each in unit.outbox.claim(NOON, NOON + LEASE, limit):
            unit.outbox.settle(each, result, code, NOON + HOUR)

    storage.transact(work)


def retry(storage: Storage, errand_id: str, now: datetime = NOON + DAY) -> bool:
    return storage.transact(lambda unit: unit.outbox.retry(errand_id, now))


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


# ---- tried again


@pytest.mark.parametrize("result", [Result.NEVER, Result.UNKNOWN])
def test_what_failed_can_be_tried_again(storage: Storage, result: Result) -> None:
    """As the same errand, due at once, and as if it were written now; its claims are still counted."""
    add(storage, errand("a", order="meeting"))
    end(storage, result, "gone")
    retried = retry(storage, "a")
    (again,) = claim(storage, NOON + DAY)

    assert retried
    assert again == errand("a", order="meeting", due=NOON + DAY, written=NOON + DAY, attempt=2)
    assert failed(storage) == failing(storage) == []


def test_what_ended_with_its_courier_is_tried_again_as_if_it_had_not_been(storage: Storage) -> None:
    """Nobody takes it for interrupted again."""
    add(storage, errand("a"))
    claim(storage)
    interrupted = claim(storage, NOON + LEASE)[0]
    storage.transact(lambda unit: unit.outbox.settle(interrupted, Result.UNKNOWN, "interrupted", NOON))
    retry(storage, "a")

    again = errand("a", due=NOON + DAY, written=NOON + DAY, attempt=2)
    assert interrupted.interrupted
    assert storage.transact(lambda unit: unit.outbox.get("a")) == again


@pytest.mark.parametrize("result", [Result.DELIVERED, Result.MOOT])
def test_what_ended_well_is_not_tried_again(storage: Storage, result: Result) -> None:
    """Nobody gets a second letter by a slip."""
    add(storage, errand("a"))
    end(storage, result)

    assert not retry(storage, "a")
    assert claim(storage, NOON + DAY) == ()


def test_what_still_waits_is_not_tried_again(storage: Storage) -> None:
    """Neither what nobody has claimed, nor what is under way, nor what was postponed."""
    add(storage, errand("new", due=NOON + DAY), errand("claimed"), errand("postponed"))
    _, second = claim(storage)
    postpone(storage, second, NOON + DAY)

    assert [retry(storage, name) for name in ("new", "claimed", "postponed")] == [False] * 3


def test_what_was_pruned_cannot_be_tried_again(storage: Storage) -> None:
    """Nor what never was."""
    add(storage, errand("a"))
    end(storage, Result.NEVER)
    storage.transact(lambda unit: unit.outbox.prune(NOON + DAY, 10))

    assert not retry(storage, "a")
    assert not retry(storage, "forged")


def test_of_many_who_try_again_at_once_one_wins(storage: Storage) -> None:
    """And it is carried out once."""
    add(storage, errand("a"))
    end(storage, Result.NEVER)
    won = at_once([lambda: retry(storage, "a")] * 6)

    assert Counter(won) == {True: 1, False: 5}
    assert ids(claim(storage, NOON + DAY)) == ["a"]


def test_a_claim_from_before_settles_nothing_afterwards(storage: Storage) -> None:
    """Its courier was thought dead, and the errand was tried again since."""
    add(storage, errand("a"))
    first = claim(storage)[0]
    second = claim(storage, NOON + LEASE)[0]
    storage.transact(lambda unit: unit.outbox.settle(second, Result.NEVER, "gone", NOON))
    retry(storage, "a")
    claim(storage, NOON + DAY)

    assert not postpone(storage, first, NOON)
    assert not postpone(storage, second, NOON)


def test_what_is_tried_again_goes_before_what_was_written_later(storage: Storage) -> None:
    """It keeps its place in its order."""
    add(storage, errand("a", order="meeting"))
    end(storage, Result.NEVER)
    add(storage, errand("b", order="meeting"))
    retry(storage, "a", NOON)

    assert ids(claim(storage)) == ["a"]


def test_what_is_tried_again_is_not_pruned(storage: Storage) -> None:
    """It has not ended, however long ago it had."""
    add(storage, errand("a"))
    end(storage, Result.NEVER)
    retry(storage, "a")
    storage.transact(lambda unit: unit.outbox.prune(NOON + 99 * DAY, 10))

    assert ids(claim(storage, NOON + DAY)) == ["a"]
