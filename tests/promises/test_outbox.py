"""The promises of bot.outbox.Outbox."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.outbox import LEASE, Errand, Result
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import DAY, HOUR, at_once, errand
from tests.world import NOON


def add(storage: Storage, *errands: Errand) -> None:
    def work(unit: Unit) -> None:
        for each in errands:
            unit.outbox.add(each)

    storage.transact(work)


def claim(storage: Storage, now: datetime = NOON, limit: int = 10) -> Sequence[Errand]:
    return storage.transact(lambda unit: unit.outbox.claim(now, now + LEASE, limit))


def settle(storage: Storage, settled: Errand, now: datetime = NOON) -> bool:
    return storage.transact(lambda unit: unit.outbox.settle(settled, Result.DELIVERED, "", now))


def postpone(storage: Storage, postponed: Errand, due: datetime) -> bool:
    return storage.transact(lambda unit: unit.outbox.postpone(postponed, due, "down"))


def ids(errands: Sequence[Errand]) -> list[str]:
    return [each.id for each in errands]


def next_due(storage: Storage) -> datetime | None:
    return storage.transact(lambda unit: unit.outbox.next_due())


def test_an_errand_comes_back_as_it_was_written(storage: Storage) -> None:
    """Until it is claimed."""
    written = errand("a", order="code:first", written=NOON - HOUR)
    add(storage, written)

    assert storage.transact(lambda unit: unit.outbox.get("a")) == written
    assert storage.transact(lambda unit: unit.outbox.get("forged")) is None


def test_many_that_are_written_at_once_are_as_one_by_one(storage: Storage) -> None:
    """In their order; of the same key the first stays, and none is no fault."""
    several = [errand("a", key="one"), errand("b", key="one"), errand("c", key="two")]
    storage.transact(lambda unit: unit.outbox.add_each([]))
    storage.transact(lambda unit: unit.outbox.add_each(several))

    assert ids(claim(storage)) == ["a", "c"]


def test_written_twice_is_written_once(storage: Storage) -> None:
    """The key decides, and the first stays."""
    add(storage, errand("a", key="same"), errand("b", key="same", subject="another"))

    assert ids(claim(storage)) == ["a"]


def test_a_key_that_was_settled_is_still_taken(storage: Storage) -> None:
    """What was done is not done again."""
    add(storage, errand("a", key="same"))
    settle(storage, claim(storage)[0])
    add(storage, errand("b", key="same"))

    assert claim(storage) == ()


def test_what_is_due_is_claimed_oldest_first(storage: Storage) -> None:
    """Not what is due later; of two at the same moment, the one written first."""
    add(storage, errand("c"), errand("d"), errand("a", due=NOON - HOUR), errand("later", due=NOON + HOUR))

    assert ids(claim(storage)) == ["a", "c", "d"]


def test_no_more_are_claimed_than_asked_for(storage: Storage) -> None:
    """The rest is for the next one who asks."""
    add(storage, *(errand(name) for name in "abc"))

    assert ids(claim(storage, limit=2)) == ["a", "b"]
    assert ids(claim(storage, limit=2)) == ["c"]


def test_a_claim_counts_as_an_attempt(storage: Storage) -> None:
    """Nothing else of the errand changes."""
    add(storage, errand("a"))

    assert claim(storage) == (errand("a", attempt=1),)


def test_what_is_claimed_is_nobody_elses_until_the_lease_ends(storage: Storage) -> None:
    """Then its courier is taken to have died, and nobody knows what happened."""
    add(storage, errand("a"))
    claim(storage)

    assert claim(storage, NOON + LEASE - timedelta(microseconds=1)) == ()
    assert claim(storage, NOON + LEASE) == (errand("a", attempt=2, interrupted=True),)


def test_a_settled_errand_is_over(storage: Storage) -> None:
    """It is not claimed again, nor is anything due."""
    add(storage, errand("a"))
    settled = settle(storage, claim(storage)[0])

    assert settled
    assert claim(storage, NOON + DAY) == ()
    assert next_due(storage) is None


def test_a_claim_that_was_given_to_another_cannot_be_settled(storage: Storage) -> None:
    """A courier that was thought dead comes back too late."""
    add(storage, errand("a"))
    first = claim(storage)[0]
    second = claim(storage, NOON + LEASE)[0]

    assert not settle(storage, first)
    assert not postpone(storage, first, NOON + DAY)
    assert settle(storage, second)


@pytest.mark.parametrize("twice", [True, False])
def test_a_claim_that_ended_cannot_end_again(storage: Storage, *, twice: bool) -> None:
    """Neither after it was settled nor after it was postponed."""
    add(storage, errand("a"))
    claimed = claim(storage)[0]
    settle(storage, claimed) if twice else postpone(storage, claimed, NOON + HOUR)

    assert not settle(storage, claimed)
    assert not postpone(storage, claimed, NOON + HOUR)


def test_a_postponed_errand_waits_until_it_is_due_again(storage: Storage) -> None:
    """Its outcome was known, so that it was not interrupted."""
    add(storage, errand("a"))
    postponed = postpone(storage, claim(storage)[0], NOON + HOUR)

    assert postponed
    assert claim(storage, NOON + HOUR - timedelta(seconds=1)) == ()
    assert claim(storage, NOON + HOUR) == (errand("a", attempt=2, due=NOON + HOUR, code="down"),)


def test_of_one_order_key_only_the_earliest_is_claimed(storage: Storage) -> None:
    """A cancellation never overtakes its invitation."""
    add(storage, errand("a", order="meeting"), errand("b", order="meeting"), errand("c", order="other"))
    first = claim(storage)
    meanwhile = claim(storage)
    settle(storage, first[0])

    assert ids(first) == ["a", "c"]
    assert meanwhile == ()
    assert ids(claim(storage)) == ["b"]


def test_an_order_key_waits_for_one_that_was_postponed_or_is_due_later(storage: Storage) -> None:
    """What was written later stays behind, even when it is due before."""
    add(storage, errand("a", order="meeting", due=NOON + HOUR), errand("b", order="meeting"))
    early = claim(storage)
    postpone(storage, claim(storage, NOON + HOUR)[0], NOON + 2 * HOUR)

    assert early == ()
    assert claim(storage, NOON + HOUR) == ()
    assert ids(claim(storage, NOON + 2 * HOUR)) == ["a"]


def test_without_an_order_key_nothing_waits(storage: Storage) -> None:
    """The empty key is not a key."""
    add(storage, errand("a", due=NOON + HOUR), errand("b"))

    assert ids(claim(storage)) == ["b"]


def test_no_two_couriers_get_the_same_errand(storage: Storage) -> None:
    """Four of them take a hundred and twenty, all of them, each once."""
    orders = {number: f"order-{number % 40}" if number % 2 else "" for number in range(120)}
    add(storage, *(errand(f"e{number:03}", order=order) for number, order in orders.items()))

    def take() -> list[str]:
        taken: list[str] = []
        while claimed := claim(storage, limit=7):
            taken += ids(claimed)
            for each in claimed:
                settle(storage, each)
        return taken

    taken = at_once([take] * 4)
    taken.append(take())

    assert Counter(name for names in taken for name in names) == Counter(f"e{n:03}" for n in range(120))


def test_while_some_are_leased_others_can_be_claimed(storage: Storage) -> None:
    """Eight who ask at once get eight different ones."""
    add(storage, *(errand(f"e{number}") for number in range(8)))
    claimed = at_once([lambda: claim(storage, limit=1)] * 8)

    assert len({each.id for errands in claimed for each in errands}) == sum(map(len, claimed))
    assert len(claim(storage)) == 8 - sum(map(len, claimed))


def test_the_next_due_moment_is_the_earliest_of_those_that_wait(storage: Storage) -> None:
    """An errand that stands behind another of its order key is due with nobody."""
    add(
        storage,
        errand("a", due=NOON + HOUR, order="meeting"),
        errand("b", due=NOON, order="meeting"),
        errand("c", due=NOON + DAY),
    )

    assert next_due(storage) == NOON + HOUR


def test_the_end_of_a_lease_is_a_moment_to_look_again(storage: Storage) -> None:
    """The courier that holds it may have died."""
    add(storage, errand("a"), errand("b", due=NOON + DAY))
    claim(storage)

    assert next_due(storage) == NOON + LEASE


def test_nothing_is_due_when_nothing_waits(storage: Storage) -> None:
    """An empty outbox has no next moment."""
    assert next_due(storage) is None


def test_pruning_forgets_what_was_settled_before(storage: Storage) -> None:
    """And says how many; what waits stays, however old it is."""
    add(storage, errand("a"), errand("b", due=NOON - 99 * DAY), errand("c", due=NOON + DAY))
    for number, claimed in enumerate(claim(storage)):
        settle(storage, claimed, NOON + number * HOUR)
    pruned = storage.transact(lambda unit: unit.outbox.prune(NOON + HOUR, 10))

    assert pruned == 1
    assert storage.transact(lambda unit: unit.outbox.get("b")) is None
    assert storage.transact(lambda unit: unit.outbox.get("a")) is not None
    assert next_due(storage) == NOON + DAY


def test_the_state_of_the_last_claim_can_be_looked_up(storage: Storage) -> None:
    """Attempts and interruption are stored with the errand."""
    add(storage, errand("a"))
    claim(storage)
    claimed = claim(storage, NOON + LEASE)[0]

    assert storage.transact(lambda unit: unit.outbox.get("a")) == claimed
    assert claimed == replace(errand("a"), attempt=2, interrupted=True)
