"""Counting: from a poll and its ballots to what is published. In whatever order the ballots come.

By person every ballot weighs the same. By community every community does, and shares its one voice evenly
among those of its people who voted; whoever has no known community shares one with the others of whom that is
so. Weights are whole numbers, a common multiple of all shares, so that equal is equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import lcm

from bot.polls.heaps import Heaps, Paper, lay
from bot.polls.model import Ballot, Deciding, Method, Poll
from bot.polls.runoff import pairs, run_off
from bot.polls.ties import ahead, level, order
from bot.polls.totals import ENOUGH_COMMUNITIES, Ending, Outcome, Round, Totals

Piles = Mapping[Paper, int]  # how much weighs each different ballot


def count(poll: Poll, ballots: Iterable[Ballot]) -> Totals:
    """Those that were withdrawn count for nothing."""
    heaps: Heaps = {}
    lay(heaps, ballots)
    return count_heaps(poll, heaps)


def count_heaps(poll: Poll, heaps: Heaps, unreadable: int = 0) -> Totals:
    """The same, of ballots that lie on heaps already; so many more are damaged, and decide nothing."""
    persons = _by_person(heaps)
    totals = _totals(poll, sum(persons.values()), persons, _by_community(heaps))
    return replace(totals, unreadable=unreadable)


def _totals(poll: Poll, ballots: int, persons: Piles, communities: Piles) -> Totals:
    rounds = run_off(poll.numbers, persons, order(poll)) if poll.method is Method.RANKED else ()
    counts = _counts(poll, persons)
    by_community = _winner(poll, communities) if communities else 0
    return Totals(
        ballots=ballots,
        counts=tuple(counts.items()),
        rounds=rounds,
        pairs=pairs(poll.numbers, persons) if poll.method is Method.RANKED else (),
        by_community=by_community,
        outcome=conclude(poll, ballots, counts, rounds, by_community),
    )


def conclude(
    poll: Poll, ballots: int, counts: Mapping[int, int], rounds: Sequence[Round], by_community: int
) -> Outcome:
    """What follows from what is published, by the rules that were declared."""
    if not ballots:
        return Outcome(Ending.NO_BALLOTS)
    if ballots < poll.quorum:
        return Outcome(Ending.NO_QUORUM)
    if poll.deciding is Deciding.COMMUNITY:
        return Outcome(Ending.DECIDED, by_community) if by_community else Outcome(Ending.TOO_FEW)
    if poll.method is Method.RANKED:
        winner = ahead(dict(rounds[-1].counts), order(poll))
        return Outcome(Ending.DECIDED, winner, _tied_for_good(rounds))
    winner = ahead(counts, order(poll))
    return Outcome(Ending.DECIDED, winner, level(counts, winner))


def _tied_for_good(rounds: Sequence[Round]) -> tuple[int, ...]:
    """The last two, where the tie rule had to choose between them."""
    before = dict(rounds[-2].counts) if len(rounds) > 1 else {}
    return level(before, rounds[-2].out) if len(before) == 2 else ()  # noqa: PLR2004 - as the sentence says


def _counts(poll: Poll, piles: Piles) -> dict[int, int]:
    counts = dict.fromkeys(poll.numbers, 0)
    for paper, weight in piles.items():
        for number in paper[:1] if poll.method is Method.RANKED else paper:
            counts[number] += weight
    return counts


def _winner(poll: Poll, piles: Piles) -> int:
    if poll.method is Method.RANKED:
        last = run_off(poll.numbers, piles, order(poll))[-1]
        return ahead(dict(last.counts), order(poll))
    return ahead(_counts(poll, piles), order(poll))


def _by_person(heaps: Heaps) -> Piles:
    piles: Counter[Paper] = Counter()
    for heap in heaps.values():
        piles.update(heap)
    return piles


def _by_community(heaps: Heaps) -> Piles:
    """None where fewer than five communities voted."""
    if len(heaps.keys() - {""}) < ENOUGH_COMMUNITIES:
        return {}
    voters = {community: heap.total() for community, heap in heaps.items()}
    whole = lcm(*voters.values())
    piles: Counter[Paper] = Counter()
    for community, heap in heaps.items():
        weight = whole // voters[community]
        for paper, ballots in heap.items():
            piles[paper] += ballots * weight
    return piles
