"""Instant run-off, and every option against every other.

Each ballot counts for the first option on it that is still left. Whoever has more than half of the ballots
that count wins; until somebody does, the option with the fewest goes out. A ballot that names none of those
that are left counts no further.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.polls.model import Choice
from bot.polls.ties import ahead, behind
from bot.polls.totals import Pair, Round

BITS = 64  # of one count among several in one number: more than there are people


def run_off(numbers: Sequence[int], piles: Mapping[Choice, int], ranks: Sequence[int]) -> tuple[Round, ...]:
    """`piles` says how much weighs each different ballot. No round without ballots."""
    lying: dict[int, list[Choice]] = {number: [] for number in numbers}
    counts = dict.fromkeys(numbers, 0)
    rounds: list[Round] = []
    moving, exhausted = list(piles), 0
    while piles:
        exhausted += _lay(moving, piles, lying, counts)
        out = 0 if is_decided(counts, ranks) else behind(counts, ranks)
        rounds.append(Round(tuple(counts.items()), exhausted, out))
        if not out:
            break
        moving = lying.pop(out)
        del counts[out]
    return tuple(rounds)


def _lay(
    moving: Sequence[Choice],
    piles: Mapping[Choice, int],
    lying: Mapping[int, list[Choice]],
    counts: dict[int, int],
) -> int:
    """Each beside the first that is left on it; how much weigh those that name none."""
    exhausted = 0
    for choice in moving:
        for number in choice:
            if number in lying:
                lying[number].append(choice)
                counts[number] += piles[choice]
                break
        else:
            exhausted += piles[choice]
    return exhausted


def is_decided(counts: Mapping[int, int], ranks: Sequence[int]) -> bool:
    return len(counts) == 1 or 2 * counts[ahead(counts, ranks)] > sum(counts.values())


def pairs(numbers: Sequence[int], piles: Mapping[Choice, int]) -> tuple[Pair, ...]:
    """The counts of one option against all others lie side by side in one number: a ballot adds to them all
    at once, or a hundred thousand long ballots would take ten times as long."""
    places = {number: BITS * place for place, number in enumerate(numbers)}
    bits = {number: 1 << place for number, place in places.items()}
    everybody = sum(bits.values())
    beaten = dict.fromkeys(numbers, 0)
    for choice, weight in piles.items():
        below = everybody
        for number in choice:
            below -= bits[number]
            beaten[number] += below * weight
    field = (1 << BITS) - 1
    return tuple(
        Pair(one, other, beaten[one] >> places[other] & field)
        for one in numbers
        for other in numbers
        if one != other
    )
