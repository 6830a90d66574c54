"""Counting by community: one voice for each, and only the winner is known."""

from dataclasses import replace

import pytest

from bot.polls.model import Ballot, Method
from bot.polls.tally import count
from bot.polls.totals import Ending, Outcome
from tests.core.tallies import COMMUNITIES, POLL, of_communities
from tests.world import NOON


def test_ten_towns_are_not_outvoted_by_one_city() -> None:
    """Each has one voice where communities decide, and its people share it."""
    cast = of_communities([(1,)] * 30, [(2,)], [(2,)], [(2,), (3,)], [(3,)])

    assert count(POLL, cast).outcome.winner == 1
    assert count(COMMUNITIES, cast).outcome == Outcome(Ending.DECIDED, 2)


def test_only_the_winner_of_the_count_by_community_is_known() -> None:
    """Also where it does not decide."""
    totals = count(POLL, of_communities(*[[(1,)] * 9], [(2,)], [(2,)], [(2,)], [(2,)]))

    assert (totals.outcome.winner, totals.by_community) == (1, 2)


@pytest.mark.parametrize("method", Method)
def test_below_five_communities_their_count_says_nothing(method: Method) -> None:
    """People of whom no community is known are not one more."""
    poll = replace(COMMUNITIES, method=method, limit=2 if method is Method.APPROVAL else 0)
    cast = [*of_communities([(1,)], [(1,)], [(2,)], [(3,)]), Ballot((1,), "", NOON)]
    totals = count(poll, cast)

    assert (totals.by_community, totals.outcome) == (0, Outcome(Ending.TOO_FEW))
