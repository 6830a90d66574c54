"""The promise as pure arithmetic: its steps, which of them is reached, which is next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.joining import promise
from bot.joining.promise import Step
from tests.world import NOON

DAY = timedelta(days=1)
INSTANT = timedelta.resolution
WEEK = 7 * DAY

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with it
lengths = st.timedeltas(timedelta(hours=1), timedelta(days=60))


def days(within: timedelta) -> list[tuple[float, Step]]:
    """How long after the promise was made each step is."""
    return [((moment - NOON) / DAY, step) for moment, step in promise.moments(NOON + within, within)]


def test_within_a_week_the_steps_are_on_the_days_three_five_six_and_seven() -> None:
    """A nudge, a mention of whoever took it, one of all, and the breach."""
    assert days(WEEK) == [(3, Step.NUDGE), (5, Step.ASSIGNEE), (6, Step.EVERYONE), (7, Step.BROKEN)]


@pytest.mark.parametrize("within, expected", [(14, [6, 10, 12, 14]), (3.5, [1.5, 2.5, 3, 3.5])])
def test_a_promise_of_another_length_has_them_at_the_same_shares(
    within: float, expected: list[float]
) -> None:
    """Of two weeks, or of half a week."""
    assert [day for day, _ in days(within * DAY)] == expected


@pytest.mark.parametrize(
    "day, step", [(3, Step.NUDGE), (5, Step.ASSIGNEE), (6, Step.EVERYONE), (7, Step.BROKEN)]
)
def test_a_step_is_reached_at_its_very_moment_and_not_before(day: int, step: Step) -> None:
    """And stays so until the next one."""
    at = NOON + day * DAY
    before, then, after = (
        promise.reached(NOON + WEEK, WEEK, moment) for moment in (at - INSTANT, at, at + INSTANT)
    )

    assert before is not step
    assert then is after is step


@pytest.mark.parametrize("day, following", [(0, 3), (3, 5), (5, 6), (6, 7)])
def test_the_next_step_is_the_one_behind_the_moment(day: int, following: int) -> None:
    """At the moment of a step, and just after it, that is the step after; just before it, itself."""
    at = NOON + day * DAY
    coming = NOON + following * DAY

    assert promise.upcoming(NOON + WEEK, WEEK, at) == coming
    assert promise.upcoming(NOON + WEEK, WEEK, at + INSTANT) == coming
    assert promise.upcoming(NOON + WEEK, WEEK, coming - INSTANT) == coming


def test_before_its_first_step_nothing_is_reached_and_behind_its_last_nothing_comes() -> None:
    """However far one looks."""
    assert promise.reached(NOON + WEEK, WEEK, NOON) is None
    assert promise.reached(NOON + WEEK, WEEK, NOON - 100 * WEEK) is None
    assert promise.upcoming(NOON + WEEK, WEEK, NOON + WEEK) is None
    assert promise.reached(NOON + WEEK, WEEK, NOON + 100 * WEEK) is Step.BROKEN


@given(moments, lengths, moments)
def test_the_next_step_is_always_to_come_and_none_is_skipped(
    made: datetime, within: timedelta, now: datetime
) -> None:
    """However long the promise is, and whenever one looks."""
    following = promise.upcoming(made + within, within, now)
    between = [
        moment for moment, _ in promise.moments(made + within, within) if now < moment < (following or moment)
    ]

    assert following is None or following > now
    assert between == []


@given(moments, lengths)
def test_whoever_sleeps_until_the_next_step_meets_each_of_them_once(
    made: datetime, within: timedelta
) -> None:
    """In their order."""
    met, now = [], made
    while following := promise.upcoming(made + within, within, now):
        met.append(promise.reached(made + within, within, following))
        now = following

    assert met == list(Step)


def test_a_question_is_repeated_half_way_to_its_end() -> None:
    """Of two weeks of silence."""
    assert promise.asked_again(NOON, 2 * WEEK) == NOON + WEEK
    assert promise.closed(NOON, 2 * WEEK) == NOON + 2 * WEEK
