"""Any life of a poll: people on two platforms vote, change and withdraw, the bot dies and comes back, the
poll is closed in the midst of it; what comes out is what each of them said last.
"""

from __future__ import annotations

import atexit
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.polls import closing
from bot.polls.model import Choice, Poll, Stage
from bot.polls.published import read
from bot.polls.recounting import recount
from bot.ports import Turn
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.links import both
from tests.core.reading import title
from tests.core.voting import choice, opened, poll
from tests.stores import copy_sqlite, sqlite_url

T = TypeVar("T")

PEOPLE = (ANA, ANA.on("discord"), LUC)
SEEDS = count(100)
TAKEN = {"polls.cast.title", "polls.taken_back.title"}


class Died(Exception):
    """In the midst of something."""


@cache
def inhabited() -> tuple[str, str]:
    """Made once: a network with two members, one of them on both platforms, and the poll. Its URL, and the
    poll's id."""
    folder = TemporaryDirectory(prefix="peerbot-polls-")
    atexit.register(folder.cleanup)
    house = House(sqlite_url(Path(folder.name)))
    both(house)
    house.joins(LUC)
    found = opened(house)
    house.close()
    return sqlite_url(Path(folder.name)), found.id


class Life(RuleBasedStateMachine):
    """`said` is what each member said last, as far as they were told that it is in the box."""

    @initialize()
    def begins(self) -> None:
        self.folder = TemporaryDirectory(prefix="peerbot-poll-")
        self.url = sqlite_url(Path(self.folder.name))
        there, self.poll_id = inhabited()
        copy_sqlite(there, self.url)
        self.house = House(self.url, next(SEEDS))
        self.said: dict[str, Choice] = {}

    def teardown(self) -> None:
        self.closes()
        self.house.app.tick()
        found = self.house.storage.transact(lambda unit: unit.polls.totals(self.poll_id))
        published = read(found)
        self.house.close()
        self.folder.cleanup()
        counts = Counter(number for chosen in self.said.values() for number in chosen)

        assert published.totals.counts == tuple((number, counts[number]) for number in (1, 2, 3))
        assert recount(published) == ()

    @property
    def poll(self) -> Poll:
        return poll(self.house, self.poll_id)

    @rule(who=st.sampled_from(PEOPLE), number=st.integers(1, 3))
    def votes(self, who: Actor, number: int) -> None:
        """Told that it is in the box, or that it is too late; nothing else."""
        answer = self.house.presses(who, "polls.vote", self.poll_id, number)
        self.hears(who, title(answer), (number,))

    @rule(who=st.sampled_from(PEOPLE))
    def withdraws(self, who: Actor) -> None:
        answer = self.house.presses(who, "polls.take_back", self.poll_id)
        self.hears(who, title(answer), ())

    def hears(self, who: Actor, told: str, chosen: Choice) -> None:
        is_open = self.poll.takes_ballots(self.house.clock.now())
        if is_open:
            self.said[who.name] = chosen
        assert told in TAKEN if is_open else told not in TAKEN

    @rule(minutes=st.sampled_from([1, 60, 60 * 24]))
    def time_passes(self, minutes: int) -> None:
        self.house.waits_for(minutes=minutes)

    @rule()
    def lives(self) -> None:
        """What time alone brings about, without what takes long: that may come much later."""
        self.house.app.tick(apart=False)

    @rule()
    def closes(self) -> None:
        self.house.clock.push(max(self.poll.closes - self.house.clock.now(), timedelta(0)))
        self.house.app.tick(apart=False)

    @rule()
    def dies_and_comes_back(self) -> None:
        self.house.close()
        self.house.opens(self.url, next(SEEDS))

    @precondition(lambda self: self.poll.stage is Stage.CLOSING)
    @rule(transactions=st.integers(0, 2))
    def dies_while_it_counts(self, transactions: int) -> None:
        """After so many of them."""
        left = [transactions]

        def operate(act: Callable[[Turn], T], /) -> T:
            if not left[0]:
                raise Died
            left[0] -= 1
            return self.house.app.operate(act)

        try:
            closing.count_next(operate, self.poll_id)
        except Died:
            self.dies_and_comes_back()

    @rule()
    def counts(self) -> None:
        self.house.app.tick()

    @precondition(lambda self: self.poll.stage is Stage.OPEN)
    @invariant()
    def each_sees_their_own(self) -> None:
        for who in PEOPLE:
            assert choice(self.house, self.poll, who) == (self.said.get(who.name) or None)


Life.TestCase.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase
