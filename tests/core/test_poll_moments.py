"""A ballot is of the moment at which somebody pressed, as their platform tells it."""

from datetime import datetime, timedelta

import pytest

from bot.chat import Press, Submission
from bot.polls.model import Poll
from bot.polls.moments import LATEST
from tests.core.cast import ANA
from tests.core.house import House
from tests.core.voting import choice, opened, own, votes

SECOND = timedelta(seconds=1)


@pytest.fixture
def which(house: House) -> Poll:
    house.joins(ANA)
    found = opened(house)
    house.lives_on(hours=1)
    return found


def presses(house: House, which: Poll, number: int, at: datetime | None) -> None:
    house.app.handle(Press("polls.vote", which.id, number, ANA.person, at))


def test_an_older_press_that_comes_late_never_wins(house: House, which: Poll) -> None:
    """However it was held up: handed to another process, or sent again."""
    pressed = house.clock.now()
    house.lives_on(seconds=4)
    presses(house, which, 2, pressed + SECOND)
    house.lives_on(seconds=1)
    presses(house, which, 1, pressed)

    assert choice(house, which) == (2,)


def test_withdrawing_is_of_its_moment_too(house: House, which: Poll) -> None:
    """It neither undoes a later vote, nor is it undone by an earlier one."""
    pressed = house.clock.now()
    votes(house, which, 1)
    house.app.handle(Press("polls.take_back", which.id, 0, ANA.person, pressed - SECOND))
    before = choice(house, which)
    house.lives_on(seconds=4)
    house.app.handle(Press("polls.take_back", which.id, 0, ANA.person, pressed + 2 * SECOND))
    presses(house, which, 1, pressed + SECOND)

    assert (before, choice(house, which)) == ((1,), None)


@pytest.mark.parametrize(
    "told, taken",
    [(timedelta(days=400), timedelta(0)), (-timedelta(days=400), -LATEST), (None, timedelta(0))],
)
def test_a_strange_moment_is_put_right(
    house: House, which: Poll, told: timedelta | None, taken: timedelta
) -> None:
    """Never later than ours, so that it blocks nothing; never so early that it could not have come now."""
    now = house.clock.now()
    presses(house, which, 1, None if told is None else now + told)
    found = own(house, which)
    presses(house, which, 2, now)

    assert found is not None
    assert found.cast == now + taken
    assert choice(house, which) == (2,)


def test_a_forms_moment_counts_where_there_is_one(house: House) -> None:
    """On Discord a form has one as well."""
    house.joins(ANA)
    which = opened(house, method="approval")
    house.lives_on(hours=1)
    sent = house.clock.now() - 2 * SECOND
    for number, at in (("2", sent + SECOND), ("1", sent)):
        values = {"options": (number,)}
        house.app.handle(Submission("polls.choose", which.id, 0, values, ANA.person, at))

    assert choice(house, which) == (2,)
