"""Members ask for a link to their own pages where they are, for their eyes alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat import Card, Link
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import button, card_of, refusal, said
from tests.core.visits import VISITOR, begins, web_house
from tests.stores import sqlite_url


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """One of a network that is reached on the web, with one member."""
    with web_house(tmp_path) as house:
        yield house


def link(card: Card) -> Link:
    (fact,) = card.facts
    assert isinstance(fact.value, Link)
    return fact.value


def test_a_member_gets_a_link_where_they_are(house: House) -> None:
    """Good for a quarter of an hour; pressing for another leaves the first one good."""
    card = card_of(house.types(ANA, "page"))
    again = card_of(house.clicks(ANA, button(card, "visits.page")))
    house.waits_for(minutes=14)

    assert "visits.page.yours" in said(card.body)
    assert (begins(house, link(again)), begins(house, link(card), "w2" * 13)) == (True, True)


def test_no_script_of_a_member_draws_links_without_end(house: House) -> None:
    """With each visit it would be counted anew how much somebody does in an hour."""
    shown = [house.types(ANA, "page") for _ in range(11)]
    pressed = [house.presses(ANA, "visits.page") for _ in range(11)]

    for each in (shown, pressed):
        assert {card_of(answer).title.id for answer in each[:10]} == {"visits.page.title"}
        assert refusal(each[10]) == "refusal.too_fast"


def test_the_card_of_ones_data_leads_to_the_pages(house: House) -> None:
    """Not on the pages themselves, where one is already."""
    button(card_of(house.types(ANA, "data")), "visits.page")
    begins(house, link(card_of(house.types(ANA, "page"))))
    there = card_of(house.types(VISITOR, "data"))

    assert "visits.page" not in {each.action for each in there.buttons}


def test_a_visit_makes_no_links(house: House) -> None:
    """Whoever got hold of one would never have to leave."""
    begins(house, link(card_of(house.types(ANA, "page"))))

    assert refusal(house.types(VISITOR, "page")) == "refusal.there_already"
    assert refusal(house.presses(VISITOR, "visits.page")) == "refusal.there_already"


@pytest.mark.parametrize("who", [LUC, ANA])
def test_nobody_but_members_has_pages(house: House, who: Actor) -> None:
    """Neither a stranger, nor a member whose membership rests."""
    decides(house, "suspend", house.profile(ANA))

    assert refusal(house.types(who, "page")) == "refusal.not_allowed"


def test_a_network_without_an_address_says_that_it_has_none(tmp_path: Path) -> None:
    """And its cards lead nowhere."""
    house = House(sqlite_url(tmp_path))
    house.joins(ANA)
    told, data = card_of(house.types(ANA, "page")), card_of(house.types(ANA, "data"))
    house.close()

    assert (said(told.body), told.facts) == (["visits.page.unavailable"], ())
    assert "visits.page" not in {each.action for each in data.buttons}
