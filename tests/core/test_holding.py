"""A decision is held before anybody outside hears of it: undone in silence, sent at once, or undone aloud."""

from datetime import timedelta

import pytest

from bot.deliveries import Admit, Direct, Dismiss, Letter
from bot.joining.forms import SILENT
from bot.joining.model import JoinRequest, State
from bot.members.model import Standing
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC, Actor
from tests.core.house import DECISIONS, House
from tests.core.reading import actions, button, card_of, form_of, refusal, said, title

HOLD = timedelta(minutes=10)


def decided(house: House, decision: str = "approve", who: Actor = ANA) -> JoinRequest:
    """Claire's decision, held."""
    request = house.waits(who)
    if decision == "approve":
        house.approves(CLAIRE, request)
    else:
        house.declines(CLAIRE, request, note="Not yet.")
    house.carries_out()
    return house.request(who)


def undoes(house: House, who: Actor, request: JoinRequest) -> Answer:
    return house.presses(who, "joining.undo", request.id, request.revision)


def sends_now(house: House, request: JoinRequest) -> Answer:
    return house.presses(DEV, "joining.send", request.id, request.revision)


def reopens(house: House, request: JoinRequest, reason: str = "slip") -> Answer:
    return house.fills_in(DEV, form_of(undoes(house, DEV, request)), reason=reason)


def outside(house: House) -> list[object]:
    """What went out to anybody but the coordinators and the mailbox that was proven."""
    return [d for d in house.delivered if isinstance(d, Admit | Dismiss | Direct)] + [
        d.subject.id
        for d in house.delivered
        if isinstance(d, Letter) and d.subject.id != "joining.code_letter.subject"
    ]


# ---- held


@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_while_a_decision_is_held_nothing_goes_out(holding: House, decision: str) -> None:
    """No role, no message, no letter, and no member."""
    decided(holding, decision)
    holding.lives_on(minutes=9)

    assert outside(holding) == []
    assert holding.profile(ANA).standing is Standing.OUTSIDE
    assert holding.request(ANA).held_until == holding.clock.now() + timedelta(minutes=1)


@pytest.mark.parametrize(
    "decision, sent", [("approve", "joining.letter.subject"), ("decline", "joining.declined.subject")]
)
def test_when_the_hold_ends_everything_goes_out_by_itself(holding: House, decision: str, sent: str) -> None:
    """Without anybody pressing anything, and once."""
    decided(holding, decision)
    holding.lives_on(minutes=10)
    holding.lives_on(minutes=10)

    assert outside(holding).count(sent) == 1
    assert len(holding.directs(ANA)) == 1
    assert holding.profile(ANA).is_member == (decision == "approve")
    assert not holding.request(ANA).is_held


@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_the_applicant_sees_no_decision_while_it_is_held(holding: House, decision: str) -> None:
    """The status is what it was, promise included."""
    request = holding.waits(ANA)
    waiting = card_of(holding.types(ANA, "status"))
    holding.approves(CLAIRE, request) if decision == "approve" else holding.declines(CLAIRE, request)
    seen = card_of(holding.types(ANA, "status"))

    assert (seen.body, seen.facts) == (waiting.body, waiting.facts)
    assert said(card_of(holding.types(ANA, "home")).body) == ["joining.status.waiting"]


def test_the_card_says_until_when_and_offers_to_undo_or_to_send(holding: House) -> None:
    """To all coordinators alike."""
    request = decided(holding)

    assert said(holding.card(request).body) == ["joining.desk.approved", "joining.desk.held"]
    assert actions(holding.card(request, "discord")) == ["joining.undo", "joining.send"]


def test_while_it_is_held_nobody_can_ask_anew(holding: House) -> None:
    """To the applicant the request is still open."""
    decided(holding, "decline")

    assert title(holding.types(ANA, "join")) == "joining.status.title"
    assert title(holding.asks(ANA)) == "joining.status.title"


