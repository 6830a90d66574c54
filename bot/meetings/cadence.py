"""Three or four meetings a year: what is worth a second look before one is planned; pure.

Nothing of it forbids anything: whoever plans sees it and decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum

MOST_A_YEAR = 4
LONGEST_GAP = 4  # months
SATURDAY = 5


class Remark(StrEnum):
    """What is pointed out."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    GAP = "gap"
    OFTEN = "often"


def remarks(day: date, others: Collection[date], today: date, holidays: Collection[date]) -> Sequence[Remark]:
    """On a meeting on that day, beside the `others` that count."""
    return tuple(_remarks(day, others, today, holidays))


def _remarks(
    day: date, others: Collection[date], today: date, holidays: Collection[date]
) -> Iterator[Remark]:
    if day.weekday() >= SATURDAY:
        yield Remark.WEEKEND
    if day in holidays:
        yield Remark.HOLIDAY
    before = max((other for other in others if other <= day), default=today)
    after = min((other for other in others if other > day), default=day)
    if day > later(before, LONGEST_GAP) or after > later(day, LONGEST_GAP):
        yield Remark.GAP
    if sum(other.year == day.year for other in others) >= MOST_A_YEAR:
        yield Remark.OFTEN


def later(day: date, months: int) -> date:
    """The same day of a later month, or its last one."""
    year, month = divmod(day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(day.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError(day)
