"""A question to the applicant that stays unanswered: asked once more half-way, closed kindly at the end."""

from datetime import timedelta

import pytest

from bot.audit import CLOCK
from bot.deliveries import Direct, Letter
from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.decisions import undoes
from tests.core.desk import assigns, audited, done
from tests.core.house import DOWN, House
from tests.core.reading import actions, button, card_of, form_of, said, written

QUESTION = "Which service do you work for?"
AGAIN, CLOSED = "joining.silence.subject", "joining.closed.subject"


def asks(house: House) -> None:
    house.asks_more(CLAIRE, house.waits(ANA), QUESTION)
    house.carries_out()


def answers(house: House) -> None:
    form = form_of(house.presses(ANA, "joining.answer", house.request(ANA).id))
    house.fills_in(ANA, form, answer="The water service.")


def told(house: House) -> list[str]:
    """By mail, without the code; the chat says the same."""
    letters = [letter.subject.id for letter in house.letters(ANA) if not letter.highlight]
    directs = [direct.card.title.id for direct in house.directs(ANA)]
    assert sorted(letters) == sorted(directs)
    return letters


def test_half_way_the_question_is_asked_once_more(house: House) -> None:
    """In its own words, with a button to answer."""
    asks(house)
    house.lives_on(days=7)
    house.lives_on(days=1)

    assert told(house) == ["joining.question.subject", AGAIN]
    assert QUESTION in written(house.letters(ANA)[-1].body)
    again = house.directs(ANA)[-1].card
    assert QUESTION in written(again.body)
    assert actions(again) == ["joining.answer"]


def test_the_button_of_the_second_letter_opens_the_answer(house: House) -> None:
    """And the answer is taken as usual."""
    asks(house)
    house.lives_on(days=7)
    form = form_of(house.clicks(ANA, button(house.directs(ANA)[-1].card, "joining.answer")))
    house.fills_in(ANA, form, answer="The water service.")

    assert house.request(ANA).state is State.WAITING
    assert house.request(ANA).answer == "The water service."


def test_at_the_end_the_request_is_closed_and_the_applicant_told_so(house: House) -> None:
    """Kindly, by mail and in the chat; the audit says that nobody did it."""
    asks(house)
    house.lives_on(days=7)
    house.lives_on(days=7)

    request = house.request(ANA)
    assert (request.state, request.decided_at) == (State.EXPIRED, house.clock.now())
    assert told(house)[-1] == CLOSED
    assert said(house.letters(ANA)[-1].body) == ["joining.closed.body", "joining.closed.again"]
    assert (done(house, request)[-1], audited(house, request)[-1].actor) == ("closed", CLOCK)


def test_a_moment_before_the_end_it_is_still_open(house: House) -> None:
    """Two weeks are two weeks."""
    asks(house)
    house.lives_on(days=13, hours=23, minutes=59, seconds=59)

    assert house.request(ANA).state is State.NEEDS_INFORMATION
    assert house.app.next_due() == house.clock.now() + timedelta(seconds=1)


def test_an_outage_over_both_moments_only_closes(house: House) -> None:
    """Nobody is reminded of what is over."""
    asks(house)
    house.lives_on(days=20)
    house.lives_on(days=20)

    assert told(house) == ["joining.question.subject", CLOSED]


def test_the_card_says_that_no_answer_came(house: House) -> None:
    """And that no code was missing; nothing is left to press."""
    asks(house)
    house.lives_on(days=14)
    request = house.request(ANA)

    assert said(house.card(request).body) == ["joining.desk.closed"]
    assert actions(house.card(request)) == []


def test_the_status_says_that_it_was_closed_and_offers_to_ask_again(house: House) -> None:
    """Which works."""
    asks(house)
    house.lives_on(days=14)
    status = card_of(house.types(ANA, "status"))
    closed = house.request(ANA)

    assert said(status.body) == ["joining.status.closed"]
    assert actions(status) == ["joining.begin"]
    assert house.waits(ANA).id != closed.id


def test_who_answers_in_time_hears_nothing_of_it(house: House) -> None:
    """Neither half-way nor at the end."""
    asks(house)
    house.lives_on(days=6)
    answers(house)
    for _ in range(4):
        house.lives_on(days=5)

    assert told(house) == ["joining.question.subject", "joining.late.subject"]
    assert house.request(ANA).state is State.WAITING


def test_a_second_question_has_a_silence_of_its_own(house: House) -> None:
    """It begins when that was asked."""
    asks(house)
    house.lives_on(days=10)
    answers(house)
    house.asks_more(DEV, house.request(ANA), "In which town?")
    house.lives_on(days=6)
    early = told(house)
    house.lives_on(days=1)
    half_way = written(house.letters(ANA)[-1].body)
    house.lives_on(days=7)

    assert early.count(AGAIN) == 1
    assert half_way == ["In which town?"]
    assert told(house).count(AGAIN) == 2
    assert told(house)[-1] == CLOSED


def test_a_reminder_that_is_delivered_after_the_answer_says_nothing(house: House) -> None:
    """Its reason is gone."""
    asks(house)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.lives_on(days=7)
    answers(house)
    house.fates.clear()
    house.lives_on(hours=1)

    assert told(house) == ["joining.question.subject"]


def test_whoever_takes_it_on_meanwhile_changes_nothing_about_it(house: House) -> None:
    """The question was asked when it was asked."""
    asks(house)
    house.lives_on(days=7)
    assigns(house, DEV, house.request(ANA))
    house.lives_on(days=1)
    house.lives_on(days=6)

    assert told(house) == ["joining.question.subject", AGAIN, CLOSED]


@pytest.mark.parametrize("day", [8, 6.999])
def test_a_decision_that_is_undone_in_silence_asks_no_third_time(holding: House, day: float) -> None:
    """Whether half of the time is over before or while it is held: once more is enough."""
    asks(holding)
    holding.lives_on(days=day)
    holding.approves(DEV, holding.request(ANA))
    holding.lives_on(minutes=5)
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(minutes=1)

    assert told(holding).count(AGAIN) == 1
    assert holding.request(ANA).state is State.NEEDS_INFORMATION