def test_the_applicant_can_withdraw_while_it_is_held(holding: House) -> None:
    """Then nothing goes out, and nobody has decided anything."""
    request = decided(holding)
    holding.presses(ANA, "joining.withdrawn", request.id)
    holding.lives_on(hours=1)

    assert holding.request(ANA).state is State.WITHDRAWN
    assert outside(holding) == []
    assert holding.request(ANA).decided_by == ""


def test_a_second_decision_on_a_held_one_is_told_who_was_faster(holding: House) -> None:
    """Undoing is the way to change it."""
    request = holding.waits(ANA)
    holding.approves(CLAIRE, request)

    assert refusal(holding.approves(DEV, request)) == "refusal.already_decided"
    assert (
        refusal(holding.presses(DEV, "joining.decline", request.id, request.revision))
        == "refusal.already_decided"
    )


# ---- sent at once


def test_send_now_does_not_wait(holding: House) -> None:
    """Everything goes out, and the card offers to undo it aloud only."""
    request = decided(holding)
    answer = sends_now(holding, request)
    holding.carries_out()

    assert outside(holding).count("joining.letter.subject") == 1
    assert holding.profile(ANA).is_member
    assert actions(card_of(answer)) == ["joining.undo"]


def test_send_now_twice_sends_once(holding: House) -> None:
    """The second press shows how it stands."""
    request = decided(holding)
    sends_now(holding, request)
    again = sends_now(holding, request)
    now = holding.request(ANA)
    third = holding.presses(DEV, "joining.send", now.id, now.revision)
    holding.lives_on(minutes=10)

    assert (refusal(again), refusal(third)) == ("refusal.stale", "refusal.not_held")
    assert outside(holding).count("joining.letter.subject") == 1


# ---- undone in silence


@pytest.mark.parametrize("decision", ["approve", "decline"])
def test_undo_within_the_hold_sends_nothing(holding: House, decision: str) -> None:
    """Not then and not later: the request waits as it did before."""
    request = decided(holding, decision)
    answer = undoes(holding, DEV, request)
    holding.lives_on(days=1)

    undone = holding.request(ANA)
    assert outside(holding) == []
    assert (undone.state, undone.decided_by, undone.reason, undone.note) == (State.WAITING, "", "", "")
    assert undone.answer_by == request.answer_by
    assert actions(card_of(answer)) == DECISIONS


def test_what_was_undone_can_be_decided_again(holding: House) -> None:
    """Once more, with one letter in the end."""
    undoes(holding, DEV, decided(holding))
    holding.approves(CLAIRE, holding.request(ANA))
    holding.lives_on(minutes=10)

    assert outside(holding).count("joining.letter.subject") == 1
    assert holding.profile(ANA).is_member


def test_undoing_goes_back_to_the_open_question(holding: House) -> None:
    """Where it was decided although the applicant had not answered yet."""
    request = holding.waits(ANA)
    holding.asks_more(CLAIRE, request, "Which service?")
    holding.approves(CLAIRE, holding.request(ANA))
    undoes(holding, DEV, holding.request(ANA))

    assert holding.request(ANA).state is State.NEEDS_INFORMATION
    assert holding.request(ANA).question == "Which service?"


def test_a_quiet_undo_never_becomes_a_loud_one(holding: House) -> None:
    """Whoever presses a moment after the hold has ended sees that first."""
    request = decided(holding)
    holding.lives_on(minutes=10)
    answer = undoes(holding, DEV, request)

    assert refusal(answer) == "refusal.stale"
    assert holding.request(ANA).state is State.APPROVED


def test_of_two_who_undo_one_does(holding: House) -> None:
    """The other sees the request as it waits again."""
    request = decided(holding)
    undoes(holding, DEV, request)

    assert refusal(undoes(holding, CLAIRE, request)) == "refusal.stale"


# ---- undone aloud


