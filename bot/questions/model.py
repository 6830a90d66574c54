"""A question to a meeting. Whose it is, nobody knows, and nothing says when it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

WORDS_LIMIT = 300
MOST = 200  # in one box; more than a meeting answers
SHOWN_BEFORE = timedelta(hours=1)  # earlier it could be noticed when one comes in


class Mark(StrEnum):
    """What became of it at the meeting, in the order in which they are shown."""

    OPEN = "open"
    ASIDE = "aside"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Question:
    """By the order of their random ids they lie in no order at all."""

    id: str
    meeting_id: str
    words: str
    mark: Mark = Mark.OPEN
