"""Meetings as pages show them: in words by the organiser's clock, and by those of the country."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from time import monotonic
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from adapters.dates import city, day, hour, when
from bot.chat import Reader
from bot.meetings.announced import Announced
from bot.members.zones import ZONES

KEPT_SECONDS = 15.0
KEPT = 200  # moments in words: a year of them in both languages, and more

T = TypeVar("T")
Ask = Callable[[], Awaitable[Sequence[T]]]


@dataclass(frozen=True, slots=True)
class Clock:
    """What clocks show in these zones, each with its city; `day` where it is another one than the
    organiser's."""

    time: str
    day: str
    places: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Kept(Generic[T]):
    """What everybody reads is asked for once in a while, not for each of them."""

    ask: Ask[T]
    seconds: float = KEPT_SECONDS
    _found: Sequence[T] = ()
    _until: float = 0.0
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self) -> Sequence[T]:
        async with self._asking:
            if monotonic() >= self._until:
                self._found = await self.ask()
                self._until = monotonic() + self.seconds
        return self._found


def stamp(meeting: Announced) -> str:
    """For machines."""
    return f"{meeting.starts.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def theirs(meeting: Announced, language: str) -> str:
    """By the organiser's clock."""
    return _theirs(meeting.starts, meeting.zone, language)


def clocks(meeting: Announced, language: str) -> Sequence[Clock]:
    """From west to east."""
    return _clocks(meeting.starts, meeting.zone, language)


@lru_cache(KEPT)
def _theirs(starts: datetime, zone: str, language: str) -> str:
    """Wording a moment takes Babel longer than all the rest of a page."""
    return when(starts, Reader(language, zone))


@lru_cache(KEPT)
def _clocks(starts: datetime, theirs: str, language: str) -> Sequence[Clock]:
    shown: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for zone in ZONES:
        said = _shown(starts, theirs, Reader(language, zone))
        shown.setdefault(said, []).append((zone, city(zone, language)))
    return [Clock(time, other_day, tuple(places)) for (time, other_day), places in shown.items()]


def _shown(starts: datetime, theirs: str, reader: Reader) -> tuple[str, str]:
    days = {starts.astimezone(ZoneInfo(zone)).date() for zone in (reader.zone, theirs)}
    return hour(starts, reader), day(starts, reader) if len(days) > 1 else ""
