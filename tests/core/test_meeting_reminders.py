"""When people are reminded of a meeting, as pure arithmetic."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meetings.reminders import AHEAD, Step, after, moment, moment_for, upcoming, useful_until, written_at
from bot.meetings.walltime import local
from bot.members.zones import ZONES
from tests.promises.cast import DAY, MEETING
from tests.world import NOON

ALL = tuple(Step)
START = MEETING.starts  # 16 December, one o'clock in Toronto
EARLY = replace(MEETING, wall=datetime(2026, 12, 16, 9, 0))  # noqa: DTZ001 - a wall time

walls = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)).map(lambda wall: wall.replace(microsecond=0))  # noqa: DTZ001 - wall times


def test_the_moments_are_a_week_a_day_and_an_hour_before() -> None:
    """By the organiser's clocks."""
    assert [START - moment(MEETING, step) for step in Step] == [7 * DAY, DAY, timedelta(hours=1)]


@pytest.mark.parametrize("day, hours", [((2027, 3, 15), 23), ((2026, 11, 2), 25)])
def test_over_a_change_of_clocks_a_day_is_from_wall_time_to_wall_time(
    day: tuple[int, int, int], hours: int
) -> None:
    """One o'clock on the day before, whatever that is in hours."""
    wall = datetime(*day, 1, 30)  # noqa: DTZ001 - a wall time
    meeting = replace(MEETING, wall=wall)

    assert meeting.starts - moment(meeting, Step.DAY) == timedelta(hours=hours)
    assert meeting.starts - moment(meeting, Step.HOUR) == timedelta(hours=1)


@pytest.mark.parametrize(
    "zone, step, expected",
    [
        ("America/Toronto", Step.HOUR, "16 08:00"),
        ("America/St_Johns", Step.HOUR, "16 09:30"),
        ("America/Vancouver", Step.HOUR, "15 20:30"),
        ("America/Vancouver", Step.DAY, "14 20:30"),
        ("America/Winnipeg", Step.DAY, "15 09:00"),
        ("Europe/Paris", Step.DAY, "15 15:00"),
        ("Australia/Sydney", Step.DAY, "15 20:30"),
    ],
)
def test_what_would_come_in_the_night_of_the_reader_comes_in_the_evening_before(
    zone: str, step: Step, expected: str
) -> None:
    """Of a meeting at nine in Toronto."""
    assert f"{local(moment_for(EARLY, step, zone), zone):%d %H:%M}" == expected


@given(
    walls,
    st.sampled_from((*ZONES, "Europe/Paris", "Australia/Sydney", "Pacific/Honolulu")),
    st.sampled_from(Step),
)
def test_nobody_is_woken_and_nobody_is_told_late(wall: datetime, zone: str, step: Step) -> None:
    """And all of them are written before the first is due."""
    meeting = replace(MEETING, wall=wall)
    at = moment_for(meeting, step, zone)

    assert time(8) <= local(at, zone).time() < time(21)
    assert written_at(meeting, step) < at <= moment(meeting, step)
    assert moment(meeting, step) - written_at(meeting, step) == AHEAD


def test_the_first_whose_moment_is_to_come_is_upcoming() -> None:
    """A meeting that is planned a day before brings no reminder of the week."""
    moments = (NOON, START - 7 * DAY, START - DAY, START - timedelta(hours=1), START)

    assert [upcoming(MEETING, now, ALL) for now in moments] == [*Step, None, None]
    assert upcoming(MEETING, NOON, ("hour",)) is Step.HOUR
    assert upcoming(MEETING, NOON, ()) is None


def test_a_reminder_is_of_use_until_the_next_one() -> None:
    """The last one until it begins; of those that the network has."""
    assert [useful_until(MEETING, step, ALL) for step in Step] == [
        START - DAY,
        START - timedelta(hours=1),
        START,
    ]
    assert useful_until(MEETING, Step.WEEK, ("week",)) == START
    assert [after(step, ("hour", "week")) for step in Step] == [Step.HOUR, Step.HOUR, None]
    assert START.tzinfo is UTC
