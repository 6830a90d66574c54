"""Whatever happens in the midst of closing: totals are stored once, ballots destroyed, the card edited."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.app import App
from bot.deliveries import Post
from bot.polls.model import Poll, Stage
from bot.ports import Unit
from storage.engine import Storage
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.test_together import together
from tests.core.voting import (
    closes,
    hangs,
    opened,
    totals,
    votes,
)
from tests.promises.cast import T

VOTERS = (ANA, LUC)
LIVES = (0, 1, 2, 3, 4, 5, 6, 9, 12, 16)  # transactions of a beat and of what follows


class Killed(BaseException):
    """The process dies."""


class Mortal:
    """Transactions of a process that dies when so many of them are durable, from the first step of closing
    on."""

    def __init__(self, storage: Storage, which: Poll, lives: int) -> None:
        self._storage, self._which, self._lives = storage, which, lives

    def transact(self, work: Callable[[Unit], T]) -> T:
        result = self._storage.transact(work)
        if stage(self._storage, self._which) is not Stage.OPEN:
            self._lives -= 1
        if self._lives < 0:
            raise Killed
        return result


def test_a_crash_between_any_two_steps_counts_once_and_leaves_nothing(crowded: House) -> None:
    """Whatever was done by then, the next beat goes on from there."""
    died_in = set()
    for who in VOTERS:
        crowded.joins(who)
    for lives in LIVES:
        which = opened(crowded, day=f"{crowded.clock.now():%Y-%m-%d}", time="23:00")
        votes(crowded, which, 2)
        crowded.clock.push(which.closes - crowded.clock.now())
        died_in.add(_dies(crowded, which, lives))
        assert closes(crowded, which).counts == ((1, 0), (2, 1), (3, 0))
        assert stage(crowded.storage, which) is Stage.CLOSED
        crowded.lives_on(minutes=2)  # what was under way when it died is done again
        assert hangs(crowded, which).title.id == "polls.card.closed"
        assert on_roll(crowded, which) == 0
        assert len([e for e in crowded.audit() if (e.action, e.subject) == ("poll_closed", which.id)]) == 1
        crowded.waits_for(hours=13)

    assert died_in == {Stage.CLOSING, Stage.CLOSED}


def stage(storage: Storage, which: Poll) -> Stage:
    found = storage.transact(lambda unit: unit.polls.get(which.id))
    assert found is not None
    return found.stage


def on_roll(house: House, which: Poll) -> int:
    return len(house.storage.transact(lambda unit: unit.rolls.voters(which.id, "", 9)))


def _dies(house: House, which: Poll, lives: int) -> Stage:
    """In the midst of a beat, or of what is sent after it."""
    mortal = App(replace(house.world, transactions=Mortal(house.storage, which, lives)))
    with pytest.raises(Killed), house.living(mortal):
        house.lives_on()
    house.waits_for(minutes=2)  # longer than a lease
    return stage(house.storage, which)


def test_two_processes_that_close_it_at_once_count_once(crowded: House) -> None:
    """Each of them ends well."""
    crowded.joins(ANA)
    which = opened(crowded)
    votes(crowded, which, 3)
    crowded.clock.push(which.closes - crowded.clock.now())
    together(crowded, *[crowded.app.tick] * 4)
    found = totals(crowded, which)
    crowded.carries_out()
    notices = [x for x in crowded.arrived(Post) if x.card.title.id == "polls.notice.closed"]

    assert found.counts == ((1, 0), (2, 0), (3, 1))
    assert len(notices) == 2
