"""Whoever counts again finds what does not follow."""

from dataclasses import replace
from typing import Any

import pytest

from bot.polls.faults import Fault
from bot.polls.model import Deciding, TieRule
from bot.polls.published import TIES, Published, read
from bot.polls.recounting import recount
from bot.polls.tally import count
from bot.polls.totals import Ending, Outcome
from tests.core.tallies import APPROVAL, POLL, ballots, of_communities
from tests.core.test_published import Forge, document


def ruled(content: dict[str, Any], name: str, value: str) -> None:
    """Another rule, in words too."""
    content["poll"][name] = value
    content["rules"][1] = TIES[TieRule(value)]


@pytest.mark.parametrize(
    "forge, fault",
    [
        (lambda of: of["totals"]["counts"].pop(), Fault.OPTIONS),
        (lambda of: of["totals"]["pairs"].reverse(), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"].clear(), Fault.OPTIONS),
        (lambda of: of["totals"].update(by_community=9), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"][-1]["counts"][0].__setitem__(0, 99), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"][1]["counts"].clear(), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"][1]["counts"].append([3, 0]), Fault.OPTIONS),
        (lambda of: of["totals"]["rounds"][0].update(out=99), Fault.OPTIONS),
        (lambda of: of["totals"]["counts"][0].__setitem__(1, 3), Fault.SUM),
        (lambda of: of["totals"]["rounds"][1].update(exhausted=5), Fault.ROUNDS),
        (lambda of: of["totals"]["rounds"].pop(), Fault.ROUNDS),
        (lambda of: of["totals"]["rounds"][0].update(out=1), Fault.OUT),
        (lambda of: ruled(of, "tie", "listed"), Fault.OUT),
        (lambda of: of["totals"]["pairs"][0].__setitem__(2, 6), Fault.PAIRS),
        (lambda of: of["totals"]["pairs"][1].__setitem__(2, 1), Fault.PAIRS),
        (lambda of: of["totals"]["pairs"][2].__setitem__(2, 1), Fault.PAIRS),
        (lambda of: of["totals"]["outcome"].update(winner=1), Fault.OUTCOME),
        (lambda of: of["poll"].update(quorum=7), Fault.OUTCOME),
        (lambda of: of["totals"]["outcome"].update(tied=[1, 3]), Fault.OUTCOME),
    ],
)
def test_what_does_not_follow_is_found(forge: Forge, fault: Fault) -> None:
    """Whatever was changed afterwards, by whomever."""
    assert fault in recount(read(document(forge)))


def test_more_approvals_than_there_can_be_are_found() -> None:
    """Each ballot names one option at least, and up to so many."""
    totals = count(APPROVAL, ballots((1, 2), (3,)))
    for found in ([2, 2, 1, 0], [1, 0, 0, 0], [3, 0, 0, 0]):
        counts = tuple(enumerate(found, 1))
        assert recount(Published(APPROVAL, replace(totals, counts=counts))) == (Fault.SUM,)


def test_the_winner_of_communities_is_taken_as_it_stands() -> None:
    """It cannot be counted again; without five communities there is none."""
    poll = replace(POLL, deciding=Deciding.COMMUNITY)
    totals = count(poll, of_communities(*[[(2,)]] * 5))
    forged = replace(totals, outcome=replace(totals.outcome, winner=1))

    assert recount(Published(poll, totals)) == ()
    assert recount(Published(poll, forged)) == (Fault.OUTCOME,)
    assert recount(Published(poll, replace(totals, by_community=0))) == (Fault.OUTCOME,)


def test_communities_choose_nothing_that_nobody_did() -> None:
    """Nor are there five of them with fewer ballots."""
    poll = replace(POLL, deciding=Deciding.COMMUNITY)
    many, few = count(poll, of_communities(*[[(2,)]] * 5)), count(poll, ballots((1,), (2,)))
    for totals, winner in ((many, 1), (few, 2)):
        outcome = Outcome(Ending.DECIDED, winner)
        forged = replace(totals, by_community=winner, outcome=outcome)
        assert recount(Published(poll, forged)) == (Fault.COMMUNITIES,)
