"""What is answered in time, or is not ours to answer, is no broken promise; and time makes no button old."""

import pytest

from bot.deliveries import Direct, Letter, Post
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.house import DOWN, House
from tests.core.reading import button, title
from tests.core.seeing import done, steps, told

SORRY = "joining.late.subject"


def test_a_moment_before_it_is_not_broken(house: House) -> None:
    """Nor is anybody told so."""
    request = house.waits(ANA)
    house.lives_on(days=6, hours=23, minutes=59, seconds=59)

    assert house.request(ANA).broken_at is None
    assert "broken" not in done(house, request)
    assert told(house, ANA, SORRY) == (0, 0)


@pytest.mark.parametrize("decision", ["approve", "decline", "withdraw"])
def test_what_was_answered_in_time_is_never_broken(house: House, decision: str) -> None:
    """By whatever answer; nor is anybody reminded of it."""
    request = house.waits(ANA)
    if decision == "withdraw":
        house.presses(ANA, "joining.withdrawn", request.id)
    elif decision == "approve":
        house.approves(CLAIRE, request)
    else:
        house.declines(CLAIRE, request)
    for _ in range(10):
        house.lives_on(days=1)

    assert house.request(ANA).broken_at is None
    assert (steps(house), told(house, ANA, SORRY)) == ([], (0, 0))


def test_while_a_question_is_open_nothing_is_broken(house: House) -> None:
    """Nor is any coordinator reminded: it is not for them to answer."""
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    for _ in range(13):
        house.lives_on(days=1)

    assert house.request(ANA).broken_at is None
    assert (steps(house), told(house, ANA, SORRY)) == ([], (0, 0))


def test_a_note_whose_reason_is_gone_by_then_is_not_sent(house: House) -> None:
    """Nobody is told of a delay together with the answer."""
    request = house.waits(ANA)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.lives_on(days=7)
    house.approves(CLAIRE, request)
    house.fates.clear()
    house.lives_on(hours=1)

    assert told(house, ANA, SORRY) == (0, 0)
    assert house.letters(ANA)[-1].subject.id == "joining.letter.subject"


@pytest.mark.parametrize("answered", [False, True])
def test_a_reminder_that_could_not_be_posted_before_the_answer_is_not_posted_after_it(
    house: House, *, answered: bool
) -> None:
    """Nor while the applicant has a question."""
    request = house.waits(ANA)
    house.fates[Post] = DOWN
    house.lives_on(days=3)
    house.approves(CLAIRE, request) if answered else house.asks_more(CLAIRE, request, "Which service?")
    house.fates.clear()
    house.lives_on(hours=1)

    assert steps(house) == []


def test_a_late_answer_is_taken_by_the_button_that_hung_there_before(house: House) -> None:
    """Time alone makes no button old."""
    request = house.waits(ANA)
    approve = button(house.card(request), "joining.approve")
    house.lives_on(days=3)
    house.lives_on(days=6)

    assert title(house.clicks(DEV, approve)) == "joining.desk.title"
    assert house.profile(ANA).is_member
