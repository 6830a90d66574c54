"""A question to the applicant that stays unanswered is asked once more half-way, and no more than that."""

import pytest

from bot.deliveries import Direct, Letter
from bot.joining.model import State
from tests.core.cast import ANA, DEV
from tests.core.decisions import undoes
from tests.core.desk import QUESTION, answers, asked, assigns
from tests.core.house import DOWN, House
from tests.core.reading import actions, button, form_of, written
from tests.core.seeing import letters

AGAIN, CLOSED = "joining.silence.subject", "joining.closed.subject"


def test_half_way_the_question_is_asked_once_more(house: House) -> None:
    """In its own words, with a button to answer."""
    asked(house)
    house.lives_on(days=7)
    house.lives_on(days=1)

    assert letters(house, ANA) == ["joining.question.subject", AGAIN]
    assert QUESTION in written(house.letters(ANA)[-1].body)
    again = house.directs(ANA)[-1].card
    assert QUESTION in written(again.body)
    assert actions(again) == ["joining.answer"]


def test_the_button_of_the_second_letter_opens_the_answer(house: House) -> None:
    """And the answer is taken as usual."""
    asked(house)
    house.lives_on(days=7)
    form = form_of(house.clicks(ANA, button(house.directs(ANA)[-1].card, "joining.answer")))
    house.fills_in(ANA, form, answer="The water service.")

    assert house.request(ANA).state is State.WAITING
    assert house.request(ANA).answer == "The water service."


def test_who_answers_in_time_hears_nothing_of_it(house: House) -> None:
    """Neither half-way nor at the end."""
    asked(house)
    house.lives_on(days=6)
    answers(house, ANA)
    for _ in range(4):
        house.lives_on(days=5)

    assert letters(house, ANA) == ["joining.question.subject", "joining.late.subject"]
    assert house.request(ANA).state is State.WAITING


def test_a_second_question_has_a_silence_of_its_own(house: House) -> None:
    """It begins when that was asked."""
    asked(house)
    house.lives_on(days=10)
    answers(house, ANA)
    house.asks_more(DEV, house.request(ANA), "In which town?")
    house.lives_on(days=6)
    early = letters(house, ANA)
    house.lives_on(days=1)
    half_way = written(house.letters(ANA)[-1].body)
    house.lives_on(days=7)

    assert early.count(AGAIN) == 1
    assert half_way == ["In which town?"]
    assert letters(house, ANA).count(AGAIN) == 2
    assert letters(house, ANA)[-1] == CLOSED


def test_a_reminder_that_is_delivered_after_the_answer_says_nothing(house: House) -> None:
    """Its reason is gone."""
    asked(house)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.lives_on(days=7)
    answers(house, ANA)
    house.fates.clear()
    house.lives_on(hours=1)

    assert letters(house, ANA) == ["joining.question.subject"]


def test_whoever_takes_it_on_meanwhile_changes_nothing_about_it(house: House) -> None:
    """The question was asked when it was asked."""
    asked(house)
    house.lives_on(days=7)
    assigns(house, DEV, house.request(ANA))
    house.lives_on(days=1)
    house.lives_on(days=6)

    assert letters(house, ANA) == ["joining.question.subject", AGAIN, CLOSED]


@pytest.mark.parametrize("day", [8, 6.999])
def test_a_decision_that_is_undone_in_silence_asks_no_third_time(holding: House, day: float) -> None:
    """Whether half of the time is over before or while it is held: once more is enough."""
    asked(holding)
    holding.lives_on(days=day)
    holding.approves(DEV, holding.request(ANA))
    holding.lives_on(minutes=5)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert letters(holding, ANA).count(AGAIN) == 1
    assert holding.request(ANA).state is State.NEEDS_INFORMATION
