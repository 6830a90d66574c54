"""The promises of bot.polls.ports.BallotBox: how a box is opened, closed and destroyed."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.polls.model import Ballot
from bot.polls.ports import BoxClosed
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.boxes import (
    OTHER,
    POLL,
    ballot,
    casts,
    closes,
    destroys,
    opens,
    own,
    page,
    rows,
    takes_out,
    turnout,
)
from tests.promises.cast import at_once


def closed_vote(storage: Storage) -> None:
    casts(storage, "jo", ballot(1))


def test_a_box_takes_nothing_before_it_is_open_or_after_it_is_closed(storage: Storage) -> None:
    """What was in it is still to be counted."""
    with pytest.raises(BoxClosed):
        casts(storage, "jo", ballot(1))
    opens(storage)
    casts(storage, "jo", ballot(1))
    closes(storage)
    closes(storage)
    for member in ("jo", "al"):
        with pytest.raises(BoxClosed):
            casts(storage, member, ballot(2))

    assert (turnout(storage), takes_out(storage)) == (1, [ballot(1)])


def test_taking_out_closes(box: Storage) -> None:
    """And can be done again after a crash."""
    casts(box, "jo", ballot(1))
    first = takes_out(box)
    with pytest.raises(BoxClosed):
        casts(box, "jo", ballot(2))

    assert first == takes_out(box) == [ballot(1)]


def test_ballots_come_out_in_pieces(box: Storage) -> None:
    """Each once, in an order that says nothing; never from a box that is open."""
    with pytest.raises(BoxClosed):
        page(box, b"", 2)
    for number in range(1, 6):
        casts(box, f"member {number}", ballot(number))
    closes(box)
    pieces = [page(box, b"", 2)]
    while pieces[-1].after:
        pieces.append(page(box, pieces[-1].after, 2))

    assert sorted(each.choice for piece in pieces for each in piece.ballots) == [(1,), (2,), (3,), (4,), (5,)]
    assert len(pieces) == 3


def test_opening_again_is_harmless(box: Storage) -> None:
    """The ballots stay, and can be read."""
    casts(box, "jo", ballot(1))
    opens(box)

    assert own(box, "jo") == ballot(1)


def test_of_a_box_that_was_destroyed_nothing_is_left(box: Storage, database_url: str) -> None:
    """Neither ballots nor key; whoever asks gets nothing, and it does not open again."""
    casts(box, "jo", ballot(1))
    before = {what: rows(database_url, what) for what in ("ballots", "keys")}
    destroys(box)
    destroys(box)
    left = {what: rows(database_url, what) for what in ("ballots", "keys")}

    assert (before, left) == ({"ballots": 1, "keys": 1}, {"ballots": 0, "keys": 0})
    assert (own(box, "jo"), turnout(box)) == (None, 0)
    for late in (takes_out, opens, closed_vote):
        with pytest.raises(BoxClosed):
            late(box)


def test_destroying_one_box_leaves_the_others(box: Storage) -> None:
    """Several polls can be open at a time."""
    opens(box, OTHER)
    casts(box, "jo", ballot(1), OTHER)
    destroys(box)

    assert own(box, "jo", OTHER) == ballot(1)


def test_a_transaction_that_fails_destroys_nothing(box: Storage) -> None:
    """Ballots and key are there for the next attempt."""

    def work(unit: Unit) -> None:
        unit.ballots.destroy(POLL)
        raise LookupError

    casts(box, "jo", ballot(1))
    with pytest.raises(LookupError):
        box.transact(work)

    assert takes_out(box) == [ballot(1)]


def test_every_ballot_that_was_taken_is_counted_while_the_box_closes(box: Storage) -> None:
    """In the very moment: it was taken and is among them, or it was refused."""
    taken: list[int] = []

    def vote(number: int) -> None:
        try:
            casts(box, f"member {number}", ballot(number))
        except BoxClosed:
            return
        taken.append(number)

    counted: list[Ballot] = []
    votes: list[Callable[[], None]] = [partial(vote, number) for number in range(1, 33)]
    at_once([*votes[:16], lambda: counted.extend(takes_out(box)), *votes[16:]])

    assert sorted(each.choice[0] for each in counted) == sorted(taken)
