"""A member of the same community says whether they know somebody who asks to join as a colleague.

An answer is given once. Who vouches is asked by a coordinator, and only coordinators see what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Word(StrEnum):
    """What somebody who is asked can say."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Vouch:
    """`voucher` and `asked_by` are profile ids; `answer` is a `Word`, or empty until they have answered."""

    id: str
    request_id: str
    voucher: str
    asked_by: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


class Vouches(Protocol):
    """Who was asked about which request, and what they said: ids and codes only."""

    def add(self, vouch: Vouch) -> None:
        """Whoever asks holds the voucher's profile (`Profiles.save`), so that nobody is asked twice."""

    def get(self, vouch_id: str) -> Vouch | None: ...

    def of(self, request_id: str) -> Sequence[Vouch]:
        """About this request, in the order in which they were asked; not the applicant's own word, should
        the two have turned out to be one person."""

    def open_for(self, voucher: str, limit: int) -> Sequence[Vouch]:
        """What they have not answered about requests that are still to be decided, newest first."""

    def answer(self, vouch_id: str, word: Word, now: datetime) -> bool:
        """Exactly one answer counts, the first; False for any other."""

    def hand_over(self, one: str, other: str) -> None:
        """What the profile `one` was asked, answered or asked others was `other`: they are the same
        person."""
