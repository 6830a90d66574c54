"""Wall time is the contract: which instant it is, and what every city's clocks show then."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.meetings.walltime import Flaw, flaw, instant, local
from bot.members.zones import ZONES

TORONTO = "America/Toronto"
CITIES = {
    "Vancouver": "America/Vancouver",
    "Whitehorse": "America/Whitehorse",
    "Edmonton": "America/Edmonton",
    "Regina": "America/Regina",
    "Winnipeg": "America/Winnipeg",
    "Toronto": TORONTO,
    "Halifax": "America/Halifax",
    "St. John's": "America/St_Johns",
}
# What clocks show when it is one o'clock in Toronto.
VECTORS = {
    (2025, 4, 30): "17:00 10:00 10:00 11:00 11:00 12:00 13:00 14:00 14:30",
    (2025, 11, 26): "18:00 10:00 11:00 11:00 12:00 12:00 13:00 14:00 14:30",
    (2026, 11, 25): "18:00 11:00 11:00 12:00 12:00 13:00 13:00 14:00 14:30",
}
SPRING, AUTUMN = datetime(2027, 3, 14, 2, 30), datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001 - wall times

walls = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - wall times
zones = st.sampled_from((*ZONES, "Europe/Paris", "Australia/Lord_Howe", "UTC"))


@pytest.mark.parametrize("day, expected", VECTORS.items())
def test_one_oclock_in_toronto_is_what_it_is_in_eight_cities(
    day: tuple[int, int, int], expected: str
) -> None:
    """In UTC first: three provinces stopped changing their clocks between these days."""
    moment = instant(datetime(*day, 13, 0), TORONTO)  # noqa: DTZ001 - a wall time
    shown = [f"{local(moment, zone):%H:%M}" for zone in CITIES.values()]

    assert [f"{moment:%H:%M}", *shown] == expected.split()


@pytest.mark.parametrize(
    "day, utc",
    [
        ((2026, 10, 31), 17),
        ((2026, 11, 1), 18),
        ((2026, 11, 2), 18),
        ((2027, 3, 13), 18),
        ((2027, 3, 14), 17),
        ((2027, 3, 15), 17),
    ],
)
def test_on_the_weekends_on_which_clocks_change_it_is_one_oclock_all_the_same(
    day: tuple[int, int, int], utc: int
) -> None:
    """Only the instant is another."""
    moment = instant(datetime(*day, 13, 0), TORONTO)  # noqa: DTZ001 - a wall time

    assert (moment.tzinfo, moment.hour, local(moment, TORONTO).hour) == (UTC, utc, 13)


def test_a_time_over_which_clocks_are_put_forward_is_later_by_as_much() -> None:
    """Half past two in that night is half past three."""
    assert flaw(SPRING, TORONTO) is Flaw.GAP
    assert local(instant(SPRING, TORONTO), TORONTO) == SPRING + timedelta(hours=1)


def test_of_a_time_that_exists_twice_it_is_the_first() -> None:
    """The second is an hour later."""
    assert flaw(AUTUMN, TORONTO) is Flaw.FOLD
    assert instant(AUTUMN, TORONTO) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert local(instant(AUTUMN, TORONTO) + timedelta(hours=1), TORONTO) == AUTUMN


@pytest.mark.parametrize("wall", [SPRING, AUTUMN])
def test_where_clocks_stay_every_time_exists_once(wall: datetime) -> None:
    """Regina never changes them."""
    assert flaw(wall, "America/Regina") is None


@given(walls, zones)
def test_a_wall_time_comes_back_as_it_was_unless_it_does_not_exist(wall: datetime, zone: str) -> None:
    """Whatever the zone; one that does not exist comes back later."""
    back = local(instant(wall, zone), zone)

    assert back > wall if flaw(wall, zone) is Flaw.GAP else back == wall


@given(walls, zones)
def test_only_a_time_with_a_flaw_can_be_read_in_two_ways(wall: datetime, zone: str) -> None:
    """So refusing those leaves nothing to doubt."""
    near = {instant(wall, zone) + timedelta(minutes=minutes) for minutes in (-60, -30, 30, 60)}
    same = {moment for moment in near if local(moment, zone) == wall}

    assert bool(same) == (flaw(wall, zone) is Flaw.FOLD)
