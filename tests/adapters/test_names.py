"""Finding a community while somebody types: from its letters, whatever keyboard, and in spite of slips."""

import pytest

from adapters.communities import Directory
from bot.communities.model import Community
from bot.communities.registry import Changes, Listed


def place(name: str, kind: str = "municipality", community_id: str = "", **other: str) -> Community:
    return Community(community_id or name.lower(), name, "", kind, "BC", **other)  # type: ignore[arg-type] # names are ours


def found(registry: Directory, query: str, limit: int = 10) -> list[str]:
    return [each.name for each in registry.search(query, "en", limit)]


TOWNS = Directory(map(place, ("Edmonton", "Edmundston", "Ajax", "Richmond Hill", "Saanich", "Old Saanich")))


@pytest.mark.parametrize(
    "typed, name",
    [
        ("edmnton", "Edmonton"),
        ("edmoonton", "Edmonton"),
        ("edmomton", "Edmonton"),
        ("edomnton", "Edmonton"),
        ("redmonton", "Edmonton"),
        ("dmonton", "Edmonton"),
        ("edmnoton", "Edmonton"),
        ("richmnd hil", "Richmond Hill"),
        ("ajx", "Ajax"),
        ("saanihc", "Saanich"),
        ("city of edmomton", "Edmonton"),
    ],
)
def test_a_slip_is_forgiven_from_three_letters_on(typed: str, name: str) -> None:
    """A letter too few, too many, another one, or two that changed places."""
    assert found(TOWNS, typed)[0] == name


def test_two_letters_are_taken_as_they_are() -> None:
    """Nearly everything is a slip away from them."""
    assert found(TOWNS, "aj") == ["Ajax"]
    assert found(TOWNS, "jx") == []


def test_slips_come_after_what_fits() -> None:
    """And the nearer slip before the farther one."""
    assert found(TOWNS, "edmonton") == ["Edmonton"]
    assert found(TOWNS, "edmunton") == ["Edmonton", "Edmundston"]
    assert found(TOWNS, "saanixh") == ["Saanich", "Old Saanich"]


@pytest.mark.parametrize("typed", ["st john", "saint john", "St. John"])
def test_saints_are_found_written_out_or_not(typed: str) -> None:
    """As everybody writes them."""
    registry = Directory(map(place, ("Saint John", "St. John's", "Sault")))

    assert sorted(found(registry, typed)) == ["Saint John", "St. John's"]


@pytest.mark.parametrize("typed", ["ʔakisq'nuk", "akisqnuk", "?Akisq'nuk", "Akisq’nuk"])
def test_letters_that_no_keyboard_has_can_be_left_out(typed: str) -> None:
    """Also where federal data lost them."""
    registry = Directory([place("ʔakisq'nuk First Nation", "first_nation")])

    assert found(registry, typed) == ["ʔakisq'nuk First Nation"]


@pytest.mark.parametrize(
    "name, typed",
    [
        ("Tŝideldel", "tsideldel"),
        ("Łutselk'e", "lutselke"),
        ("Îyârhe", "iyarhe"),
        ("Lheidli T’enneh", "tenneh"),
    ],
)
def test_names_are_found_in_plain_letters(name: str, typed: str) -> None:
    """A stroke, a hat or an apostrophe is no hurdle."""
    assert found(Directory([place(name, "first_nation")]), typed) == [name]


def test_an_area_without_an_office_comes_last() -> None:
    """Nobody works there; unless a domain is known, or it is an organisation."""
    area = place("Nanaimo A", "other", type_code="RDA")
    council = place("Nanaimo Council", "other", type_code="TRIBAL_COUNCIL")
    agency = place("Nanaimo Board", "other", community_id="board")
    registry = Directory(
        [area, council, agency, place("Old Nanaimo")], [Listed("board", "nanaimo.org", "list")]
    )

    assert found(registry, "nanaimo") == ["Nanaimo Board", "Nanaimo Council", "Old Nanaimo", "Nanaimo A"]


def test_a_band_comes_before_its_land() -> None:
    """That is where the office is."""
    land = place("Samson 137", "first_nation", community_id="4808811", parent_id="band-444")
    band = place("Samson Cree Nation", "first_nation", community_id="band-444")

    assert found(Directory([land, band]), "samson") == ["Samson Cree Nation", "Samson 137"]


def test_a_name_that_is_changed_is_found_by_the_new_one_only() -> None:
    """At once, whoever looks."""
    registry = Directory([place("Berlin", community_id="x")])
    registry.apply(Changes(1, [place("Kitchener", community_id="x")]))

    assert found(registry, "berlin") == []
    assert found(registry, "kitch") == ["Kitchener"]


def test_what_is_called_exactly_so_is_found_without_a_search() -> None:
    """In either language, by another name, with or without what it is."""
    registry = Directory([
        Community("1", "City of Québec", "Ville de Québec", "municipality", "QC", aliases=("Old Capital",)),
        Community("2", "Québec East", "", "municipality", "QC"),
    ])  # fmt: skip

    for name in ("quebec", "City of Quebec", "ville de québec", "old capital"):
        assert [each.id for each in registry.called(name)] == ["1"]
    assert registry.called("queb") == []
    assert registry.called("") == []
