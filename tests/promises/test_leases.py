"""The promises of bot.leases.Leases and bot.leases.Told."""

from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial

from bot.leases import LONGEST
from storage.engine import Storage
from tests.promises.cast import DAY, at_once
from tests.stores import open_anew
from tests.world import NOON

LASTING = timedelta(seconds=30)
MOMENT = timedelta.resolution


def take(storage: Storage, holder: str, now: datetime = NOON, name: str = "discord") -> bool:
    return storage.transact(lambda unit: unit.leases.take(name, holder, now, now + LASTING))


def release(storage: Storage, holder: str) -> None:
    storage.transact(lambda unit: unit.leases.release("discord", holder))


def set_right(storage: Storage, now: datetime) -> None:
    storage.transact(lambda unit: unit.leases.set_right(now))


def told(storage: Storage, name: str = "commands") -> str:
    return storage.transact(lambda unit: unit.told.get(name))


def tell(storage: Storage, fingerprint: str, name: str = "commands") -> None:
    storage.transact(lambda unit: unit.told.keep(name, fingerprint))


def test_what_is_free_is_taken_and_another_waits_until_it_has_run_out(storage: Storage) -> None:
    """To the microsecond."""
    took = [take(storage, "a"), take(storage, "b"), take(storage, "b", NOON + LASTING - MOMENT)]

    assert took == [True, False, False]
    assert take(storage, "b", NOON + LASTING)
    assert not take(storage, "a", NOON + LASTING)


def test_whoever_holds_it_takes_it_anew(storage: Storage) -> None:
    """And has it for as long again from then on."""
    take(storage, "a")
    anew = take(storage, "a", NOON + LASTING - MOMENT)

    assert anew
    assert not take(storage, "b", NOON + LASTING)


def test_each_name_is_a_lease_of_its_own(storage: Storage) -> None:
    """What one process does for all says nothing of something else."""
    assert take(storage, "a")
    assert take(storage, "b", name="another")


def test_what_is_let_go_of_is_free_at_once(storage: Storage) -> None:
    """A process that ends well keeps nobody waiting."""
    take(storage, "a")
    release(storage, "a")

    assert take(storage, "b")


def test_nobody_lets_go_of_what_another_holds(storage: Storage) -> None:
    """A process that comes to itself too late takes nothing from the one that went on."""
    take(storage, "a")
    take(storage, "b", NOON + LASTING)
    release(storage, "a")

    assert not take(storage, "c", NOON + LASTING)


def test_of_those_who_ask_at_once_exactly_one_gets_what_is_free(storage: Storage) -> None:
    """The others hear it."""
    took = at_once([partial(take, storage, holder) for holder in "abcdefgh"])

    assert Counter(took) == {True: 1, False: 7}


def test_of_those_who_ask_at_once_exactly_one_gets_what_has_run_out(storage: Storage) -> None:
    """Not even who held it until then comes before."""
    take(storage, "a")
    took = at_once([partial(take, storage, holder, NOON + DAY) for holder in "abcdefgh"])

    assert Counter(took) == {True: 1, False: 7}


def test_two_processes_agree_on_who_has_it(storage: Storage, database_url: str) -> None:
    """However often both ask at once, it stays with the one that got it."""
    with closing(open_anew(database_url)) as other:
        rounds = [
            at_once([partial(take, storage, "a", NOON), partial(take, other, "b", NOON)]) for _ in range(10)
        ]

    assert rounds[0] in ([True, False], [False, True])
    assert rounds == [rounds[0]] * 10


def test_a_clock_that_was_set_back_keeps_nobody_waiting_for_longer_than_the_longest(storage: Storage) -> None:
    """A process that died with a clock that was ahead would hold it for a day."""
    take(storage, "dead", NOON + DAY)
    set_right(storage, NOON)

    assert not take(storage, "b", NOON + LONGEST - MOMENT)
    assert take(storage, "b", NOON + LONGEST)


def test_clocks_that_are_a_little_apart_leave_a_lease_as_it_is(storage: Storage) -> None:
    """It runs out when it would have."""
    take(storage, "a", NOON + LASTING)
    set_right(storage, NOON)

    assert not take(storage, "b", NOON + 2 * LASTING - MOMENT)
    assert take(storage, "b", NOON + 2 * LASTING)


def test_a_holder_whose_clock_was_set_back_goes_on(storage: Storage) -> None:
    """It lasts from then on, by the clock that is right."""
    take(storage, "a", NOON + DAY)

    assert take(storage, "a", NOON)
    assert take(storage, "b", NOON + LASTING)


def test_what_was_told_last_is_known(storage: Storage) -> None:
    """Nothing at first; each name for itself."""
    before = told(storage)
    tell(storage, "of the first")
    tell(storage, "of the second")
    tell(storage, "of something else", "another")

    assert before == ""
    assert told(storage) == "of the second"
