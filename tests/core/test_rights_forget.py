"""Somebody asks to be forgotten, in whatever state and moment."""

from __future__ import annotations

import pytest

from bot.deliveries import Dismiss, Invitation, Letter
from bot.joining.model import State
from bot.members.model import Standing
from bot.outbox import Outcome, Result
from bot.ports import Unit
from bot.rights.forgetting import shown
from tests.core.cast import ANA, CLAIRE, DEV, LUC, Actor
from tests.core.house import DOWN, House
from tests.core.meetings import plans
from tests.core.memberships import decides
from tests.core.reading import button, card_of, facts, refusal, said, title
from tests.core.topics import suggested


def confirms(house: House, who: Actor = ANA) -> str:
    """After the preview; the receipt."""
    card = card_of(house.types(who, "forget"))
    done = card_of(house.clicks(who, button(card, "rights.forgotten")))
    return str(facts(done)["rights.forgotten.code"])


def records(house: House, person: str) -> set[str]:
    """What is still held under their number."""
    return {record.where for record in house.storage.transact(lambda unit: unit.holdings.held(person))}


def test_a_member_is_forgotten_with_a_receipt(ana: House) -> None:
    """Told at once and by the last letter; then the doors close and nothing leads to them."""
    member = ana.profile(ANA)
    code = confirms(ana)
    delivered = ana.carries_out()
    (letter,) = (each for each in delivered if isinstance(each, Letter))
    line = next(entry for entry in ana.audit() if entry.action == "forgotten")
    left = ana.storage.transact(lambda unit: unit.profiles.get(member.id))

    assert shown(line.id) == code
    assert letter.to == ANA.email
    assert said(letter.body) == [
        "rights.forgotten.letter", "rights.forgotten.keep", "rights.forgotten.address",
    ]  # fmt: skip
    assert any(isinstance(each, Dismiss) for each in delivered)
    assert ana.knows(ANA) is None
    assert left is not None
    assert (left.standing, left.name, left.address, left.receipt) == (Standing.LEFT, "", "", "")


def test_what_stays_are_lines_with_a_random_number(ana: House) -> None:
    """And the bare row, its request without words, errands that are over."""
    suggested(ana)
    member = ana.profile(ANA).id
    confirms(ana)
    ana.lives_on(hours=3)

    assert records(ana, member) == {"profiles", "requests", "postings", "errands", "audit"}


def test_the_preview_says_what_ends_and_what_stays(ana: House) -> None:
    """Of this person at this moment; looking changes nothing."""
    plans(ana, CLAIRE)
    ana.lives_on(minutes=1)
    suggested(ana)
    before = ana.profile(ANA)
    told = said(card_of(ana.types(ANA, "forget")).body)

    assert {"rights.forget.membership", "rights.forget.meetings", "members.leave.topics"} <= set(told)
    assert {"rights.forget.audit", "rights.forget.backups", "rights.forget.elsewhere"} <= set(told)
    assert "rights.forget.request" not in told
    assert ana.profile(ANA) == before


def test_a_meeting_tomorrow_goes_from_the_calendar(ana: House) -> None:
    """Before the address does."""
    plans(ana, CLAIRE)
    ana.lives_on(minutes=1)
    confirms(ana)
    letters = [each for each in ana.carries_out() if isinstance(each, Letter)]
    invitations = [each.invitation for each in letters if isinstance(each.invitation, Invitation)]

    assert [each.method for each in invitations] == ["CANCEL"]
    assert ana.knows(ANA) is None


