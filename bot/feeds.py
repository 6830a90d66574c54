"""A member's own calendar of the network's meetings, under an address that only they know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
