"""Somebody takes no direct messages: a letter says it, and the coordinators' card says so."""

import pytest

from bot.chat import Card
from bot.deliveries import Direct, Letter
from bot.outbox import Outcome, Result
from bot.ports import Unit
from bot.routes import ERRANDS
from tests.core.cast import ANA, CLAIRE, DEV, Actor
from tests.core.colleagues import hands_over, meets
from tests.core.desk import asked
from tests.core.house import ARRIVED, House
from tests.core.reading import actions, button, card_of, said, title, written
from tests.core.test_undelivered import told
from tests.core.vouches import BEA, asked_about, asks_colleague, says, vouches

CLOSED = Outcome(Result.NEVER, code="directs_closed")
BY_MAIL, NO_MAIL = "members.directs_closed.mail", "members.directs_closed.nothing"


def ended(house: House, kind: str) -> list[str]:
    """How errands of that kind did."""
    found = (house.errand(each.id) for each in house.seen if each.kind == kind)
    return [each.result for each in found if each]


def notes(card: Card) -> list[str]:
    return [each for each in said(card.body) if each in (BY_MAIL, NO_MAIL)]


def letter(house: House, who: Actor, subject: str) -> Letter:
    (found,) = (each for each in house.letters(who) if each.subject.id == subject)
    return found


def failed(house: House) -> int:
    def work(unit: Unit) -> int:
        return len(unit.outbox.failed(10))

    return house.storage.transact(work)


def member_card(house: House, who: Actor) -> Card:
    return card_of(house.hosts(CLAIRE, "member", house.profile(who).reference))


def test_every_direct_message_says_what_is_done_for_who_takes_none() -> None:
    """And where a letter is written instead, there is one of its name."""
    directs = {kind for kind in ERRANDS if kind.endswith("_direct")} | {"members.welcome"}
    instead = {kind for kind, route in ERRANDS.items() if route.by_mail == "instead"}

    assert {kind for kind, route in ERRANDS.items() if route.by_mail} == directs
    assert instead == {"joining.assigned_direct", "joining.vouch_direct"}
    assert {kind.replace("_direct", "_letter") for kind in instead} <= ERRANDS.keys()


def test_what_a_letter_says_anyway_is_no_failure(house: House) -> None:
    """The card in each room says that they are told by mail; nobody is asked to do anything."""
    house.fates[Direct] = CLOSED
    request = asked(house)
    house.carries_out()

    assert ended(house, "joining.question_direct") == ["elsewhere"]
    assert len([each for each in house.letters(ANA) if each.subject.id == "joining.question.subject"]) == 1
    assert (failed(house), told(house)) == (0, [])
    for platform in ("slack", "discord"):
        assert notes(house.card(request, platform)) == [BY_MAIL]
        assert {"Ana Roy"} <= set(written(house.card(request, platform).body))


def test_the_note_goes_when_they_take_messages_again(house: House) -> None:
    """The next that arrives tells it."""
    house.fates[Direct] = CLOSED
    request = asked(house)
    house.carries_out()
    house.fates[Direct] = ARRIVED
    house.lives_on(days=8)

    assert ended(house, "joining.silence_direct") == ["delivered"]
    assert notes(house.card(request)) == []


def test_who_is_asked_about_a_colleague_is_asked_by_mail_instead(house: House) -> None:
    """The letter leads to their panel, which has the question with its buttons."""
    house.joins(BEA)
    request = house.waits(ANA)
    house.fates[Direct] = CLOSED
    asks_colleague(house, request, BEA)
    house.carries_out()
    home = card_of(house.types(BEA, "home"))
    question = house.clicks(BEA, button(home, "joining.vouch_show"))
    house.clicks(BEA, button(card_of(question), "joining.vouch_yes"))

    assert ended(house, "joining.vouch_direct") == ["elsewhere"]
    assert {"joining.vouch.letter.who", "joining.vouch.letter.how", "command.peer.home"} <= set(
        said(letter(house, BEA, "joining.vouch.title").body)
    )
    assert "Ana Roy" in written(letter(house, BEA, "joining.vouch.title").body)
    assert [each.answer for each in vouches(house, request)] == ["yes"]
    assert told(house) == []


