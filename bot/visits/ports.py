"""What visits need to be remembered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Visits(Protocol):
    """Links and what they have begun: known by keyed fingerprints of their tokens alone, so that nobody who
    reads the database can follow one. A link is no visit, nor a visit a link."""

    def link(self, token: str, member: str, expires: datetime) -> None:
        """One more. Nobody forgets the member before this unit has ended."""

    def begin(self, link: str, visit: str, now: datetime, until: datetime) -> str | None:
        """Whose link it is: exactly one caller is told, once, and only in time; their visit lasts until
        then."""

    def began(self, link: str, visit: str, now: datetime) -> bool:
        """Whether it was this link that began this visit, which lasts."""

    def visitor(self, visit: str, now: datetime) -> str | None:
        """None for one that was not begun, or is over."""

    def end(self, visit: str) -> None:
        """Harmless when there is none (any more)."""

    def end_all(self, member: str) -> None:
        """Their links, too."""

    def take_back(self, member: str) -> None:
        """Their links that have begun nothing; a visit that has begun lasts."""

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: the one's are the other's."""
