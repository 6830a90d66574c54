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
    poll,
    totals,
    votes,
)
from tests.promises.cast import T

VOTERS = (ANA, LUC, *(ANA.called(f"ana{number}") for number in range(2)))


class Killed(BaseException):
    """The process dies."""


class Mortal:
    """Transactions of which only so many are carried out before the process dies; `after`: when the last of
    them was durable already."""

    def __init__(self, storage: Storage, lives: int, *, after: bool) -> None:
        self._storage, self._lives, self._after = storage, lives, after

    def transact(self, work: Callable[[Unit], T]) -> T:
        self._lives -= 1
        if self._lives < 0 and not self._after:
            raise Killed
        result = self._storage.transact(work)
        if self._lives < 0:
            raise Killed
        return result


@pytest.mark.parametrize("after", ["", "durable"])
def test_a_crash_between_any_two_steps_counts_once_and_leaves_nothing(crowded: House, after: str) -> None:
    """Whatever was done by then, the next beat goes on from there."""
    for who in VOTERS[:2]:
        crowded.joins(who)
    for lives in range(14):
        which = opened(crowded, day=f"{crowded.clock.now():%Y-%m-%d}", time="23:00")
        votes(crowded, which, 2)
        crowded.clock.push(which.closes - crowded.clock.now())
        _dies(crowded, lives, after=bool(after))
        assert closes(crowded, which).counts == ((1, 0), (2, 1), (3, 0))
        assert poll(crowded, which.id).stage is Stage.CLOSED
        assert hangs(crowded, which).title.id == "polls.card.closed"
        assert on_roll(crowded, which) == 0
        assert len([e for e in crowded.audit() if (e.action, e.subject) == ("poll_closed", which.id)]) == 1
        crowded.waits_for(hours=13)


def on_roll(house: House, which: Poll) -> int:
    return len(house.storage.transact(lambda unit: unit.rolls.voters(which.id, "", 9)))


def _dies(house: House, lives: int, *, after: bool) -> None:
    """In the midst of a beat."""
    mortal = App(replace(house.world, transactions=Mortal(house.storage, lives, after=after)))
    try:
        mortal.tick()
        with house.living(mortal):
            house.carries_out()
    except Killed:
        house.waits_for(minutes=2)  # longer than a lease


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