def test_the_card_says_who_is_asked_by_mail_until_they_have_answered(house: House) -> None:
    """With their name."""
    house.joins(BEA)
    request = house.waits(ANA)
    house.fates[Direct] = CLOSED
    asks_colleague(house, request, BEA)
    house.carries_out()
    before = house.card(request)
    house.presses(BEA, "joining.vouch_no", vouches(house, request)[0].id)
    house.carries_out()

    assert (notes(before), notes(house.card(request))) == ([BY_MAIL], [])


def test_a_letter_about_a_colleague_is_moot_when_the_answer_is_given(house: House) -> None:
    """They had the question on another account."""
    house.joins(BEA)
    request = house.waits(ANA)
    house.fates[Direct] = CLOSED
    asks_colleague(house, request, BEA)
    (direct,) = (each for each in house.app.claim(9) if each.kind == "joining.vouch_direct")
    house.app.settle(direct, CLOSED)
    house.presses(BEA, "joining.vouch_yes", vouches(house, request)[0].id)
    house.carries_out()

    assert ended(house, "joining.vouch_letter") == ["moot"]


def test_who_is_handed_a_request_hears_of_it_by_mail_instead(house: House) -> None:
    """Where they have a mailbox."""
    house.joins(DEV)
    meets(house, DEV)
    request = house.waits(ANA)
    house.fates[Direct] = CLOSED
    hands_over(house, request, DEV)
    house.carries_out()

    assert "joining.assigned.how" in said(letter(house, DEV, "joining.assigned.title").body)
    assert notes(house.card(request)) == [BY_MAIL]
    assert failed(house) == 0


def test_without_a_mailbox_it_is_a_failure(house: House) -> None:
    """The card says that there is none."""
    house.hosts(DEV, "pending")
    house.asks_more(DEV, house.waits(ANA), "Which service?")
    request = house.request(ANA)
    house.fates[Direct] = CLOSED
    house.carries_out()
    house.presses(CLAIRE, "joining.assign", request.id, request.revision)
    hands_over(house, house.request(ANA), DEV)
    house.carries_out()

    assert ended(house, "joining.assigned_direct") == ["never"]
    assert sorted(notes(house.card(request))) == [BY_MAIL, NO_MAIL]


def test_a_member_s_card_says_it_too(house: House) -> None:
    """There is no other of theirs."""
    house.joins(ANA)
    before = notes(member_card(house, ANA))
    house.fates[Direct] = CLOSED
    house.lives_on(days=365)

    assert (before, notes(member_card(house, ANA))) == ([], [BY_MAIL])
    assert ended(house, "members.reverify_direct") == ["elsewhere"]


def test_a_code_that_cannot_be_mailed_has_no_other_way(house: House) -> None:
    """Their request says where it stands when they look."""
    house.fates = {Letter: Outcome(Result.NEVER, code="mailbox_refused"), Direct: CLOSED}
    house.asks(ANA)
    house.carries_out()

    assert ended(house, "joining.code_lost_direct") == ["never"]
    assert title(house.types(ANA, "status")) == "joining.code_lost.title"


def test_a_question_on_the_panel_is_that_member_s_alone(house: House) -> None:
    """And stands there until it is answered, or has lost its reason."""
    request = asked_about(house)
    (vouch,) = vouches(house, request)
    house.joins(ANA.called("cy"))
    other = house.presses(ANA.called("cy"), "joining.vouch_show", vouch.id)
    before = actions(card_of(house.types(BEA, "home")))
    says(house, "no")
    answered = house.presses(BEA, "joining.vouch_show", vouch.id)

    assert said(card_of(other).body) == ["refusal.unknown"]
    assert "joining.vouch_show" in before
    assert "joining.vouch_show" not in actions(card_of(house.types(BEA, "home")))
    assert title(answered) == "joining.vouch.already.title"


@pytest.mark.parametrize("decide", [House.approves, House.declines])
def test_a_question_that_is_not_needed_any_more_leaves_the_panel(house: House, decide: object) -> None:
    """Its button, pressed late, says so."""
    request = asked_about(house)
    (vouch,) = vouches(house, request)
    assert callable(decide)
    decide(house, CLAIRE, house.request(ANA))

    assert "joining.vouch_show" not in actions(card_of(house.types(BEA, "home")))
    assert title(house.presses(BEA, "joining.vouch_show", vouch.id)) == "joining.vouch.over.title"
