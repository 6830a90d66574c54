"""Each has one ballot, and what is written of it is one row that looks alike whatever it says."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from bot.polls.model import Poll
from tests.core.cast import ANA
from tests.core.house import House
from tests.core.links import both
from tests.core.reading import button, card_of, said, title
from tests.core.test_together import together
from tests.core.voting import (
    ballot,
    choice,
    closes,
    opened,
    votes,
)
from tests.operations.network import read_rows
from tests.stores import sqlite_url


@pytest.fixture
def three(ana: House) -> Poll:
    """Open, with three options."""
    return opened(ana)


def test_first_vote_change_and_second_press_are_answered_alike(ana: House, three: Poll) -> None:
    """Nobody who looks on learns which it was."""
    answers = [votes(ana, three, number) for number in (1, 2, 2)]
    ana.waits_for(hours=1)

    assert answers[1] == answers[2] == votes(ana, three, 2)
    assert [said(card_of(answer).body) for answer in answers] == [said(card_of(answers[0]).body)] * 3
    assert choice(ana, three) == (2,)


def test_a_vote_writes_one_row_and_nothing_else(ana: House, three: Poll, tmp_path: Path) -> None:
    """Neither a line of the audit nor an errand nor a count."""
    before = read_rows(sqlite_url(tmp_path))
    votes(ana, three, 1)
    after = read_rows(sqlite_url(tmp_path))
    votes(ana, three, 3)
    changed = read_rows(sqlite_url(tmp_path))

    assert [name for name in after if after[name] != before.get(name)] == ["ballots"]
    assert [name for name in changed if changed[name] != after[name]] == ["ballots"]
    assert len(changed["ballots"]) == 1


def test_a_ballot_is_withdrawn_whether_or_not_there_is_one(ana: House, three: Poll) -> None:
    """And cast anew as often as one likes."""
    first = ana.presses(ANA, "polls.take_back", three.id)
    votes(ana, three, 1)
    second = ana.clicks(ANA, button(card_of(ballot(ana, three)), "polls.take_back"))
    gone = choice(ana, three)
    votes(ana, three, 3)

    assert first == second
    assert (gone, choice(ana, three)) == (None, (3,))


def test_one_person_on_both_platforms_has_one_ballot(house: House) -> None:
    """The latest counts."""
    both(house)
    which = opened(house)
    votes(house, which, 1)
    votes(house, which, 2, ANA.on("discord"))

    assert choice(house, which) == choice(house, which, ANA.on("discord")) == (2,)
    assert closes(house, which).counts == ((1, 0), (2, 1), (3, 0))


def test_pressing_everywhere_at_once_is_one_ballot(crowded: House) -> None:
    """Every press is answered."""
    both(crowded)
    which = opened(crowded)
    presses = [
        partial(votes, crowded, which, number, who) for number in (1, 2) for who in (ANA, ANA.on("discord"))
    ]
    answers = together(crowded, *presses)

    assert Counter(map(title, answers)) == {"polls.cast.title": 4}
    assert closes(crowded, which).ballots == 1
