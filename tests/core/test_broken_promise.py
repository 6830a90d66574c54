"""The seventh day has passed without an answer: it is recorded, told to all, and owned up to."""

from bot.audit import CLOCK
from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.decisions import reopens, undoes
from tests.core.desk import assigns
from tests.core.house import House
from tests.core.reading import actions, card_of, facts, said
from tests.core.seeing import audited, done, posts, steps, told

SORRY = "joining.late.subject"


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
    assert told(house, ANA, SORRY) == (1, 1)
    assert said(letter.body) == ["joining.late.body", "joining.late.next"]
    assert letter.body[0].values["when"] == request.answer_by  # type: ignore[union-attr] # a Text
    assert house.directs(ANA)[-1].card.body == letter.body


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
    assert told(holding, ANA, SORRY) == (1, 1)
