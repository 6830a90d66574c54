"""Does the outcome follow from the totals that were published, by the rules that were declared?

A count by community cannot be repeated: only its winner is published. All else can.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

from bot.polls.model import Method, Poll
from bot.polls.published import Published
from bot.polls.runoff import is_decided
from bot.polls.tally import conclude
from bot.polls.ties import behind, order
from bot.polls.totals import Round, Totals


class Fault(StrEnum):
    """What does not fit together."""

    OPTIONS = "options"
    SUM = "sum"
    ROUNDS = "rounds"
    OUT = "out"
    PAIRS = "pairs"
    OUTCOME = "outcome"


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
    rounds_fit = bool(totals.rounds) is (ranked and totals.ballots > 0)
    pairs_fit = [(pair.one, pair.other) for pair in totals.pairs] == (orders if ranked else [])
    counts_fit = tuple(number for number, _ in totals.counts) == poll.numbers
    return counts_fit and rounds_fit and pairs_fit and totals.by_community in (0, *poll.numbers)


def _faults(poll: Poll, totals: Totals) -> Iterator[Fault]:
    if not _adds_up(poll, totals):
        yield Fault.SUM
    if poll.method is Method.RANKED:
        yield from _faults_of_rounds(poll, totals)
        yield from _faults_of_pairs(totals)


def _adds_up(poll: Poll, totals: Totals) -> bool:
    counts = [count for _, count in totals.counts]
    if poll.method is Method.APPROVAL:
        fits = totals.ballots <= sum(counts) <= poll.limit * totals.ballots
        return fits and max(counts, default=0) <= totals.ballots
    return sum(counts) == totals.ballots


def _faults_of_rounds(poll: Poll, totals: Totals) -> Iterator[Fault]:
    rounds, ranks = totals.rounds, order(poll)
    if not rounds:
        return
    whole = all(sum(dict(each.counts).values()) + each.exhausted == totals.ballots for each in rounds)
    if not whole or rounds[0].counts != totals.counts or rounds[-1].out:
        yield Fault.ROUNDS
        return
    if not is_decided(dict(rounds[-1].counts), ranks) or not all(
        _follows(one, other, ranks) for one, other in pairwise(rounds)
    ):
        yield Fault.OUT


def _follows(one: Round, other: Round, ranks: tuple[int, ...]) -> bool:
    """Nobody had won, the right one went out, and nobody else lost a ballot."""
    before, after = dict(one.counts), dict(other.counts)
    if (
        is_decided(before, ranks)
        or one.out != behind(before, ranks)
        or after.keys() != before.keys() - {one.out}
    ):
        return False
    return one.exhausted <= other.exhausted and all(before[number] <= after[number] for number in after)


def _faults_of_pairs(totals: Totals) -> Iterator[Fault]:
    """Of two options no more ballots speak than there are, and a round of two is their pair."""
    found = {(pair.one, pair.other): pair.ballots for pair in totals.pairs}
    too_many = any(count + found[other, one] > totals.ballots for (one, other), count in found.items())
    last = dict(totals.rounds[-1].counts) if totals.rounds else {}
    if len(last) == 2:  # noqa: PLR2004 - as the sentence says
        one, other = last
        too_many |= (last[one], last[other]) != (found[one, other], found[other, one])
    if too_many:
        yield Fault.PAIRS
