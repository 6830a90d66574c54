"""How long an errand waits between two attempts."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.outbox import FIRST_PAUSE, LONGEST_ASKED, LONGEST_PAUSE, Outcome, Result, pause
from tests.core.cast import ANA
from tests.core.house import House

CHANCE = st.floats(0, 1, exclude_max=True)


def test_the_pause_doubles_up_to_an_hour() -> None:
    """With chance in the middle."""
    pauses = [pause(attempt, 0.5) for attempt in range(1, 9)]

    assert pauses[0] == FIRST_PAUSE
    assert all(longer == min(shorter * 2, LONGEST_PAUSE) for shorter, longer in pairwise(pauses))


@given(st.integers(1, 10_000), CHANCE)
def test_the_pause_is_spread_by_a_quarter_to_either_side(attempt: int, jitter: float) -> None:
    """So that what failed together does not come back together; however often it failed."""
    middle = pause(attempt, 0.5)

    assert middle * 0.75 <= pause(attempt, jitter) <= middle * 1.25
    assert middle <= LONGEST_PAUSE


def test_nobody_makes_an_errand_wait_for_a_week(house: House) -> None:
    """A pause that another side asks for is taken, within bounds."""
    house.asks(ANA)
    (errand,) = house.app.claim(16)
    house.app.settle(errand, Outcome(Result.LATER, code="down", retry_after=timedelta(days=7)))

    assert house.app.next_due() == house.clock.now() + LONGEST_ASKED
