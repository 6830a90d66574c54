"""Counting: from a poll and its ballots to what is published. In whatever order the ballots come.

By person every ballot weighs the same. By community every community does, and shares its one voice evenly
among those of its people who voted; whoever has no known community shares one with the others of whom that is
so. Weights are whole numbers, a common multiple of all shares, so that equal is equal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import lcm

from bot.polls.model import Ballot, Choice, Deciding, Method, Poll
from bot.polls.runoff import pairs, run_off
from bot.polls.ties import ahead, level, order
from bot.polls.totals import ENOUGH_COMMUNITIES, Ending, Outcome, Round, Totals

Piles = Mapping[Choice, int]  # how much weighs each different ballot


def count(poll: Poll, ballots: Sequence[Ballot]) -> Totals:
    """Those that were withdrawn count for nothing."""
    cast = [ballot for ballot in ballots if not ballot.is_withdrawn]
    return _totals(poll, len(cast), _by_person(cast), _by_community(cast))


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
    for choice, weight in piles.items():
        for number in choice[:1] if poll.method is Method.RANKED else choice:
            counts[number] += weight
    return counts


def _winner(poll: Poll, piles: Piles) -> int:
    if poll.method is Method.RANKED:
        last = run_off(poll.numbers, piles, order(poll))[-1]
        return ahead(dict(last.counts), order(poll))
    return ahead(_counts(poll, piles), order(poll))


def _by_person(cast: Sequence[Ballot]) -> Piles:
    return Counter(ballot.choice for ballot in cast)


def _by_community(cast: Sequence[Ballot]) -> Piles:
    """None where fewer than five communities voted."""
    voters = Counter(ballot.community for ballot in cast)
    if len(voters.keys() - {""}) < ENOUGH_COMMUNITIES:
        return {}
    whole = lcm(*voters.values())
    piles: Counter[Choice] = Counter()
    for ballot in cast:
        piles[ballot.choice] += whole // voters[ballot.community]
    return piles
