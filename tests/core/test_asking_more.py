"""A coordinator needs to know more: the question, the clock that stands still, the answer."""

from datetime import timedelta

import pytest

from bot.deliveries import Letter
from bot.joining.model import JoinRequest, State
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import DECISIONS, DOWN, House
from tests.core.reading import (
    actions,
    button,
    card_of,
    facts,
    form_of,
    problems,
    refusal,
    said,
    title,
    written,
)

QUESTION = "Which service do you work for?\nAnd since when?"


def asked(house: House) -> JoinRequest:
    house.asks_more(CLAIRE, house.waits(ANA), QUESTION)
    house.carries_out()
    return house.request(ANA)


def answers(house: House, text: str) -> None:
    form = form_of(house.clicks(ANA, button(card_of(house.types(ANA, "status")), "joining.answer")))
    house.fills_in(ANA, form, answer=text)
    house.carries_out()


def test_the_question_reaches_the_applicant_by_mail_and_in_the_chat(house: House) -> None:
    """As it was written, with a button to answer."""
    asked(house)

    (direct,) = house.directs(ANA)
    assert written(house.letters(ANA)[-1].body) == [QUESTION]
    assert written(direct.card.body) == [QUESTION]
    assert actions(direct.card) == ["joining.answer"]


def test_the_coordinator_is_told_that_the_question_was_sent(house: House) -> None:
    """Privately; the card says it to the others."""
    request = house.waits(ANA)
    answer = house.asks_more(CLAIRE, request, QUESTION)
    house.carries_out()

    assert title(answer) == "joining.ask.done"
    assert said(house.card(request).body) == ["joining.desk.needs_information", "joining.said.question"]


def test_the_one_who_asks_sees_to_the_request(house: House) -> None:
    """Unless somebody else did already."""
    request = house.waits(ANA)
    house.presses(DEV, "joining.assign", request.id, request.revision)
    house.asks_more(CLAIRE, house.request(ANA), QUESTION)
    house.asks_more(CLAIRE, house.waits(LUC), QUESTION)

    assert house.request(ANA).assigned_to == house.profile(DEV).id
    assert house.request(LUC).assigned_to == house.profile(CLAIRE).id


def test_while_a_question_is_open_no_moment_is_promised(house: House) -> None:
    """Neither to the applicant nor on the card."""
    request = asked(house)

    assert request.state is State.NEEDS_INFORMATION
    assert "joining.fact.answer_by" not in facts(house.card(request))
    assert "joining.fact.answer_by" not in facts(card_of(house.types(ANA, "status")))


def test_the_clock_stands_still_until_the_answer(house: House) -> None:
    """What was promised moves by as long as the applicant was asked."""
    promised = house.waits(ANA).answer_by
    house.waits_for(days=1)
    house.asks_more(CLAIRE, house.request(ANA), QUESTION)
    house.waits_for(days=10, hours=3)
    answers(house, "The water service.")

    assert promised is not None
    assert house.request(ANA).answer_by == promised + timedelta(days=10, hours=3)


def test_the_answer_lands_on_the_card_beside_its_question(house: House) -> None:
    """And everything can be decided as before."""
    request = asked(house)
    answers(house, "The water service.")

    card = house.card(request)
    assert written(card.body) == [QUESTION, "The water service."]
    assert actions(card) == DECISIONS
    assert "joining.fact.answer_by" in facts(card)


def test_a_second_question_takes_the_place_of_the_first(house: House) -> None:
    """The answer to the first goes with it, and the clock stops anew."""
    request = asked(house)
    answers(house, "The water service.")
    house.asks_more(DEV, house.request(ANA), "In which town?")
    house.carries_out()

    assert written(house.card(request).body) == ["In which town?"]
    assert written(house.letters(ANA)[-1].body) == ["In which town?"]


def test_each_question_is_mailed_once_however_late_the_first_letter_is(house: House) -> None:
    """A letter that waited for the mail server while it was answered has nothing to say any more."""
    request = house.waits(ANA)
    house.fates[Letter] = DOWN
    house.asks_more(CLAIRE, request, QUESTION)
    house.carries_out()
    answers(house, "The water service.")
    house.waits_for(seconds=1)
    house.asks_more(DEV, house.request(ANA), "In which town?")
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert [written(letter.body) for letter in house.letters(ANA) if not letter.highlight] == [
        ["In which town?"]
    ]


def test_a_request_can_be_decided_while_its_question_is_open(house: House) -> None:
    """A coordinator may have found out otherwise; a second question has to wait."""
    request = asked(house)

    assert actions(house.card(request)) == [action for action in DECISIONS if action != "joining.ask"]
    assert title(house.approves(DEV, request)) == "joining.desk.title"
    assert house.request(ANA).state is State.APPROVED


def test_two_questions_at_once_are_not_asked(house: House) -> None:
    """Whoever comes second sees the first."""
    request = asked(house)
    answer = house.presses(DEV, "joining.ask", request.id, request.revision)

    assert refusal(answer) == "refusal.stale"
    assert QUESTION in written(card_of(answer).body)


def test_an_answer_that_comes_twice_is_taken_once(house: House) -> None:
    """The second press shows where the request stands."""
    request = asked(house)
    first = house.submits(ANA, "joining.answer", request.id, answer="The water service.")
    second = house.submits(ANA, "joining.answer", request.id, answer="Another.")

    assert first == second
    assert house.request(ANA).answer == "The water service."


def test_an_answer_to_a_decided_request_shows_where_it_stands(house: House) -> None:
    """So does the button in the message of long ago."""
    request = asked(house)
    house.approves(DEV, request)

    assert title(house.submits(ANA, "joining.answer", request.id, answer="Late.")) == "joining.status.title"
    assert title(house.presses(ANA, "joining.answer", request.id, request.revision)) == "joining.status.title"
    assert house.request(ANA).answer == ""


@pytest.mark.parametrize(
    "text, problem",
    [("", "answers.required"), ("x" * 601, "answers.too_long"), ("a\x07b", "answers.control")],
)
def test_a_question_that_cannot_be_sent_is_refused_at_its_field(
    house: House, text: str, problem: str
) -> None:
    """So is an answer; lines are kept as they are."""
    request = house.waits(ANA)
    assert problems(house.asks_more(CLAIRE, request, text)) == {"question": problem}
    house.asks_more(CLAIRE, request, QUESTION)

    assert problems(house.submits(ANA, "joining.answer", request.id, answer=text)) == {"answer": problem}
    assert house.request(ANA).state is State.NEEDS_INFORMATION
