"""A zone as a calendar is told of it (RFC 5545, 3.6.5): its offsets in the years that are needed, by the zone
data that we go by.

As yearly rules where they hold in these years, since some calendars take no other; change by change where the
rules have just changed. The icalendar library would write the clocks' going forward an hour late.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from adapters.ical_lines import joined

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PER_YEAR = 2  # changes, where clocks go forward and back


@dataclass(frozen=True, slots=True)
class Change:
    """Clocks are put from one offset to another when they show `wall`."""

    wall: datetime
    before: timedelta
    after: timedelta


def zone_lines(zone: str, first: int, last: int) -> bytes:
    """The VTIMEZONE, good from the beginning of `first` to the end of `last`."""
    return _zone_lines(ZoneInfo(zone), first, last)


@lru_cache(512)
def _zone_lines(rules: ZoneInfo, first: int, last: int) -> bytes:
    """Of these very rules: others under the same name are not the same. So they stay in memory, too."""
    changes = list(_changes(rules, first - 1, last))
    return joined(
        [
            b"BEGIN:VTIMEZONE",
            f"TZID:{rules.key}".encode(),
            *(_yearly(changes, range(first - 1, last + 1)) or _each(rules, changes, first)),
            b"END:VTIMEZONE",
        ]
    )


def _changes(rules: ZoneInfo, first: int, last: int) -> Iterator[Change]:
    """In the order in which they come."""
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    days = [moment + _DAY * number for number in range((end - moment).days + 1)]
    for one, other in pairwise(days):
        if _offset(rules, one) != _offset(rules, other):
            yield _change(rules, one, other)


def _change(rules: ZoneInfo, early: datetime, late: datetime) -> Change:
    """The one between two moments."""
    before = _offset(rules, early)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if _offset(rules, middle) == before:
            early = middle
        else:
            late = middle
    moment = late.replace(microsecond=0)
    return Change((moment + before).replace(tzinfo=None), before, _offset(rules, moment))


def _offset(rules: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(rules).utcoffset() or timedelta(0)


# ---- written


def _yearly(changes: Sequence[Change], years: range) -> list[bytes]:
    """Two rules, when they say what happens in each of the years; nothing otherwise."""
    by_year = [[change for change in changes if change.wall.year == year] for year in years]
    if any(len(found) != _PER_YEAR for found in by_year):
        return []
    rules = [_rule(same) for same in zip(*by_year, strict=True)]
    if not all(rules):
        return []
    ruled = zip(by_year[0], rules, strict=True)
    return [line for change, rule in ruled for line in _observance(change, f"RRULE:{rule}")]


def _rule(changes: Sequence[Change]) -> str:
    """On the same weekday of the same month, counted from its beginning or its end; or none."""
    if len({(each.wall.month, each.wall.weekday(), each.wall.time(), each.after) for each in changes}) > 1:
        return ""
    counts = {(each.wall.day + 6) // 7 for each in changes}
    if not (last := all(map(_is_last, changes))) and len(counts) > 1:
        return ""
    wall = changes[0].wall
    return f"FREQ=YEARLY;BYMONTH={wall.month};BYDAY={-1 if last else min(counts)}{_WEEKDAYS[wall.weekday()]}"


def _is_last(change: Change) -> bool:
    """Of its weekday in its month."""
    return change.wall.day + 7 > monthrange(change.wall.year, change.wall.month)[1]


def _each(rules: ZoneInfo, changes: Sequence[Change], first: int) -> Iterator[bytes]:
    """How it is when the first year begins, and each change from there on. Some calendars heed only what is
    in a list, though the first of it is said already."""
    begin = datetime(first, 1, 1, tzinfo=rules)
    offset = begin.utcoffset() or timedelta(0)
    here = [change for change in changes if change.wall.year >= first]
    for change in (Change(begin.replace(tzinfo=None), offset, offset), *here):
        yield from _observance(change, f"RDATE:{_local(change.wall)}")


def _observance(change: Change, when: str) -> Iterator[bytes]:
    kind = b"DAYLIGHT" if change.after > change.before else b"STANDARD"
    yield b"BEGIN:" + kind
    yield f"DTSTART:{_local(change.wall)}".encode()
    yield when.encode()
    yield f"TZOFFSETFROM:{_written(change.before)}".encode()
    yield f"TZOFFSETTO:{_written(change.after)}".encode()
    yield b"END:" + kind


def _local(wall: datetime) -> str:
    return f"{wall:%Y%m%dT%H%M%S}"


def _written(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")
