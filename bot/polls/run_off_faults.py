"""What cannot be in the rounds of an instant run-off, and in its pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.polls.faults import Fault
from bot.polls.model import Poll
from bot.polls.runoff import is_decided
from bot.polls.ties import behind, order
from bot.polls.totals import Round, Totals


def faults_of_rounds(poll: Poll, totals: Totals) -> Iterator[Fault]:
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


def faults_of_pairs(totals: Totals) -> Iterator[Fault]:
    """Of two options no more ballots speak than there are, and a round of two is their pair."""
    found = {(pair.one, pair.other): pair.ballots for pair in totals.pairs}
    too_many = any(count + found[other, one] > totals.ballots for (one, other), count in found.items())
    last = dict(totals.rounds[-1].counts) if totals.rounds else {}
    if len(last) == 2:  # noqa: PLR2004 - as the sentence says
        one, other = last
        too_many |= (last[one], last[other]) != (found[one, other], found[other, one])
    if too_many:
        yield Fault.PAIRS
