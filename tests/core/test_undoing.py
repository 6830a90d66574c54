"""What was decided and told can be undone: a new decision, with errands of its own that make up for it."""

from datetime import timedelta

import pytest

from bot.joining.forms import SILENT
from bot.joining.model import State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC, Actor
from tests.core.decisions import decided, outside, reopens, undoes
from tests.core.house import DECISIONS, House
from tests.core.reading import actions, button, refusal


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
