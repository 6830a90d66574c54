"""The breaks of a workshop. They are kept by how long after its beginning they come, and so move with it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from bot.answers import Unusable
from bot.chat import Text, Value
from bot.meetings.typed import read_time

USUAL, SHORTEST, LONGEST = 15, 5, 60  # minutes
MOST = 4
DAY = 24 * 60
_HOURS_APART = re.compile("[-\u2013\u2014]")


class Break(NamedTuple):
    """`after` so many minutes, for so many."""

    after: int
    minutes: int

    @property
    def end(self) -> int:
        return self.after + self.minutes


def read(typed: str, wall: datetime, minutes: int) -> tuple[Break, ...]:
    """`14:00, 15:30-15:45` of what begins at `wall` and lasts so long; raises `Unusable`."""
    pieces = [piece for piece in re.split("[,;]", typed) if piece.strip()]
    found = tuple(sorted(_read(piece, wall) for piece in pieces))
    if len(found) > MOST or not fit(found, minutes):
        raise Unusable(Text("meetings.breaks.wrong", {"shortest": SHORTEST, "longest": LONGEST, "n": MOST}))
    return found


def _read(piece: str, wall: datetime) -> Break:
    first, *rest = _HOURS_APART.split(piece, maxsplit=1)
    after = _minutes(first, wall)
    return Break(after, (_minutes(rest[0], wall) - after) % DAY if rest else USUAL)


def _minutes(typed: str, wall: datetime) -> int:
    """From the beginning, by the clocks that it goes by."""
    at = datetime.combine(wall.date(), read_time(typed))
    return (at - wall) // timedelta(minutes=1) % DAY


def fit(breaks: Iterable[Break], minutes: int) -> bool:
    """Whether each lies within what lasts so long, and none within another."""
    bounds = (Break(0, 0), *breaks, Break(minutes, 0))
    lengths = all(SHORTEST <= each.minutes <= LONGEST for each in bounds[1:-1])
    return lengths and all(one.end < other.after for one, other in pairwise(bounds))


def written(breaks: Iterable[Break], wall: datetime) -> str:
    """As they are typed."""
    return ", ".join(f"{_at(wall, each.after)}-{_at(wall, each.end)}" for each in breaks)


def _at(wall: datetime, minutes: int) -> str:
    return f"{wall + timedelta(minutes=minutes):%H:%M}"


def lines(breaks: Iterable[Break]) -> tuple[Value, ...]:
    """For whoever reads it in whichever zone."""
    return tuple(Text("meetings.breaks.line", {"after": each.after, "n": each.minutes}) for each in breaks)
