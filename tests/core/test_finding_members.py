"""Coordinators find members by name, or by the reference of one, and see who it is."""

from dataclasses import replace

import pytest

from bot.chat import Command
from tests.core.cast import ANA, CLAIRE, FLO, LUC, Actor
from tests.core.house import House
from tests.core.memberships import decides, looks_up
from tests.core.reading import (
    actions,
    card_of,
    facts,
    listed,
    refusal,
    said,
    shown,
    written,
)

# ---- finding


@pytest.mark.parametrize("typed", ["gagne", "GAGNÉ", "luc", "ga lu", "Luc Gag"])
def test_a_member_is_found_by_the_beginnings_of_their_names(house: House, typed: str) -> None:
    """In any order, however it is accented."""
    house.joins(ANA)
    luc = house.joins(LUC)
    card = card_of(house.hosts(CLAIRE, "members", typed))

    assert written(card.body) == [luc.reference, "Luc Gagné", "QC"]


@pytest.mark.parametrize("typed", ["agne", "roy luc", "zoé", "luc@montreal.ca"])
def test_other_parts_of_a_name_find_nobody(house: House, typed: str) -> None:
    """And that is said."""
    house.joins(LUC)

    assert said(card_of(house.hosts(CLAIRE, "members", typed)).body) == ["members.desk.nobody"]


@pytest.mark.parametrize("typed", ["", " ", "…!", "’"])
def test_looking_for_nothing_says_what_to_type(house: House, typed: str) -> None:
    """Nobody is read for it."""
    assert refusal(house.hosts(CLAIRE, "members", typed)) == "refusal.name_needed"


def test_at_most_ten_are_listed_and_it_is_said_that_there_are_more(house: House) -> None:
    """The rest is found by typing more."""
    for number in range(11):
        house.joins(ANA.called(f"ana{number}"))
    card = card_of(house.hosts(CLAIRE, "members", "ana"))

    assert said(card.body).count("members.desk.line") == 10
    assert "members.desk.more" in said(card.body)


def test_applicants_and_whoever_left_are_not_among_members(house: House) -> None:
    """Those who are suspended are."""
    house.waits(ANA)
    house.joins(LUC)
    house.leaves(LUC)
    flo = house.joins(replace(FLO, roles=frozenset()))
    decides(house, "suspend", flo)

    assert said(card_of(house.hosts(CLAIRE, "members", "ana")).body) == ["members.desk.nobody"]
    assert said(card_of(house.hosts(CLAIRE, "members", "luc")).body) == ["members.desk.nobody"]
    assert "members.standing.suspended" in said(card_of(house.hosts(CLAIRE, "members", "flo")).body)


# ---- looking


def test_the_card_says_who_it_is_and_not_the_address(house: House) -> None:
    """Name, community, domain, doors, standing, since when."""
    member = house.joins(ANA)
    card = card_of(looks_up(house, member))

    assert facts(card)["joining.fact.name"] == "Ana Roy"
    assert facts(card)["joining.fact.domain"] == "calgary.ca"
    assert said(listed(card, "members.fact.access")) == ["joining.admission.admitted", "platform.slack"]
    assert said(facts(card)["members.fact.standing"]) == ["members.standing.member"]
    assert facts(card)["members.fact.since"] == member.joined_at
    assert ANA.email not in repr(shown(card))
    assert actions(card) == ["members.suspend", "members.remove", "members.merge", "members.reveal"]


def test_a_reference_is_read_as_people_type_it(house: House) -> None:
    """In small letters, with spaces around it."""
    member = house.joins(ANA)

    assert house.hosts(CLAIRE, "member", f" {member.reference.lower()} ") == looks_up(house, member)


@pytest.mark.parametrize("typed", ["", "abc", "ABCDEF", "' OR 1=1 --", "x" * 500, "ÉÉÉÉÉÉ", "%%%%%%"])
def test_what_is_no_reference_of_anybody_is_told(house: House, typed: str) -> None:
    """Whatever it is."""
    house.joins(ANA)

    assert refusal(house.hosts(CLAIRE, "member", typed)) == "refusal.no_such_member"


def test_whoever_was_forgotten_is_not_shown(house: House) -> None:
    """Their bare row has no name."""
    member = house.joins(ANA)
    house.leaves(ANA)
    house.carries_out()

    assert refusal(looks_up(house, member)) == "refusal.no_such_member"


@pytest.mark.parametrize("name", ["members", "member"])
@pytest.mark.parametrize("who", [ANA, FLO])
def test_only_coordinators_look(house: House, name: str, who: Actor) -> None:
    """A member does not; and the role is read anew for it."""
    house.joins(ANA)

    assert said(card_of(house.hosts(who, name, "ana")).body) == ["refusal.not_allowed", "role.coordinator"]
    assert house.app.needs_fresh_roles(Command("host", name, who.person))
