"""A member's own calendar of the network's meetings, under an address that only they know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat import Named, Reader, Text, Value


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting in it, as in `Invitation`; a cancelled one stays for a while, so that it is seen. Nobody
    is named by address, neither whom it is for nor who else comes."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    zone: str
    minutes: int
    title: Text
    body: tuple[Value, ...]
    link: str = ""
    cancelled: bool = False

    def __post_init__(self) -> None:
        if self.stamp.tzinfo is None or self.start.tzinfo is not None or self.minutes <= 0:
            raise ValueError(self.uid)


@dataclass(frozen=True, slots=True)
class Feed:
    """For one reader; `name` is what their calendar calls it."""

    reader: Reader
    name: Named
    entries: tuple[Entry, ...]


class CalendarFeeds(Protocol):
    """Whose feed has which address: known by a keyed fingerprint of its token alone, so that nobody who reads
    the database can read a feed."""

    def made_at(self, member: str) -> datetime | None:
        """When theirs was made (aware UTC), if they have one."""

    def keep(self, member: str, token: str, now: datetime) -> None:
        """In place of any earlier one, which nobody is found by any more. Nobody forgets the member before
        this unit has ended."""

    def owner(self, token: str) -> str | None: ...

    def revoke(self, member: str) -> bool:
        """False when there was none (any more)."""

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: the one's is the other's, who has none, or is gone."""
