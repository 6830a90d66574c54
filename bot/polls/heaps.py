"""Ballots laid on heaps as they come out of the box: equal ones of one community together, and nothing else
of them kept. So a hundred thousand take little room, and nothing waits for them to be looked through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bot.polls.model import Ballot

Paper = bytes  # the numbers of a choice, in its order
Heaps = dict[str, Counter[Paper]]  # of each community, how many ballots say the same


def lay(heaps: Heaps, ballots: Iterable[Ballot]) -> None:
    """Those that were withdrawn are none."""
    for ballot in ballots:
        if not ballot.is_withdrawn:
            heaps.setdefault(ballot.community, Counter())[bytes(ballot.choice)] += 1
