"""Does the outcome follow from the totals that were published, by the rules that were declared?

A count by community cannot be repeated: only its winner is published, and whether that can be one. All
else can.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.polls.faults import Fault
from bot.polls.model import Method, Poll
from bot.polls.published import Published
from bot.polls.run_off_faults import faults_of_pairs, faults_of_rounds
from bot.polls.tally import conclude
from bot.polls.totals import ENOUGH_COMMUNITIES, Round, Totals


def recount(published: Published) -> tuple[Fault, ...]:
    """All that is wrong with it; none when everything follows."""
    poll, totals = published.poll, published.totals
    if not _names_its_options(poll, totals):
        return (Fault.OPTIONS,)
    faults = tuple(dict.fromkeys(_faults(poll, totals)))
    if faults:
        return faults
    outcome = conclude(poll, totals.ballots, dict(totals.counts), totals.rounds, totals.by_community)
    return () if outcome == totals.outcome else (Fault.OUTCOME,)


def _names_its_options(poll: Poll, totals: Totals) -> bool:
    """Each option where it belongs, once."""
    orders = [(one, other) for one in poll.numbers for other in poll.numbers if one != other]
    ranked = poll.method is Method.RANKED
    rounds_fit = bool(totals.rounds) is (ranked and totals.ballots > 0) and all(
        _is_of(poll, each) for each in totals.rounds
    )
    pairs_fit = [(pair.one, pair.other) for pair in totals.pairs] == (orders if ranked else [])
    counts_fit = tuple(number for number, _ in totals.counts) == poll.numbers
    return counts_fit and rounds_fit and pairs_fit and totals.by_community in (0, *poll.numbers)


def _is_of(poll: Poll, each: Round) -> bool:
    """Some of the options, in their order, one of which may go out."""
    found = [number for number, _ in each.counts]
    left = [number for number in poll.numbers if number in found]
    return bool(found) and found == left and each.out in (0, *found)


def _faults(poll: Poll, totals: Totals) -> Iterator[Fault]:
    if not _adds_up(poll, totals):
        yield Fault.SUM
    if totals.by_community and not _can_be_theirs(totals):
        yield Fault.COMMUNITIES
    if poll.method is Method.RANKED:
        yield from faults_of_rounds(poll, totals)
        yield from faults_of_pairs(totals)


def _can_be_theirs(totals: Totals) -> bool:
    """Of each of five communities somebody voted, and somebody for the winner: of a ranking in first place,
    since others go out before."""
    return totals.ballots >= ENOUGH_COMMUNITIES and dict(totals.counts)[totals.by_community] > 0


def _adds_up(poll: Poll, totals: Totals) -> bool:
    counts = [count for _, count in totals.counts]
    if poll.method is Method.APPROVAL:
        fits = totals.ballots <= sum(counts) <= poll.limit * totals.ballots
        return fits and max(counts, default=0) <= totals.ballots
    return sum(counts) == totals.ballots
