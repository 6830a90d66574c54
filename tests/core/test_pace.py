"""Nobody changes a ballot more often than a person would."""

from datetime import timedelta

from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.reading import refusal, title
from tests.core.voting import choice, opened, votes

TAKEN = 30  # of one member's, in a minute


def test_whoever_changes_it_again_and_again_is_stopped(house: House) -> None:
    """For a minute, without a row about it; the others vote on, and the latest that was taken counts."""
    for who in (ANA, LUC):
        house.joins(who)
    which = opened(house)
    answers = [votes(house, which, 1 + number % 2) for number in range(TAKEN + 1)]
    also = votes(house, which, 3, LUC)
    held = choice(house, which)
    house.waits_for(minutes=1)
    again = votes(house, which, 3)

    assert refusal(answers[-1]) == "refusal.too_often"
    assert {title(answer) for answer in (*answers[:-1], also, again)} == {"polls.cast.title"}
    assert (held, choice(house, which)) == ((2,), (3,))


def test_a_clock_that_goes_back_stops_nobody(house: House) -> None:
    """What was counted by the other clock is forgotten."""
    house.joins(ANA)
    pace, now = house.world.votes, house.clock.now()
    for _ in range(TAKEN):
        pace.allows("ana", now + timedelta(days=1))

    assert not pace.allows("ana", now + timedelta(days=1))
    assert pace.allows("ana", now)
