"""Counting, by the rules that were declared: what comes out of which ballots."""

from dataclasses import replace
from hashlib import sha256

import pytest

from bot.polls.model import Ballot, Poll, TieRule
from bot.polls.tally import count
from bot.polls.totals import Ending, Outcome, Pair, Round
from tests.core.tallies import APPROVAL, COMMUNITIES, OPTIONS, POLL, RANKED, ballots
from tests.world import NOON


def test_of_single_choices_the_most_named_wins() -> None:
    """Each option has its count, those that nobody chose too."""
    totals = count(POLL, ballots((2,), (3,), (2,)))

    assert totals.counts == ((1, 0), (2, 2), (3, 1), (4, 0))
    assert (totals.ballots, totals.outcome) == (3, Outcome(Ending.DECIDED, 2))


def test_of_approvals_each_counts_whole() -> None:
    """Whoever approves of two takes nothing from either."""
    totals = count(APPROVAL, ballots((1, 2), (2, 3), (3,), (2,)))

    assert totals.counts == ((1, 1), (2, 3), (3, 2), (4, 0))
    assert totals.outcome.winner == 2


def test_an_instant_run_off_hands_on_what_went_out() -> None:
    """Ahead at first is not ahead in the end; the ballot that names nobody who is left is exhausted."""
    totals = count(RANKED, ballots((1,), (1,), (1,), (2, 3), (2, 3), (3, 2), (3, 2), (3,), (4,)))

    assert totals.rounds == (
        Round(((1, 3), (2, 2), (3, 3), (4, 1)), exhausted=0, out=4),
        Round(((1, 3), (2, 2), (3, 3)), exhausted=1, out=2),
        Round(((1, 3), (3, 5)), exhausted=1),
    )
    assert (totals.counts, totals.outcome) == (totals.rounds[0].counts, Outcome(Ending.DECIDED, 3))


def test_every_option_is_compared_with_every_other() -> None:
    """What is not on a ballot comes after all that is, and its like are not compared."""
    pairs = count(RANKED, ballots((1, 2), (2,), (3, 1))).pairs

    assert len(pairs) == 12
    assert {Pair(1, 2, 2), Pair(2, 1, 1), Pair(1, 4, 2), Pair(4, 1, 0), Pair(3, 4, 1)} <= set(pairs)


def test_a_withdrawn_ballot_is_none() -> None:
    """Neither in the count nor for the quorum."""
    cast = [*ballots((1,)), Ballot((), "2412345", NOON)]

    assert count(POLL, cast).ballots == 1
    assert count(replace(POLL, quorum=2), cast).outcome == Outcome(Ending.NO_QUORUM)


@pytest.mark.parametrize("poll", [POLL, APPROVAL, RANKED, COMMUNITIES])
def test_without_ballots_nothing_is_decided(poll: Poll) -> None:
    """Also where there is no quorum to miss."""
    assert count(poll, []).outcome == Outcome(Ending.NO_BALLOTS)


def test_a_tie_goes_to_whoever_is_listed_first() -> None:
    """In the order in which the options are listed, whatever their numbers."""
    turned = replace(POLL, options=OPTIONS[::-1])

    assert count(POLL, ballots((4,), (2,))).outcome == Outcome(Ending.DECIDED, 2, (2, 4))
    assert count(turned, ballots((4,), (2,))).outcome == Outcome(Ending.DECIDED, 4, (4, 2))


def test_a_tie_that_is_drawn_can_be_drawn_again_by_anybody() -> None:
    """With the seed that was published before, and a line of any shell."""
    drawn = replace(POLL, tie=TieRule.DRAWN)
    first = min((2, 3, 4), key=lambda number: sha256(f"{POLL.seed}:{number}".encode()).hexdigest())

    assert count(drawn, ballots((2,), (3,), (4,))).outcome == Outcome(Ending.DECIDED, first, (2, 3, 4))


def test_of_the_fewest_whoever_is_behind_by_the_tie_rule_goes_out() -> None:
    """Here the one that is listed last; in the end it decides between two."""
    totals = count(RANKED, ballots((1,), (3,)))

    assert [each.out for each in totals.rounds] == [4, 2, 3, 0]
    assert totals.outcome == Outcome(Ending.DECIDED, 1, (1, 3))
