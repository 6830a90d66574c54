"""What the network promises of a meeting, asked afterwards: did people leave informed, motivated, not alone?

Each answer is added to a sum in the same moment: nobody can tell who said what, and fewer than five say
nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

ENOUGH = 5  # answers; a mean of fewer could be somebody's
OPEN = timedelta(days=7)  # after the meeting
MARKS = range(1, 6)


class Question(StrEnum):
    """In the order in which they are asked."""

    INFORMED = "informed"
    MOTIVATED = "motivated"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Mean:
    """Of marks from 1 to 5."""

    n: int
    total: int

    @property
    def tenths(self) -> int | None:
        """None of fewer than five."""
        return round(10 * self.total / self.n) if self.n >= ENOUGH else None


class Feedback(Protocol):
    """Sums, and which questions a member has answered; never what."""

    def rate(self, meeting_id: str, member: str, question: Question, mark: int) -> bool:
        """Once for each member and question; False the second time."""

    def rated(self, meeting_id: str, member: str) -> Sequence[Question]:
        """Those that they have answered."""

    def means(self, meeting_id: str) -> Mapping[Question, Mean]: ...
