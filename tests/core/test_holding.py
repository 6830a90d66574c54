"""A decision is held before anybody outside hears of it: undone in silence, or sent at once."""

from datetime import timedelta

import pytest

from bot.joining.model import State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.decisions import decided, outside, sends_now, undoes
from tests.core.house import DECISIONS, House
from tests.core.reading import actions, card_of, refusal, said, title

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