def test_undoing_an_approval_later_takes_back_what_went_out(holding: House) -> None:
    """The doors close, the person is told by mail and in the chat, and there is a new promise."""
    request = decided(holding)
    holding.lives_on(minutes=10)
    reopens(holding, holding.request(ANA))
    holding.carries_out()

    assert ANA.person.identity not in holding.inside
    assert outside(holding).count("joining.reopened.subject") == 1
    assert holding.directs(ANA)[-1].card.title.id == "joining.reopened.subject"
    assert holding.profile(ANA).standing is Standing.OUTSIDE
    assert holding.request(ANA).state is State.WAITING
    assert holding.request(ANA).answer_by == holding.clock.now() + timedelta(days=7)
    assert actions(holding.card(request)) == DECISIONS


def test_undoing_a_refusal_later_tells_that_the_request_is_open_again(holding: House) -> None:
    """And it can be approved after all."""
    decided(holding, "decline")
    holding.lives_on(minutes=10)
    reopens(holding, holding.request(ANA), "new_information")
    holding.carries_out()
    holding.approves(CLAIRE, holding.request(ANA))
    holding.lives_on(minutes=10)

    assert outside(holding)[-3:] == [
        "joining.declined.subject",
        "joining.reopened.subject",
        "joining.letter.subject",
    ]
    assert holding.profile(ANA).is_member
    assert holding.inside == {ANA.person.identity}


def test_a_refusal_without_a_message_is_undone_with_one(holding: House) -> None:
    """The status had said it."""
    holding.declines(CLAIRE, holding.waits(ANA), message=SILENT)
    holding.lives_on(minutes=10)
    reopens(holding, holding.request(ANA))
    holding.carries_out()

    assert outside(holding).count("joining.reopened.subject") == 1


def test_what_is_undone_a_month_later_is_not_undone_any_more(holding: House) -> None:
    """A member is removed by another way, with a reason."""
    decided(holding)
    holding.lives_on(minutes=10)
    holding.waits_for(days=30)

    assert refusal(undoes(holding, DEV, holding.request(ANA))) == "refusal.nothing_to_undo"


def test_what_was_asked_anew_since_is_not_undone(holding: House) -> None:
    """There would be two open requests."""
    request = decided(holding, "decline")
    holding.lives_on(minutes=10)
    told = holding.request(ANA)
    holding.asks(ANA)

    assert refusal(undoes(holding, DEV, told)) == "refusal.newer_request"
    assert request.id != holding.request(ANA).id


def test_who_has_left_since_is_not_called_back(holding: House) -> None:
    """They are forgotten."""
    decided(holding)
    holding.lives_on(minutes=10)
    told = holding.request(ANA)
    holding.leaves(ANA)
    holding.carries_out()
    forgotten = holding.storage.transact(lambda unit: unit.requests.get(told.id))

    assert forgotten is not None
    assert refusal(undoes(holding, DEV, forgotten)) == "refusal.nothing_to_undo"


def test_nobody_undoes_or_sends_their_own(holding: House) -> None:
    """As nobody decides it."""
    own = Actor("ana", "Ana Roy", "ana.roy@calgary.ca", roles=COORDINATES)
    request = decided(holding)

    assert refusal(undoes(holding, own, request)) == "refusal.own_request"
    assert (
        refusal(holding.presses(own, "joining.send", request.id, request.revision)) == "refusal.own_request"
    )


@pytest.mark.parametrize("action", ["joining.undo", "joining.send"])
def test_a_waiting_request_has_nothing_to_undo_or_send(holding: House, action: str) -> None:
    """However the button got onto a screen."""
    request = holding.waits(LUC)

    assert refusal(holding.presses(CLAIRE, action, request.id, request.revision)) == "refusal.stale"


def test_undo_and_the_end_of_the_hold_at_the_same_moment_have_one_winner(holding: House) -> None:
    """Whoever stores first: what has gone out is not undone in silence."""
    request = decided(holding)
    holding.waits_for(minutes=10)
    undo = button(holding.card(request), "joining.undo")
    holding.app.tick()

    assert refusal(holding.clicks(DEV, undo)) == "refusal.stale"
    assert holding.profile(ANA).is_member
