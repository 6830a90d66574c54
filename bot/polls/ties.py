"""Who is ahead of whom at the same count: declared before a poll opens, and for anybody to repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from bot.polls.model import Poll, TieRule


def order(poll: Poll) -> tuple[int, ...]:
    """All options, whoever is ahead at a tie first. A draw sorts them by the SHA-256 of the seed and their
    number with a colon between, which a line of any shell can repeat."""
    if poll.tie is TieRule.LISTED:
        return poll.numbers
    return tuple(sorted(poll.numbers, key=lambda number: sha256(f"{poll.seed}:{number}".encode()).digest()))


def ahead(counts: Mapping[int, int], ranks: Sequence[int]) -> int:
    """The one with the most."""
    return max(counts, key=lambda number: (counts[number], -ranks.index(number)))


def behind(counts: Mapping[int, int], ranks: Sequence[int]) -> int:
    """The one with the fewest."""
    return min(counts, key=lambda number: (counts[number], -ranks.index(number)))


def level(counts: Mapping[int, int], number: int) -> tuple[int, ...]:
    """All that have what this one has, where it is not alone with it."""
    same = tuple(other for other in counts if counts[other] == counts[number])
    return same if len(same) > 1 else ()
