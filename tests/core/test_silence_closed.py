"""A question that stayed unanswered to the end: the request is closed, kindly, and can be made again."""

from datetime import timedelta

from bot.audit import CLOCK
from bot.joining.model import State
from tests.core.cast import ANA
from tests.core.desk import asked
from tests.core.house import House
from tests.core.reading import actions, card_of, said
from tests.core.seeing import audited, done, letters

AGAIN, CLOSED = "joining.silence.subject", "joining.closed.subject"


def test_at_the_end_the_request_is_closed_and_the_applicant_told_so(house: House) -> None:
    """Kindly, by mail and in the chat; the audit says that nobody did it."""
    asked(house)
    house.lives_on(days=7)
    house.lives_on(days=7)

    request = house.request(ANA)
    assert (request.state, request.decided_at) == (State.EXPIRED, house.clock.now())
    assert letters(house, ANA)[-1] == CLOSED
    assert said(house.letters(ANA)[-1].body) == ["joining.closed.body", "joining.closed.again"]
    assert (done(house, request)[-1], audited(house, request)[-1].actor) == ("closed", CLOCK)


def test_a_moment_before_the_end_it_is_still_open(house: House) -> None:
    """Two weeks are two weeks."""
    asked(house)
    house.lives_on(days=13, hours=23, minutes=59, seconds=59)

    assert house.request(ANA).state is State.NEEDS_INFORMATION
    assert house.app.next_due() == house.clock.now() + timedelta(seconds=1)


def test_an_outage_over_both_moments_only_closes(house: House) -> None:
    """Nobody is reminded of what is over."""
    asked(house)
    house.lives_on(days=20)
    house.lives_on(days=20)

    assert letters(house, ANA) == ["joining.question.subject", CLOSED]


def test_the_card_says_that_no_answer_came(house: House) -> None:
    """And that no code was missing; nothing is left to press."""
    asked(house)
    house.lives_on(days=14)
    request = house.request(ANA)

    assert said(house.card(request).body) == ["joining.desk.closed"]
    assert actions(house.card(request)) == []


def test_the_status_says_that_it_was_closed_and_offers_to_ask_again(house: House) -> None:
    """Which works."""
    asked(house)
    house.lives_on(days=14)
    status = card_of(house.types(ANA, "status"))
    closed = house.request(ANA)

    assert said(status.body) == ["joining.status.closed"]
    assert actions(status) == ["joining.begin"]
    assert house.waits(ANA).id != closed.id
