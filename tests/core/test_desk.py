"""What coordinators do with a request: decide once, ask, assign; and who may not."""

from dataclasses import replace

import pytest

from bot.chat import Text
from bot.deliveries import Admit, Direct, Edit, Letter, Post
from bot.joining.model import State
from bot.members.model import Standing
from bot.outbox import Outcome, Result
from bot.replies import Answer, Replace
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, FLO, LUC, Actor
from tests.core.house import DECISIONS, House
from tests.core.reading import (
    actions,
    card_of,
    facts,
    form_of,
    refusal,
    said,
    shown,
    title,
    written,
)

# ---- approving


def test_approving_makes_the_applicant_a_member(house: House) -> None:
    """With the name and the community of the request."""
    house.approves(CLAIRE, house.waits(ANA))

    assert house.request(ANA).state is State.APPROVED
    member = house.profile(ANA)
    assert (member.standing, member.name, member.community_id) == (Standing.MEMBER, "Ana Roy", "4806016")
    assert member.joined_at == house.clock.now()


def test_approving_is_one_unit_with_all_that_follows(house: House) -> None:
    """The door, the welcome, the confirmation letter, and the cards of both rooms."""
    house.approves(CLAIRE, house.waits(ANA))
    carried_out = house.carries_out()

    assert [letter.subject.id for letter in carried_out if isinstance(letter, Letter)] == [
        "joining.letter.subject"
    ]
    assert [direct.card.title.id for direct in carried_out if isinstance(direct, Direct)] == [
        "members.welcome.title"
    ]
    assert [door.identity for door in carried_out if isinstance(door, Admit)] == [ANA.person.identity]
    assert {edit.platform for edit in carried_out if isinstance(edit, Edit)} == {"slack", "discord"}


def test_the_card_says_at_once_who_approved_and_offers_to_undo_it_alone(house: House) -> None:
    """To the one who pressed by the reply, to everybody by an errand."""
    request = house.waits(ANA)
    answer = house.approves(CLAIRE, request)
    house.carries_out()

    for card in (card_of(answer), house.card(request), house.card(request, "discord")):
        assert said(card.body)[0] == "joining.desk.approved"
        assert "Claire Coté" in written(card.body)
        assert actions(card) == ["joining.undo"]


def test_of_two_coordinators_at_the_same_moment_exactly_one_wins(house: House) -> None:
    """The other is told who it was and how long ago, and sees the card as it is."""
    request = house.waits(ANA)
    house.approves(CLAIRE, request)
    house.waits_for(seconds=4)
    second = house.approves(DEV, request)

    assert isinstance(second.reply, Replace)
    assert second.reply.notice is not None
    assert second.reply.notice.body[0] == Text(
        "refusal.already_decided",
        {
            "who": "Claire Coté",
            "ago": Text("time.seconds", {"n": 4}),
            "decision": Text("joining.state.approved"),
        },
    )
    assert second.reply.card == house.approves(CLAIRE, request).reply.card  # type: ignore[union-attr]


@pytest.mark.parametrize("second", ["joining.approve", "joining.decline", "joining.assign", "joining.ask"])
def test_the_second_decision_changes_and_sends_nothing(house: House, second: str) -> None:
    """One member, one letter, one welcome, whatever else was pressed."""
    request = house.waits(ANA)
    house.approves(CLAIRE, request)
    approved = house.request(ANA)
    answer = house.presses(DEV, second, request.id, request.revision)
    house.carries_out()

    assert refusal(answer) == "refusal.already_decided"
    assert house.request(ANA) == approved
    assert len(house.letters(ANA)) - len(house.codes(ANA)) == 1
    assert len(house.directs(ANA)) == 1


def test_a_form_that_was_open_when_somebody_else_decided_is_told_so_too(house: House) -> None:
    """With the card as it stands now, since there is none to replace."""
    request = house.waits(ANA)
    form = form_of(house.presses(DEV, "joining.decline", request.id, request.revision))
    house.approves(CLAIRE, request)
    answer = house.fills_in(DEV, form, reason="not_staff", message="send")

    assert refusal(answer) == "refusal.already_decided"
    assert "joining.desk.approved" in said(card_of(answer).body)
    assert house.request(ANA).state is State.APPROVED


# ---- assigning


def test_who_takes_a_request_on_is_named_on_its_card(house: House) -> None:
    """The buttons stay: the others may still decide."""
    request = house.waits(ANA)
    house.presses(DEV, "joining.assign", request.id, request.revision)
    house.carries_out()

    assert facts(house.card(request))["joining.fact.assigned"] == "Dev Singh"
    assert actions(house.card(request)) == DECISIONS


def test_somebody_else_may_take_it_over_and_decide(house: House) -> None:
    """Assigning is a note, not a lock."""
    request = house.waits(ANA)
    house.presses(DEV, "joining.assign", request.id, request.revision)
    house.presses(CLAIRE, "joining.assign", request.id, request.revision + 1)
    house.approves(DEV, house.request(ANA))

    assert house.request(ANA).state is State.APPROVED


