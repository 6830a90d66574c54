"""How long ago, as people say it."""

from datetime import timedelta

import pytest

from bot.chat import Text
from bot.durations import spoken

SPANS = [
    (timedelta(milliseconds=3), "seconds", 1),
    (timedelta(seconds=-5), "seconds", 1),
    (timedelta(seconds=59), "seconds", 59),
    (timedelta(seconds=60), "minutes", 1),
    (timedelta(hours=23, minutes=59), "hours", 23),
    (timedelta(days=6, hours=23), "days", 6),
]


@pytest.mark.parametrize("span, unit, n", SPANS)
def test_a_span_is_told_in_the_largest_unit_of_which_there_is_one(span: timedelta, unit: str, n: int) -> None:
    """And nothing is ever zero seconds ago."""
    assert spoken(span) == Text(f"time.{unit}", {"n": n})