@pytest.mark.parametrize("step", ["asked", "waits", "held", "declined"])
def test_somebody_outside_is_forgotten_wherever_their_request_stands(holding: House, step: str) -> None:
    """What the coordinators' card shows of them is gone, and nothing of a held decision happens."""
    if step == "asked":
        holding.asks(LUC)
    else:
        holding.waits(LUC)
    request = holding.request(LUC)
    if step == "held":
        holding.approves(CLAIRE, request)
    if step == "declined":
        holding.declines(CLAIRE, request)
        holding.lives_on(minutes=11)
    person = holding.profile(LUC).id
    confirms(holding, LUC)
    delivered = [*holding.carries_out(), *holding.lives_on(minutes=11)]
    (after,) = holding.storage.transact(lambda unit: unit.requests.of(person))

    assert (after.name, after.address, after.line) == ("", "", "")
    assert after.state is (State.DECLINED if step == "declined" else State.WITHDRAWN)
    assert not after.is_held
    assert holding.knows(LUC) is None
    assert not any(
        isinstance(each, Letter) and each.subject.id == "joining.letter.subject" for each in delivered
    )
    if step != "asked":
        assert LUC.name not in str(holding.card(after))


def test_a_coordinator_who_approves_at_that_moment_is_told(house: House) -> None:
    """The request is over; the card says so."""
    request = house.waits(LUC)
    confirms(house, LUC)
    house.carries_out()

    assert refusal(house.presses(CLAIRE, "joining.approve", request.id, request.revision)) != ""
    assert refusal(house.presses(DEV, "joining.assign", request.id, request.revision)) != ""
    assert house.knows(LUC) is None


@pytest.mark.parametrize("how", ["suspend", "remove"])
def test_whoever_was_suspended_or_removed_may_be_forgotten(ana: House, how: str) -> None:
    """The preview says that this goes too, where it was a removal."""
    decides(ana, how, ana.profile(ANA))
    ana.carries_out()
    told = said(card_of(ana.types(ANA, "forget")).body)
    confirms(ana)
    ana.carries_out()

    assert ("rights.forget.removal" in told) is (how == "remove")
    assert ana.knows(ANA) is None


def test_forgetting_twice_is_forgetting_once(ana: House) -> None:
    """Whoever presses again is nobody by then."""
    ana.types(ANA, "forget")
    confirms(ana)
    again = ana.presses(ANA, "rights.forgotten")
    ana.carries_out()
    lines = [entry for entry in ana.audit() if entry.action == "forgotten"]

    assert said(card_of(again).body) == ["rights.data.nothing"]
    assert len(lines) == 1


def test_a_receipt_that_cannot_be_delivered_keeps_the_address_for_days_at_most(ana: House) -> None:
    """As long as a letter is tried; then it goes all the same."""
    person = ana.profile(ANA).id
    ana.fates[Letter] = DOWN
    confirms(ana)
    ana.carries_out()
    kept = ana.storage.transact(lambda unit: unit.profiles.get(person))
    for _ in range(80):
        ana.lives_on(hours=1)
    left = ana.storage.transact(lambda unit: unit.profiles.get(person))

    assert kept is not None
    assert kept.address == ANA.email
    assert title(ana.types(ANA, "data")) == "rights.data.title"
    assert left is not None
    assert (left.address, left.receipt) == ("", "")
    assert ana.knows(ANA) is None


def test_a_receipt_whose_mailbox_is_gone_keeps_nothing(ana: House) -> None:
    """Refused for good."""
    ana.fates[Letter] = Outcome(Result.NEVER, code="mailbox_refused")
    confirms(ana)
    ana.carries_out()

    assert ana.knows(ANA) is None


def test_whoever_comes_back_before_the_receipt_is_out_is_somebody_new(ana: House) -> None:
    """Nothing of before is theirs."""
    former = ana.profile(ANA).id
    ana.fates[Letter] = DOWN
    confirms(ana)
    ana.fates.clear()
    ana.waits_for(hours=2)
    ana.waits(ANA)

    def still(unit: Unit) -> str:
        profile = unit.profiles.get(former)
        return profile.address if profile else ""

    assert ana.profile(ANA).id != former
    assert ana.storage.transact(still) == ""


def test_a_vote_in_an_open_poll_is_taken_out_with_the_voter(ana: House) -> None:
    """As when somebody leaves: their place on the roll is struck, and the ballot withdrawn."""
    person = ana.profile(ANA).id
    confirms(ana)
    ana.lives_on(minutes=1)

    assert "poll_roll" not in records(ana, person)
