"""Dates and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Unusable
from bot.meetings.typed import read_day, read_time

DAY = date(2026, 12, 16)  # a Wednesday


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-16",
        "2026/12/16",
        "December 16, 2026",
        "december 16th 2026",
        "Dec. 16, 2026",
        "16 December 2026",
        "Wednesday, December 16, 2026",
        "wed 16 dec 2026",
        "16 décembre 2026",
        "le mercredi 16 décembre 2026",
        "MERCREDI 16 DÉC. 2026",
    ],
)
def test_a_day_is_read_as_people_of_both_languages_write_it(typed: str) -> None:
    """With or without the day of the week."""
    assert read_day(typed) == DAY


def test_the_first_of_a_month_is_read_in_french() -> None:
    """1er février."""
    assert read_day("le 1er février 2027") == date(2027, 2, 1)


@pytest.mark.parametrize(
    "typed, problem",
    [
        ("", "unreadable"),
        ("16/12/2026", "unreadable"),
        ("12-11-2026", "unreadable"),
        ("December 16", "unreadable"),
        ("16 Dezember 2026", "unreadable"),
        ("next Wednesday", "unreadable"),
        ("16 12 26", "unreadable"),
        ("2026-12-16T13:00", "unreadable"),
        ("2027-02-29", "none"),
        ("31 avril 2027", "none"),
        ("0000-01-01", "none"),
        ("2026-13-01", "none"),
        ("Thursday, December 16, 2026", "weekday"),
        ("jeudi 16 décembre 2026", "weekday"),
    ],
)
def test_a_day_that_could_be_another_is_refused(typed: str, problem: str) -> None:
    """Figures whose order nobody knows, days that there are not, another day of the week."""
    with pytest.raises(Unusable, match=f"meetings.day.{problem}"):
        read_day(typed)


@pytest.mark.parametrize(
    "typed, expected",
    [
        ("13:00", time(13)),
        ("13 h", time(13)),
        ("13h", time(13)),
        ("13 h 30", time(13, 30)),
        ("13\u00a0h\u00a030", time(13, 30)),
        ("9h05", time(9, 5)),
        ("1 h", time(1)),
        ("1 pm", time(13)),
        ("1 p.m.", time(13)),
        ("1:30 P.M.", time(13, 30)),
        ("9:30 am", time(9, 30)),
        ("12 pm", time(12)),
        ("12:15 a.m.", time(0, 15)),
        ("08:00", time(8)),
        ("00:30", time(0, 30)),
        ("noon", time(12)),
        ("Midi", time(12)),
    ],
)
def test_a_time_is_read_as_people_of_both_languages_write_it(typed: str, expected: time) -> None:
    """On a clock of twelve or of twenty-four hours."""
    assert read_time(typed) == expected


@pytest.mark.parametrize(
    "typed, problem",
    [
        ("", "unreadable"),
        ("13", "unreadable"),
        ("13 pm", "unreadable"),
        ("0 am", "unreadable"),
        ("24:00", "unreadable"),
        ("13:60", "unreadable"),
        ("13:5", "unreadable"),
        ("one o'clock", "unreadable"),
        ("13:00 EST", "unreadable"),
        ("1:00", "which"),
        ("6:30", "which"),
    ],
)
def test_a_time_that_could_be_another_is_refused(typed: str, problem: str) -> None:
    """One o'clock is at night or after noon."""
    with pytest.raises(Unusable, match=f"meetings.time.{problem}"):
        read_time(typed)


def refused(typed: str) -> list[str]:
    """The sentences of those who refuse it."""
    found = []
    for read in (read_day, read_time):
        try:
            read(typed)
        except Unusable as unusable:
            found.append(unusable.problem.id)
    return found


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    """Nothing else comes of it."""
    assert {problem.partition(".")[0] for problem in refused(typed)} <= {"meetings"}
