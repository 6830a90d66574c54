"""Zones as calendars are told of them: every one agrees with the pinned zone data, hour by hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from adapters.ical_zones import zone_lines
from adapters.zones import use_pinned_zones
from bot.members.zones import ZONES
from tests.invitations import WALL, asked, calendar_of, inviting
from tests.rendering.calendars import read

# Southern summers, half hours, winters that are the exception, clocks put back for Ramadan, none at all.
OTHERS = (
    "Europe/Paris", "Europe/Dublin", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu",
    "Africa/Casablanca", "Pacific/Kiritimati", "Etc/UTC",
)  # fmt: skip
YEARS = range(2025, 2029)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _pinned_zones() -> None:
    use_pinned_zones()


def moments(zone: str, year: int) -> Iterator[datetime]:
    """One a day of the year, and each half hour of those in which clocks are put."""
    begin = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    while begin < end:
        yield begin
        around = {(begin + HOUR * hours).astimezone(ZoneInfo(zone)).utcoffset() for hours in (-24, 24)}
        begin += HOUR / 2 if len(around) > 1 else HOUR * 24


@pytest.mark.parametrize("zone", [*ZONES, *OTHERS])
def test_a_zone_is_told_as_it_is(zone: str) -> None:
    """In each year, also where a province has just changed its rules."""
    for year in YEARS:
        onsets = told(zone, year)
        for moment in moments(zone, year):
            assert _offset(onsets, moment) == moment.astimezone(ZoneInfo(zone)).utcoffset(), moment


def told(zone: str, year: int) -> list[tuple[datetime, timedelta]]:
    """When each offset begins, in UTC, by the standard's own words: from the onset as clocks show it before,
    again and again by the rule."""
    text = b"BEGIN:VCALENDAR\r\n" + zone_lines(zone, year, year) + b"END:VCALENDAR\r\n"
    zones: list[Any] = Calendar.from_ical(text).walk("VTIMEZONE")
    return sorted(
        (onset.replace(tzinfo=UTC) - each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td)
        for found in zones
        for each in found.subcomponents
        for onset in _onsets(each["DTSTART"].dt, each.get("RRULE"), datetime(year + 1, 1, 2))  # noqa: DTZ001
    )


def _onsets(first: datetime, rule: Any, end: datetime) -> list[datetime]:  # noqa: ANN401 - vRecur, or None
    return rrulestr(rule.to_ical().decode(), dtstart=first).between(first, end, inc=True) if rule else [first]


def _offset(onsets: list[tuple[datetime, timedelta]], moment: datetime) -> timedelta:
    return [offset for onset, offset in onsets if onset <= moment][-1]


def test_rules_are_yearly_where_they_can_be() -> None:
    """Some calendars know nothing else; where a rule has just changed, each change stands for itself."""
    assert zone_lines("America/Toronto", 2026, 2026).count(b"RRULE") == 2
    assert zone_lines("America/Vancouver", 2025, 2025).count(b"RRULE") == 2
    assert zone_lines("America/Vancouver", 2026, 2026).count(b"RRULE") == 0
    assert zone_lines("America/Vancouver", 2027, 2027).count(b"BEGIN:STANDARD") == 1


@pytest.mark.parametrize(
    "wall,zone,start",
    [
        (WALL, "America/Vancouver", datetime(2026, 11, 25, 20, tzinfo=UTC)),
        (WALL, "America/Winnipeg", datetime(2026, 11, 25, 18, tzinfo=UTC)),
        (WALL, "America/St_Johns", datetime(2026, 11, 25, 16, 30, tzinfo=UTC)),
        (datetime(2026, 3, 8, 3, 30), "America/Toronto", datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2026, 3, 8, 13, 0), "America/Toronto", datetime(2026, 3, 8, 17, 0, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2026, 11, 1, 13, 0), "America/Toronto", datetime(2026, 11, 1, 18, 0, tzinfo=UTC)),  # noqa: DTZ001
        (datetime(2027, 1, 1, 0, 0), "America/Toronto", datetime(2027, 1, 1, 5, 0, tzinfo=UTC)),  # noqa: DTZ001
    ],
)
def test_a_meeting_is_at_its_wall_time(wall: datetime, zone: str, start: datetime) -> None:
    """All calendars agree, on the weekends of the switches and in the provinces that gave them up."""
    (event,) = read(_by_its_own_zone(wall, zone))

    assert event.start == start


@pytest.mark.parametrize(
    "wall,start",
    [
        (datetime(2026, 3, 8, 2, 30), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # noqa: DTZ001 - no such time
        (datetime(2026, 11, 1, 1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # noqa: DTZ001 - twice
    ],
)
def test_where_clocks_are_put_there_is_a_rule(wall: datetime, start: datetime) -> None:
    """A time that does not exist comes later by the gap; of one that exists twice it is the first."""
    (event,) = read(_by_its_own_zone(wall, "America/Toronto"))

    assert event.start == start


def test_an_end_that_exists_twice_is_the_right_one() -> None:
    """An hour and a half from half past midnight, on the night in which clocks are put back."""
    (event,) = read(_by_its_own_zone(datetime(2026, 11, 1, 0, 30), "America/Toronto", minutes=90))  # noqa: DTZ001

    assert event.end - event.start == timedelta(minutes=90)


def _by_its_own_zone(wall: datetime, zone: str, minutes: int = 60) -> bytes:
    """Under a name that no library knows, so that it has to go by what the calendar says of it."""
    body = calendar_of(inviting(asked(start=wall, zone=zone, minutes=minutes)))
    return body.replace(b"TZID:" + zone.encode(), own := _own(wall, zone)).replace(
        b"TZID=" + zone.encode(), own.replace(b":", b"=")
    )


def _own(wall: datetime, zone: str) -> bytes:
    return f"TZID:Peers/{zone.replace('/', '-')}-{wall:%Y%m%d%H%M}".encode()
