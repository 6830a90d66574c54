"""Who decides on members, and what is too late: nothing is done twice, or to oneself."""

from dataclasses import replace

import pytest

from bot.audit import Action
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import House
from tests.core.memberships import decides, looks_up
from tests.core.reading import (
    actions,
    button,
    card_of,
    problems,
    refusal,
    shown,
    written,
)


@pytest.mark.parametrize("what", ["suspend", "remove"])
def test_a_decision_is_audited_with_its_reason(house: House, what: str) -> None:
    """By whom it was made."""
    member = house.joins(ANA)
    decides(house, what, member, "conduct")
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member.id, 1))

    assert line.action is (Action.SUSPENDED if what == "suspend" else Action.REMOVED)
    assert (line.actor, line.reason) == (house.profile(CLAIRE).id, "conduct")


@pytest.mark.parametrize("what", ["suspend", "remove", "merge", "reinstate", "merged", "reveal"])
def test_nobody_decides_on_themselves(house: House, what: str) -> None:
    """A coordinator who is a member sees no buttons, and forging them does not help."""
    me = replace(ANA, roles=CLAIRE.roles)
    member = house.joins(me)
    subject = member.id * 2 if what == "merged" else member.id

    assert actions(card_of(looks_up(house, member, me))) == []
    assert refusal(house.presses(me, f"members.{what}", subject)) == "refusal.own_membership"
    assert house.profile(me).standing is Standing.MEMBER


@pytest.mark.parametrize("what", ["suspend", "remove", "merge", "reinstate", "reveal"])
def test_a_forged_id_is_unknown(house: House, what: str) -> None:
    """Whatever it looks like."""
    assert refusal(house.presses(CLAIRE, f"members.{what}", "0" * 26)) == "refusal.unknown"


def test_an_old_button_shows_how_it_stands_now(house: House) -> None:
    """Somebody else was faster."""
    member = house.joins(ANA)
    old = button(card_of(looks_up(house, member)), "members.suspend")
    decides(house, "suspend", member, who=DEV)
    answer = house.clicks(CLAIRE, old)

    assert refusal(answer) == "refusal.stale"
    assert "members.reinstate" in actions(card_of(answer))


@pytest.mark.parametrize("reason", ["", "because", "employer_", "x" * 300])
def test_a_reason_is_one_of_the_list(house: House, reason: str) -> None:
    """Nothing is decided without."""
    member = house.joins(ANA)
    answer = house.submits(CLAIRE, "members.remove", member.id, reason=reason)

    assert list(problems(answer)) == ["reason"]
    assert house.profile(ANA).standing is Standing.MEMBER


def test_who_left_a_second_ago_is_suspended_no_more(house: House) -> None:
    """There is nobody there."""
    member = house.joins(ANA)
    old = button(card_of(looks_up(house, member)), "members.suspend")
    house.leaves(ANA)

    assert refusal(house.clicks(CLAIRE, old)) == "refusal.unknown"


def test_the_whole_address_of_a_member_is_shown_to_whoever_asks_alone(house: House) -> None:
    """Their card has the domain; each look is audited."""
    member = house.joins(ANA)
    card = card_of(looks_up(house, member))
    answer = house.clicks(CLAIRE, button(card, "members.reveal"))
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member.id, 1))

    assert ANA.email not in written(shown(card))
    assert written(card_of(answer).body) == [ANA.email]
    assert (line.action, line.actor) == (Action.REVEALED, house.profile(CLAIRE).id)


def test_of_whoever_is_not_in_any_more_no_address_is_shown(house: House) -> None:
    """Removed or gone."""
    member = house.joins(ANA)
    decides(house, "remove", member)
    assert refusal(house.presses(CLAIRE, "members.reveal", member.id)) == "refusal.stale"

    luc = house.joins(LUC)
    house.leaves(LUC)
    assert refusal(house.presses(CLAIRE, "members.reveal", luc.id)) == "refusal.unknown"
