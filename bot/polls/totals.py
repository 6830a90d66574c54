"""What a count comes to, and all of it that is published: enough for anybody to see how the outcome follows,
and nothing from which a ballot could be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Counts = tuple[tuple[int, int], ...]  # an option's number and how many ballots, as the options are listed
ENOUGH_COMMUNITIES = 5  # below that, what they said together could be what one of them said


class Ending(StrEnum):
    """How a poll ends: with a winner, or why without one."""

    DECIDED = "decided"
    NO_BALLOTS = "no_ballots"
    NO_QUORUM = "no_quorum"
    TOO_FEW = "too_few_communities"


@dataclass(frozen=True, slots=True)
class Round:
    """Of an instant run-off: what each option that is left has, how many ballots name none of these, and who
    goes out after it (nobody after the last one: 0)."""

    counts: Counts
    exhausted: int
    out: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """So many ballots rank the one above the other, or name the one alone."""

    one: int
    other: int
    ballots: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`winner` is 0 where there is none. `tied` are those among whom the tie rule had to choose it."""

    ending: Ending
    winner: int = 0
    tied: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """`ballots` without those that were withdrawn; `counts` by person, first choices for a ranking. Of the
    count by community only its winner is known, and nothing (0) where fewer than five communities voted.
    `unreadable` more ballots were damaged, and count nowhere."""

    ballots: int
    counts: Counts
    rounds: tuple[Round, ...] = ()
    pairs: tuple[Pair, ...] = ()
    by_community: int = 0
    outcome: Outcome = Outcome(Ending.NO_BALLOTS)
    unreadable: int = 0
