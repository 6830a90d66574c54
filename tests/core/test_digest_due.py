"""When the next digest is due: so that whoever sleeps until then wakes for it, and for nothing else."""

import pytest

from bot.deliveries import Letter
from tests.core.cast import ANA, CLAIRE
from tests.core.house import GONE, House
from tests.core.mornings import THURSDAY, digests, lives_until, wednesday
from tests.core.seeing import counts


@pytest.fixture
def house(house: House) -> House:
    return wednesday(house)


def test_while_something_waits_the_next_morning_is_due(house: House) -> None:
    """Whoever sleeps until the next moment wakes for it."""
    house.waits(ANA)
    house.lives_on(hours=1)

    assert house.app.next_due() == THURSDAY


def test_of_failures_alone_there_is_a_digest_too(house: House) -> None:
    """Whether they may still succeed or not; after it, of what failed for good there is nothing more."""
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[Letter] = GONE
    house.carries_out()
    due = house.app.next_due()
    lives_until(house, THURSDAY)

    assert due == THURSDAY
    assert counts(digests(house)[0]) == {"digest.failed": 1}
    assert house.app.next_due() == house.profile(ANA).reverify_at


def test_while_nothing_could_be_said_nothing_is_due(house: House) -> None:
    """Nobody is woken to say nothing."""
    house.joins(ANA)

    assert house.app.next_due() == house.profile(ANA).reverify_at
