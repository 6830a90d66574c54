"""The clock of the promise stands still and goes on: after a question, and after second thoughts."""

from datetime import timedelta

import pytest

from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.decisions import undoes
from tests.core.desk import answers, lives_hourly
from tests.core.house import House
from tests.core.seeing import done, steps


def test_after_the_answer_the_steps_are_later_by_as_long_as_it_took(house: House) -> None:
    """Four and a half days with the applicant; asked when the first day was over."""
    house.waits(ANA)
    house.lives_on(days=1)
    house.asks_more(CLAIRE, house.request(ANA), "Which service?")
    lives_hourly(house, 4)
    house.lives_on(hours=12)
    answers(house, ANA)
    taken = []
    for _ in range(8 * 24):
        before = len(steps(house))
        house.lives_on(hours=1)
        taken += [(house.clock.now() - house.request(ANA).asked_at) / timedelta(days=1)] * (
            len(steps(house)) - before
        )

    assert taken == [3 + 4.5, 5 + 4.5, 6 + 4.5, 7 + 4.5]


@pytest.mark.parametrize("day", [3, 5, 6])
def test_a_step_that_was_taken_before_a_question_is_not_taken_again_after_it(house: House, day: int) -> None:
    """Nobody is called twice on what is the same day of the promise."""
    house.waits(ANA)
    lives_hourly(house, day)
    before = steps(house)
    house.lives_on(hours=1)
    house.asks_more(CLAIRE, house.request(ANA), "Which service?")
    house.lives_on(days=3)
    answers(house, ANA)
    house.lives_on(minutes=1)

    assert steps(house) == before


def test_a_promise_that_was_broken_unnoticed_before_a_question_is_recorded_after_it(house: House) -> None:
    """Even though its moment was when nobody looked."""
    request = house.waits(ANA)
    house.waits_for(days=7, hours=1)
    house.asks_more(CLAIRE, request, "Which service?")
    house.lives_on(days=2)
    answers(house, ANA)
    house.lives_on(minutes=1)
    house.lives_on(days=1)

    assert done(house, request).count("broken") == 1
    assert steps(house) == ["broken"]


def test_a_step_that_came_due_while_a_decision_was_held_is_taken_when_it_is_undone(holding: House) -> None:
    """As if nothing had been decided."""
    request = holding.waits(ANA)
    holding.waits_for(days=2, hours=23, minutes=58)
    holding.approves(CLAIRE, request)
    holding.lives_on(minutes=4)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert steps(holding) == ["nudge"]


def test_a_step_that_was_taken_before_a_decision_is_not_taken_again_when_it_is_undone(holding: House) -> None:
    """What had been said has been said."""
    request = holding.waits(ANA)
    holding.lives_on(days=5)
    holding.approves(CLAIRE, request)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert steps(holding) == ["assignee"]
