"""The seventh day has passed without an answer: it is recorded, told to all, and owned up to."""

import pytest

from bot.audit import CLOCK
from bot.deliveries import Direct, Letter
from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.decisions import reopens, undoes
from tests.core.desk import assigns, audited, done, posts, steps
from tests.core.house import DOWN, House
from tests.core.reading import actions, button, card_of, facts, said, title

SORRY = "joining.late.subject"


def notes(house: House) -> list[str]:
    """What the applicant has read of it, by mail and in the chat."""
    letters = [letter.subject.id for letter in house.letters(ANA)]
    directs = [direct.card.title.id for direct in house.directs(ANA)]
    return [said for said in (*letters, *directs) if said == SORRY]


def test_a_broken_promise_is_recorded_with_its_moment(house: House) -> None:
    """By the clock, since nobody did it."""
    request = house.waits(ANA)
    house.lives_on(days=7)

    (line,) = (entry for entry in audited(house, request) if entry.action == "broken")
    assert house.request(ANA).broken_at == request.answer_by == line.at
    assert line.actor == CLOCK


def test_it_is_told_in_the_coordinators_rooms_and_on_the_card(house: House) -> None:
    """The card keeps its buttons: it can still be decided."""
    request = house.waits(ANA)
    before = actions(house.card(request))
    house.lives_on(days=7)

    for room in ("slack", "discord"):
        assert len(posts(house, "joining.broken.title", room)) == 1
        assert said(house.card(request, room).body) == ["joining.desk.broken"]
        assert actions(house.card(request, room)) == before


def test_the_applicant_gets_an_honest_note_by_mail_and_in_the_chat(house: House) -> None:
    """Once, with the moment that was promised."""
    request = house.waits(ANA)
    house.lives_on(days=7)
    house.lives_on(days=7)

    letter = house.letters(ANA)[-1]
    assert notes(house) == [SORRY, SORRY]
    assert said(letter.body) == ["joining.late.body", "joining.late.next"]
    assert letter.body[0].values["when"] == request.answer_by  # type: ignore[union-attr] # a Text
    assert house.directs(ANA)[-1].card.body == letter.body


def test_a_moment_before_it_is_not_broken(house: House) -> None:
    """Nor is anybody told so."""
    request = house.waits(ANA)
    house.lives_on(days=6, hours=23, minutes=59, seconds=59)

    assert house.request(ANA).broken_at is None
    assert "broken" not in done(house, request)
    assert notes(house) == []


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
    assert (steps(house), notes(house)) == ([], [])


def test_while_a_question_is_open_nothing_is_broken(house: House) -> None:
    """Nor is any coordinator reminded: it is not for them to answer."""
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    for _ in range(13):
        house.lives_on(days=1)

    assert house.request(ANA).broken_at is None
    assert (steps(house), notes(house)) == ([], [])


def test_a_note_whose_reason_is_gone_by_then_is_not_sent(house: House) -> None:
    """Nobody is told of a delay together with the answer."""
    request = house.waits(ANA)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.lives_on(days=7)
    house.approves(CLAIRE, request)
    house.fates.clear()
    house.lives_on(hours=1)

    assert notes(house) == []
    assert house.letters(ANA)[-1].subject.id == "joining.letter.subject"


def test_a_late_answer_is_taken_by_the_button_that_hung_there_before(house: House) -> None:
    """Time alone makes no button old."""
    request = house.waits(ANA)
    approve = button(house.card(request), "joining.approve")
    house.lives_on(days=3)
    house.lives_on(days=6)

    assert title(house.clicks(DEV, approve)) == "joining.desk.title"
    assert house.profile(ANA).is_member


def test_the_status_keeps_the_promised_moment(house: House) -> None:
    """It is not made prettier afterwards."""
    request = house.waits(ANA)
    house.lives_on(days=9)
    status = card_of(house.types(ANA, "status"))

    assert facts(status)["joining.fact.answer_by"] == request.answer_by
    assert house.request(ANA).state is State.WAITING


def test_a_promise_that_was_made_anew_can_be_broken_anew(house: House) -> None:
    """After a decision was undone aloud there is another one."""
    request = house.waits(ANA)
    house.lives_on(days=8)
    house.declines(DEV, request)
    reopens(house, house.request(ANA))
    house.lives_on(days=8)

    assert done(house, request).count("broken") == 2
    assert steps(house) == ["broken", "broken"]


def test_a_breach_is_kept_through_everything_but_a_new_promise(holding: House) -> None:
    """A decision that is undone in silence does not break it again."""
    request = holding.waits(ANA)
    holding.lives_on(days=8)
    assigns(holding, DEV, request)
    holding.approves(CLAIRE, holding.request(ANA))
    undoes(holding, DEV, holding.request(ANA))
    holding.lives_on(days=1)

    assert done(holding, request).count("broken") == 1
    assert notes(holding) == [SORRY, SORRY]
