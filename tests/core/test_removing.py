"""A membership is ended with a reason; whoever had it may ask again, and the coordinators see that."""

import pytest

from bot.joining.model import State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV, LUC, Actor
from tests.core.changes import newest_code, waiting_change
from tests.core.house import House
from tests.core.memberships import ELSEWHERE, decides, looks_up, told
from tests.core.reading import (
    actions,
    card_of,
    facts,
    form_of,
    refusal,
    said,
    title,
)


def test_a_removed_member_is_put_out_and_told_why(house: House) -> None:
    """And that they may ask again."""
    member = house.joins(ANA)
    decides(house, "remove", member, "employer")
    about = told(house)

    removed = house.profile(ANA)
    assert about == ["members.removed.title"] * 2
    assert (removed.standing, removed.reason, removed.left_at) == (
        Standing.REMOVED, "employer", house.clock.now(),
    )  # fmt: skip
    assert house.inside == set()
    assert "members.removed.again" in said(house.letters(ANA)[-1].body)


def test_of_a_removed_member_the_name_stays_for_coordinators(house: House) -> None:
    """Sealed, with the reason; nothing more is to be decided on them."""
    member = house.joins(ANA)
    decides(house, "remove", member, "conduct")
    card = card_of(looks_up(house, member))

    assert facts(card)["joining.fact.name"] == "Ana Roy"
    assert said(facts(card)["members.fact.reason"]) == ["members.removed_for.conduct"]
    assert facts(card)["members.fact.until"] == house.clock.now()
    assert actions(card) == []


@pytest.mark.parametrize("who", [ANA, ELSEWHERE])
def test_who_was_removed_can_ask_again_and_the_card_says_so(house: House, who: Actor) -> None:
    """The same account, or the same mailbox."""
    decides(house, "remove", house.joins(ANA), "conduct")
    house.waits_for(days=1)
    request = house.waits(who)

    assert said(house.card(request).body) == ["joining.desk.was_removed", "members.removed_for.conduct"]


def test_approved_anew_they_are_a_member_again(house: House) -> None:
    """With the doors open; of the removal nothing stands on them any more."""
    member = house.joins(ANA)
    decides(house, "remove", member)
    house.carries_out()
    house.joins(ANA)

    back = house.profile(ANA)
    assert (back.id, back.standing, back.reason, back.left_at) == (member.id, Standing.MEMBER, "", None)
    assert house.inside == {ANA.person.identity}


def test_a_removed_member_sees_the_way_in(house: House) -> None:
    """Like anybody else."""
    decides(house, "remove", house.joins(ANA))

    assert title(house.types(ANA, "home")) == "members.outside.title"
    assert form_of(house.types(ANA, "join")).action == "joining.submit"


def test_whoever_was_removed_becomes_nobody_else_by_a_colleague_s_code(house: House) -> None:
    """That they were removed is not to be lost so; the coordinators see both."""
    luc = house.joins(LUC)
    removed = house.joins(ANA)
    decides(house, "remove", removed)
    house.asks(ANA, email=LUC.email)
    house.enters(ANA, newest_code(house))
    house.carries_out()
    request = house.request(ANA)

    assert house.profile(ANA).id == removed.id
    assert {"joining.desk.was_removed", "joining.desk.mailbox_taken"} <= set(said(house.card(request).body))
    assert refusal(house.approves(CLAIRE, request)) == "refusal.mailbox_taken"
    assert house.profile(LUC).id == luc.id


def test_a_removed_account_is_not_linked_to_a_colleague(house: House) -> None:
    """The answer is what it is for a mailbox of nobody."""
    house.joins(LUC)
    removed = house.joins(ANA)
    decides(house, "remove", removed)
    house.submits(ANA, "joining.link", "new", email=LUC.email)
    answer = house.submits(ANA, "joining.verify", house.request(ANA).id, 0, code=newest_code(house))

    assert title(answer) == "members.nobodys.title"
    assert house.profile(ANA).id == removed.id


def test_removing_takes_an_open_change_along(house: House) -> None:
    """There is nothing left to decide on it."""
    request = waiting_change(house)
    decides(house, "remove", house.profile(ANA))
    house.carries_out()

    assert house.request(ANA).state is State.WITHDRAWN
    assert refusal(house.approves(DEV, request)) == "refusal.not_waiting"


def test_a_suspended_member_can_be_removed(house: House) -> None:
    """What is told then is the removal."""
    member = house.joins(ANA)
    decides(house, "suspend", member)
    decides(house, "remove", member)

    assert told(house) == ["members.removed.title"] * 2