# ---- who may not, and what is no longer so


@pytest.mark.parametrize("who", [LUC, FLO])
@pytest.mark.parametrize("action", DECISIONS)
def test_who_is_no_coordinator_decides_nothing(house: House, who: Actor, action: str) -> None:
    """A button grants nothing: the role is looked at every time."""
    request = house.waits(ANA)
    answer = house.presses(who, action, request.id, request.revision)

    assert said(card_of(answer).body) == ["refusal.not_allowed", "role.coordinator"]
    assert house.request(ANA) == request


@pytest.mark.parametrize("action", DECISIONS)
def test_nobody_decides_on_their_own_request(house: House, action: str) -> None:
    """Nor asks, nor takes it on."""
    coordinator = replace(ANA, roles=COORDINATES)
    request = house.waits(coordinator)
    answer = house.presses(coordinator, action, request.id, request.revision)

    assert refusal(answer) == "refusal.own_request"
    assert house.request(ANA) == request


def test_nobody_decides_on_their_own_request_from_another_account(house: House) -> None:
    """The same proven mailbox is the same person on every platform."""
    elsewhere = replace(ANA.on("discord"), roles=COORDINATES)
    request = house.waits(ANA)
    house.asks(elsewhere)
    house.proves(elsewhere)

    assert refusal(house.approves(elsewhere, request)) == "refusal.own_request"


@pytest.mark.parametrize("action", DECISIONS)
def test_a_button_older_than_the_request_shows_it_as_it_is_now(house: House, action: str) -> None:
    """What was not seen is not decided on."""
    request = house.waits(ANA)
    house.presses(DEV, "joining.assign", request.id, request.revision)
    answer = house.presses(CLAIRE, action, request.id, request.revision)

    assert refusal(answer) == "refusal.stale"
    assert facts(card_of(answer))["joining.fact.assigned"] == "Dev Singh"
    assert house.request(ANA).state is State.WAITING


@pytest.mark.parametrize("revision", [0, 2, 999_999_999])
def test_a_forged_revision_decides_nothing(house: House, revision: int) -> None:
    """Whether it is of the past or of a future that has not come."""
    request = house.waits(ANA)

    assert refusal(house.presses(CLAIRE, "joining.approve", request.id, revision)) == "refusal.stale"
    assert house.request(ANA) == request


def test_a_card_that_somebody_deleted_is_posted_anew(house: House) -> None:
    """Or nobody could decide on that request."""
    request = house.waits(ANA)
    house.fates[Edit] = Outcome(Result.NEVER, code="message_gone")
    house.presses(CLAIRE, "joining.assign", request.id, request.revision)
    house.carries_out()

    assert [post.card.title.id for post in house.arrived(Post)].count("joining.desk.title") == 4
    assert facts(house.card(request))["joining.fact.assigned"] == "Claire Coté"


@pytest.mark.parametrize("action", ["joining.ask", "joining.decline"])
def test_a_form_older_than_the_request_shows_it_as_it_is_now(house: House, action: str) -> None:
    """The sentence first, then the card with its buttons."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, action, request.id, request.revision))
    house.presses(DEV, "joining.assign", request.id, request.revision)
    answer = house.fills_in(CLAIRE, form, question="Where?", reason="other", message="send")

    assert refusal(answer) == "refusal.stale"
    assert facts(card_of(answer))["joining.fact.assigned"] == "Dev Singh"
    assert actions(card_of(answer)) == DECISIONS


@pytest.mark.parametrize("action", DECISIONS)
@pytest.mark.parametrize("subject", ["0" * 26, "", "me", "new"])
def test_a_forged_id_is_unknown(house: House, action: str, subject: str) -> None:
    """However it got onto a button."""
    assert refusal(house.presses(CLAIRE, action, subject, 1)) == "refusal.unknown"


@pytest.mark.parametrize("action", DECISIONS)
def test_a_request_without_a_proven_mailbox_cannot_be_decided(house: House, action: str) -> None:
    """The coordinators have not heard of it yet."""
    house.asks(ANA)
    request = house.request(ANA)

    assert refusal(house.presses(CLAIRE, action, request.id, request.revision)) == "refusal.unknown"


@pytest.mark.parametrize("action", DECISIONS)
def test_what_the_applicant_withdrew_is_not_decided_any_more(house: House, action: str) -> None:
    """Nobody decided it, so nobody is named."""
    request = house.waits(ANA)
    house.presses(ANA, "joining.withdrawn", request.id)
    answer: Answer = house.presses(CLAIRE, action, request.id, request.revision)

    assert refusal(answer) == "refusal.not_waiting"
    assert title(answer) == "joining.desk.title"
    assert "joining.desk.withdrawn" in said(shown(card_of(answer)))
