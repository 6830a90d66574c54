"""Which community is meant: found while typing, chosen, or typed when it is in no list."""

import pytest

from bot.chat import Choice, Lookup, Text
from bot.communities.model import Community
from bot.communities.registry import Changes
from bot.joining.forms import LISTED, TYPED
from tests.core.cast import ANA, CALGARY, LUC, MONTREAL
from tests.core.house import House
from tests.core.reading import facts, said, written


def finds(house: House, query: str, field: str = "community") -> tuple[Choice, ...]:
    return house.app.look_up(Lookup("joining.submit", field, query, ANA.person))


def apart(choice: Choice) -> object:
    assert isinstance(choice.label, Text)
    return choice.label.values["apart"]


@pytest.mark.parametrize("query", ["Montréal", "montreal", "MONTRE", "ville de mont"])
def test_a_community_is_found_however_it_is_typed(house: House, query: str) -> None:
    """With or without accents, in either language, from its beginning."""
    assert LISTED + MONTREAL in [choice.value for choice in finds(house, query)]


def test_what_was_typed_is_the_last_option(house: House) -> None:
    """The registry is a help, not a list of who exists."""
    assert finds(house, "  Halfway River ")[-1] == Choice(
        TYPED + "Halfway River", Text("joining.community_not_listed", {"typed": "Halfway River"})
    )


def test_an_option_tells_which_of_those_with_one_name_it_is(house: House) -> None:
    """By what kind of community it is, and where."""
    nanaimo = [choice.label for choice in finds(house, "nanaimo")[:-1]]

    assert sorted(kind for label in nanaimo for kind in said(label)[1:]) == [
        "community.type.city",
        "community.type.regional_district",
    ]


def test_two_that_read_alike_are_told_apart_by_what_they_belong_to(house: House) -> None:
    """Or by their ids, where that is the same; « ville » is one word for a town and a city."""
    mrcs = [Community(f"mrc-{n}", f"MRC {n}", "", "regional", "QC", "MRC") for n in (1, 2)]
    twins = [
        Community(f"24{n}", "Saint-Zéphirin", "", "municipality", "QC", "MÉ", parent_id=f"mrc-{n}")
        for n in (1, 2)
    ]
    towns = [Community(code, "Zéphirville", "", "municipality", "QC", code.upper()) for code in ("cy", "t")]
    house.world.communities.apply(Changes(1, [*mrcs, *twins, *towns]))

    saints, cities = finds(house, "saint-zéphirin")[:-1], finds(house, "zéphirville")[:-1]
    assert list(map(apart, saints)) == [mrc.named for mrc in mrcs]
    assert list(map(apart, cities)) == ["cy", "t"]


def test_a_name_that_a_band_and_its_reserve_have_is_the_band_s(house: House) -> None:
    """That is where the office is; an area of statistics has none."""
    band = Community("band-999", "Zephyr", "", "first_nation", "BC", "BAND")
    reserve = Community("5999999", "Zephyr", "", "first_nation", "BC", "IRI", parent_id="band-999")
    area = Community("5999998", "Zephyr", "", "other", "BC", "RDA")
    house.world.communities.apply(Changes(1, [reserve, area, band]))
    house.asks(ANA, community="zephyr")

    assert house.request(ANA).community_id == "band-999"


@pytest.mark.parametrize("query", ["", "   ", "a\nb", "x" * 101, "a\u202eb"])
def test_what_could_not_be_submitted_is_not_offered(house: House, query: str) -> None:
    """Looking up never fails."""
    assert not [choice for choice in finds(house, query) if choice.value.startswith(TYPED)]


def test_no_more_is_offered_than_every_platform_can_show(house: House) -> None:
    """Ten rows and what was typed."""
    assert len(finds(house, "a")) == 11


def test_other_fields_have_nothing_to_look_up(house: House) -> None:
    """Nor have forms that there are not."""
    assert finds(house, "mont", field="name") == ()
    assert house.app.look_up(Lookup("joining.ask", "community", "mont", ANA.person)) == ()


@pytest.mark.parametrize("typed", ["City of Calgary", "ville de calgary", "calgary", "CALGARY"])
def test_a_typed_name_that_only_one_community_has_is_that_community(house: House, typed: str) -> None:
    """Whether or not the platform offered a list to choose from."""
    house.asks(ANA, community=typed)

    assert house.request(ANA).community_id == CALGARY
    assert house.request(ANA).community_typed == ""


def test_a_typed_name_that_two_communities_have_is_kept_as_it_stands(house: House) -> None:
    """Nobody guesses which of them was meant."""
    house.asks(ANA, community="Nanaimo")

    assert (house.request(ANA).community_id, house.request(ANA).community_typed) == ("", "Nanaimo")


def test_a_typed_name_that_is_in_no_list_is_kept_as_it_stands(house: House) -> None:
    """And shown so to the coordinators, with the advice to look."""
    request = house.waits(LUC, community="xʷməθkʷəy̓əm, south")
    card = house.card(request)

    assert (request.community_id, request.community_typed) == ("", "xʷməθkʷəy̓əm, south")
    assert written(facts(card)["joining.fact.community"]) == ["xʷməθkʷəy̓əm, south"]
    assert "unlisted_community" in request.reasons
