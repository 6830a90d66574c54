"""Working mornings at nine, network time: which was the last, which is the next; in every zone, all year."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.joining.digest import last_morning, next_morning
from bot.members.zones import ZONES

DAY = timedelta(days=1)
INSTANT = timedelta.resolution
TORONTO, ST_JOHNS = "America/Toronto", "America/St_Johns"

zones = st.sampled_from(ZONES)
ever = st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with it


def at(day: int, hour: int, minute: int = 0, month: int = 11, zone: str = TORONTO) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def is_morning(moment: datetime, zone: str) -> bool:
    local = moment.astimezone(ZoneInfo(zone))
    return local.time() == time(9) and local.isoweekday() <= 5


@given(ever, zones)
def test_the_last_morning_has_come_and_the_next_has_not(now: datetime, zone: str) -> None:
    """Both are nine o'clock on a working day, on the clocks of that zone."""
    last, following = last_morning(now, zone), next_morning(now, zone)

    assert last <= now < following
    assert is_morning(last, zone)
    assert is_morning(following, zone)


@given(ever, zones)
def test_between_the_last_and_the_next_there_is_none(now: datetime, zone: str) -> None:
    """None is ever skipped, over weekends and switches of the clock."""
    last, following = last_morning(now, zone), next_morning(now, zone)
    days = (last.astimezone(ZoneInfo(zone)).date() + n * DAY for n in range(1, 7))
    mornings = (datetime.combine(day, time(9), ZoneInfo(zone)) for day in days if day.isoweekday() <= 5)

    assert next(iter(mornings)) == following
    assert last_morning(following - INSTANT, zone) == last
    assert next_morning(last, zone) == following


@given(ever, zones)
def test_a_morning_comes_at_its_very_moment(now: datetime, zone: str) -> None:
    """Until then it is the next, from then on the last."""
    moment = next_morning(now, zone)

    assert last_morning(moment, zone) == moment
    assert next_morning(moment - INSTANT, zone) == moment
    assert last_morning(moment - INSTANT, zone) < moment < next_morning(moment, zone)


@pytest.mark.parametrize(
    "now, last, following",
    [
        (at(25, 8, 59), at(24, 9), at(25, 9)),
        (at(25, 9), at(25, 9), at(26, 9)),
        (at(27, 12), at(27, 9), at(30, 9)),
        (at(28, 9), at(27, 9), at(30, 9)),
        (at(30, 0, 30), at(27, 9), at(30, 9)),
    ],
)
def test_over_the_weekend_it_is_friday_s_and_then_monday_s(
    now: datetime, last: datetime, following: datetime
) -> None:
    """November 25, 2026 is a Wednesday."""
    assert (last_morning(now, TORONTO), next_morning(now, TORONTO)) == (last, following)


@pytest.mark.parametrize(
    "zone, before, after",
    [
        (TORONTO, datetime(2026, 10, 30, 13, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)),
        (TORONTO, datetime(2027, 3, 12, 14, tzinfo=UTC), datetime(2027, 3, 15, 13, tzinfo=UTC)),
        (ST_JOHNS, datetime(2026, 10, 30, 11, 30, tzinfo=UTC), datetime(2026, 11, 2, 12, 30, tzinfo=UTC)),
        (ST_JOHNS, datetime(2027, 3, 12, 12, 30, tzinfo=UTC), datetime(2027, 3, 15, 11, 30, tzinfo=UTC)),
    ],
)
def test_nine_stays_nine_when_the_clocks_are_changed(zone: str, before: datetime, after: datetime) -> None:
    """The Friday before and the Monday after, in autumn and in spring."""
    assert last_morning(after - INSTANT, zone) == before
    assert next_morning(before, zone) == after
