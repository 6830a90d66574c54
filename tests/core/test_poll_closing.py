"""A poll closes by itself: counted once, shown to everybody, and nothing is left of who voted or how."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import App
from bot.chat import Room
from bot.deliveries import Post
from bot.polls import published
from bot.polls.model import Poll, Stage
from bot.polls.recounting import recount
from bot.polls.totals import Ending
from bot.ports import Unit
from storage.engine import Storage
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.reading import actions, card_of, said, written
from tests.core.test_together import together
from tests.core.voting import (
    changes,
    closes,
    drafted,
    hangs,
    opened,
    opens,
    poll,
    shown,
    totals,
    votes,
)
from tests.operations.network import read_rows
from tests.promises.cast import T
from tests.stores import sqlite_url

VOTERS = (ANA, LUC, *(ANA.called(f"ana{number}") for number in range(2)))


@pytest.fixture
def voted(house: House) -> tuple[House, Poll]:
    """Four members, three of whom have voted."""
    for who in VOTERS:
        house.joins(who)
    which = opened(house)
    for who, number in zip(VOTERS, (2, 2, 1), strict=False):
        votes(house, which, number, who)
    house.carries_out()
    return house, which


def test_nobody_has_to_press_anything(voted: tuple[House, Poll]) -> None:
    """At its moment it is counted, and the card says what came of it."""
    house, which = voted
    found = closes(house, which)
    card = hangs(house, which)

    assert (found.counts, found.outcome.winner, found.ballots) == (((1, 1), (2, 2), (3, 0)), 2, 3)
    assert card.title.id == "polls.card.closed"
    assert {"polls.outcome.decided", "polls.result.turnout"} <= set(said(card.body))
    assert [fact.value for fact in card.facts] == [
        "2 · 67\u00a0%\n■■■■■■■",
        "1 · 33\u00a0%\n■■■",
        "0 · 0\u00a0%",
    ]
    assert actions(card) == []


def test_the_members_and_those_who_run_it_are_told(voted: tuple[House, Poll]) -> None:
    """Once in each room of each platform; the audit says that time did it."""
    house, which = voted
    closes(house, which)
    posts = [
        (x.platform, x.room, x.card.title.id) for x in house.arrived(Post) if x.room is not Room.COORDINATORS
    ]

    assert Counter(posts)["slack", Room.MEMBERS, "polls.notice.closed"] == 1
    assert Counter(posts)["discord", Room.FACILITATORS, "polls.card.closed"] == 1
    assert [(e.action, e.actor) for e in house.audit() if e.action == "poll_closed"] == [
        ("poll_closed", "clock")
    ]


def test_nothing_is_left_of_who_voted_or_how(voted: tuple[House, Poll], tmp_path: Path) -> None:
    """Neither ballots nor the roll nor reminders."""
    house, which = voted
    house.lives_on(days=6, hours=23)
    closes(house, which)
    rows = read_rows(sqlite_url(tmp_path))

    assert not rows["ballots"]
    assert not rows["poll_roll"]
    assert not [row for row in rows["errands"] if "polls.remind" in row]
    assert house.storage.transact(lambda unit: unit.ballots.turnout(which.id)) == 0


def test_anybody_can_count_again(voted: tuple[House, Poll]) -> None:
    """From what is published."""
    house, which = voted
    closes(house, which)
    written_down = house.storage.transact(lambda unit: unit.polls.totals(which.id))

    assert recount(published.read(written_down)) == ()


def test_a_ranking_shows_its_rounds_and_each_two(house: House) -> None:
    """By the numbers of the options."""
    for who in VOTERS:
        house.joins(who)
    which = opened(house, method="ranked")
    for who, ballot in zip(VOTERS, ("0102", "0201", "0302", "02"), strict=True):
        house.presses(who, "polls.ranked", f"{which.id}-{ballot}")
    closes(house, which)
    results = card_of(house.presses(ANA, "polls.results", which.id))
    rounds = [line.values["counts"] for part in results.body if isinstance(part, tuple) for line in part]  # type: ignore[union-attr]

    assert rounds == ["1: 1, 2: 2, 3: 1", "1: 1, 2: 3"]
    assert totals(house, which).outcome.winner == 2
    assert "polls.result.pairs" in said(results.body)
    assert any("2>1: 3" in each for each in written(results.body))


@pytest.mark.parametrize("ballots, quorum, ending", [(0, "", Ending.NO_BALLOTS), (1, "2", Ending.NO_QUORUM)])
def test_where_nothing_is_chosen_it_is_said_why(
    house: House, ballots: int, quorum: str, ending: Ending
) -> None:
    """And there is nothing that could become a theme."""
    for who in VOTERS[:2]:
        house.joins(who)
    draft = drafted(house)
    changes(house, draft, "rules", quorum=quorum)
    opens(house, draft)
    for who in VOTERS[:ballots]:
        votes(house, draft, 1, who)

    assert closes(house, draft).outcome.ending is ending
    assert said(hangs(house, draft).body)[0] == f"polls.outcome.{ending}"
    assert actions(shown(house, draft)) == ["polls.list"]


def test_a_tie_is_decided_by_the_rule_that_was_declared(house: House) -> None:
    """Which the card names."""
    for who in VOTERS[:2]:
        house.joins(who)
    which = opened(house)
    for who, number in zip(VOTERS, (3, 2), strict=False):
        votes(house, which, number, who)

    assert closes(house, which).outcome.winner == 2
    assert said(hangs(house, which).body)[0] == "polls.outcome.tie_listed"


# ---- whatever happens in the middle


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


def test_where_the_ballots_are_lost_that_is_said_and_nothing_is_made_up(voted: tuple[House, Poll]) -> None:
    """As after a backup: it has no key of an open poll."""
    house, which = voted
    house.storage.transact(lambda unit: unit.ballots.destroy(which.id))
    house.clock.push(which.closes - house.clock.now())
    house.app.tick()
    house.carries_out()
    told = Counter(x.card.title.id for x in house.arrived(Post))

    assert poll(house, which.id).stage is Stage.WITHDRAWN
    assert told["polls.notice.lost"] == 2
    assert "polls.lost" in [
        each for x in house.arrived(Post) if x.room is Room.FACILITATORS for each in said(x.card.body)
    ]
