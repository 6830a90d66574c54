"""What cannot be in the rounds of an instant run-off, and in its pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """Whatever counts for an option in a round ranks it above all others that are left, and what counts for
    none any more names neither of any two; so with two left the round is their pair."""
    found = {(pair.one, pair.other): pair.ballots for pair in totals.pairs}
    everybody = Round(totals.counts, 0)
    if not all(_agree(found, each, totals.ballots) for each in (everybody, *totals.rounds)):
        yield Fault.PAIRS


def _agree(found: Mapping[tuple[int, int], int], each: Round, ballots: int) -> bool:
    return all(
        found[one, other] >= count and found[one, other] + found[other, one] <= ballots - each.exhausted
        for one, count in each.counts
        for other, _ in each.counts
        if one != other
    )
