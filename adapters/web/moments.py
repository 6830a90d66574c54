"""Meetings as pages show them: in words by the organiser's clock, and by those of the country."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from time import monotonic
from zoneinfo import ZoneInfo

from adapters.dates import city, day, hour, when
from bot.chat import Reader
from bot.meetings.announced import Announced
from bot.members.zones import ZONES

KEPT_SECONDS = 15.0

Ask = Callable[[], Awaitable[Sequence[Announced]]]


@dataclass(frozen=True, slots=True)
class Clock:
    """What clocks show in these zones, each with its city; `day` where it is another one than the
    organiser's."""

    time: str
    day: str
    places: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Kept:
    """What everybody reads is asked for once in a while, not for each of them."""

    ask: Ask
    _found: Sequence[Announced] = ()
    _until: float = 0.0
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self) -> Sequence[Announced]:
        async with self._asking:
            if monotonic() >= self._until:
                self._found = await self.ask()
                self._until = monotonic() + KEPT_SECONDS
        return self._found


def stamp(meeting: Announced) -> str:
    """For machines."""
    return f"{meeting.starts.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def theirs(meeting: Announced, language: str) -> str:
    """By the organiser's clock."""
    return when(meeting.starts, Reader(language, meeting.zone))


def clocks(meeting: Announced, language: str) -> list[Clock]:
    """From west to east."""
    shown: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for zone in ZONES:
        shown.setdefault(_shown(meeting, Reader(language, zone)), []).append((zone, city(zone, language)))
    return [Clock(time, other_day, tuple(places)) for (time, other_day), places in shown.items()]


def _shown(meeting: Announced, reader: Reader) -> tuple[str, str]:
    days = {meeting.starts.astimezone(ZoneInfo(zone)).date() for zone in (reader.zone, meeting.zone)}
    return hour(meeting.starts, reader), day(meeting.starts, reader) if len(days) > 1 else ""
