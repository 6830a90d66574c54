"""Three or four meetings a year: what is pointed out before one is planned."""

from datetime import date

import pytest

from bot.meetings.cadence import Remark, later, remarks

TODAY = date(2026, 11, 25)
YEAR = [date(2026, 2, 25), date(2026, 4, 29), date(2026, 6, 24), date(2026, 11, 25)]


def on(day: date, others: list[date], holidays: frozenset[date] = frozenset()) -> list[Remark]:
    return list(remarks(day, others, TODAY, holidays))


def test_a_working_day_in_time_is_left_alone() -> None:
    """Nothing is said where there is nothing to say."""
    assert on(date(2027, 2, 24), YEAR) == []


@pytest.mark.parametrize("day", [date(2027, 2, 20), date(2027, 2, 21)])
def test_a_weekend_is_pointed_out(day: date) -> None:
    """Saturday and Sunday."""
    assert on(day, YEAR) == [Remark.WEEKEND]


def test_a_holiday_of_the_settings_is_pointed_out() -> None:
    """On a weekend, both are."""
    family_day, sunday = date(2027, 2, 15), date(2027, 2, 21)

    assert on(family_day, YEAR, frozenset({family_day})) == [Remark.HOLIDAY]
    assert on(sunday, YEAR, frozenset({sunday})) == [Remark.WEEKEND, Remark.HOLIDAY]


def test_more_than_four_months_after_the_one_before_is_a_gap() -> None:
    """To the day; after the network's first day where there was none before."""
    assert on(date(2027, 3, 25), YEAR) == on(date(2027, 3, 25), []) == []
    assert on(date(2027, 3, 26), YEAR) == on(date(2027, 3, 26), []) == [Remark.GAP]


def test_more_than_four_months_before_the_next_is_a_gap_too() -> None:
    """Whichever of them was planned first."""
    assert on(date(2027, 1, 20), [*YEAR, date(2027, 5, 20)]) == []
    assert on(date(2027, 1, 20), [*YEAR, date(2027, 5, 21)]) == [Remark.GAP]


def test_a_fifth_meeting_in_a_year_is_pointed_out() -> None:
    """The fourth is not."""
    assert on(date(2026, 12, 16), YEAR[1:]) == []
    assert on(date(2026, 12, 16), YEAR) == [Remark.OFTEN]


@pytest.mark.parametrize(
    "day, months, expected",
    [
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 8, 31), 4, date(2026, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_it(day: date, months: int, expected: date) -> None:
    """As people count months."""
    assert later(day, months) == expected
