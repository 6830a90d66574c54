"""What does not fit together in the totals of a poll."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What does not fit together."""

    OPTIONS = "options"
    SUM = "sum"
    ROUNDS = "rounds"
    OUT = "out"
    PAIRS = "pairs"
    COMMUNITIES = "communities"
    OUTCOME = "outcome"
