"""The morning's digest is said once, in time or not at all: through outages, nights and clocks that jump."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.deliveries import Post
from tests.core.cast import ANA
from tests.core.house import DOWN, NETWORK, House
from tests.core.mornings import FRIDAY, MONDAY, THURSDAY, digests, lives_until, wednesday
from tests.stores import sqlite_url


@pytest.fixture
def house(house: House) -> House:
    return wednesday(house)


def test_when_there_is_nothing_to_say_nothing_is_said(house: House) -> None:
    """Nor later in the day, of what has come since."""
    lives_until(house, THURSDAY)
    house.waits(ANA)
    house.lives_on(hours=1)
    today = digests(house)
    lives_until(house, FRIDAY)

    assert today == []
    assert len(digests(house)) == 1


def test_after_friday_s_comes_monday_s(house: House) -> None:
    """Through a whole week, to the hour."""
    house.waits(ANA)
    mornings = []
    for _ in range(7 * 24):
        before = len(digests(house))
        house.lives_on(hours=1)
        mornings += [house.clock.now()] * (len(digests(house)) - before)
    tuesday, wednesday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)

    assert mornings == [THURSDAY, FRIDAY, MONDAY, tuesday, wednesday]


def test_who_was_down_at_nine_says_it_at_ten(house: House) -> None:
    """It is still morning."""
    house.waits(ANA)
    lives_until(house, THURSDAY + timedelta(hours=1))

    assert len(digests(house)) == 1


@pytest.mark.parametrize("hour", [8, 12, 20])
def test_who_was_down_all_day_says_nothing_at_night(house: House, hour: int) -> None:
    """And the next morning one thing only."""
    house.waits(ANA)
    lives_until(house, THURSDAY + timedelta(hours=hour))
    at_night = digests(house)
    lives_until(house, FRIDAY)
    house.lives_on(hours=1)

    assert at_night == []
    assert len(digests(house)) == 1


def test_what_could_not_be_delivered_all_day_is_not_delivered_at_night(house: House) -> None:
    """The platform was down."""
    house.waits(ANA)
    house.fates[Post] = DOWN
    lives_until(house, THURSDAY)
    house.fates.clear()
    lives_until(house, THURSDAY + timedelta(hours=9))

    assert digests(house) == []


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=4)])
def test_a_clock_that_goes_back_says_nothing_twice(house: House, back: timedelta) -> None:
    """Nor when it has come forward again."""
    house.waits(ANA)
    lives_until(house, FRIDAY)
    house.clock.push(-back)
    house.lives_on(hours=0)
    lives_until(house, FRIDAY)
    lives_until(house, FRIDAY + timedelta(hours=1))

    assert len(digests(house)) == 1


def test_nine_is_nine_where_the_network_is(tmp_path: Path) -> None:
    """Half past eleven in Greenwich, for St. John's in winter half past twelve."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, zone="America/St_Johns"))
    wednesday(house).waits(ANA)
    lives_until(house, THURSDAY - timedelta(hours=1, minutes=31))
    early = digests(house)
    lives_until(house, THURSDAY - timedelta(hours=1, minutes=30))

    assert (early, len(digests(house))) == ([], 1)
    house.close()
