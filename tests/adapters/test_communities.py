"""The registry that comes with the bot: found by any name, recognised by whole labels of a domain."""

import csv
import unicodedata
from collections import Counter
from importlib import resources

import pytest

from adapters.communities import Directory
from bot.communities.designations import without_designation
from bot.communities.model import Community
from bot.communities.registry import Listed, Listing
from tests.public_data import PUBLIC_LIST, beside_the_list

STARTER = Directory.starter()
FILE = resources.files("adapters") / "data" / "communities.csv"
# Domains that belong to several communities of the file; none does today.
SHARED: frozenset[str] = frozenset()

PEERS = {
    "calgary.ca", "canmore.ca", "villedechapais.com", "gatineau.ca", "mississauga.ca", "montreal.ca",
    "ville.montreal.qc.ca", "rdn.bc.ca", "nanaimo.ca", "newglasgow.ca", "richmond.ca", "saskatoon.ca",
    "ville.sherbrooke.qc.ca", "sherbrooke.ca", "stjohns.ca", "vancouvereconomic.com", "vancouver.ca",
    "whitehorse.ca", "york.ca",
}  # fmt: skip
CAPITALS = (
    "Victoria", "Edmonton", "Regina", "Winnipeg", "Toronto", "Québec", "Fredericton", "Halifax",
    "Charlottetown", "St. John's", "Whitehorse", "Yellowknife", "Iqaluit",
)  # fmt: skip


def names(query: str, language: str = "en", limit: int = 10) -> list[str]:
    found = STARTER.search(query, language, limit)
    return [c.named.fr if language == "fr" else c.named.en for c in found]


def village(community_id: str, name: str) -> Community:
    return Community(community_id, name, "", "municipality", "MB")


def listed(community_id: str, domain: str) -> Listed:
    return Listed(community_id, domain, "list", sourced=True, as_of="2026")


def domains_of(community: Community) -> list[str]:
    return [each.domain for each in STARTER.of(community.id)]


@pytest.mark.parametrize(
    "typed", ["calg", "CALGARY", "City of Calgary", "city of cal", "Ville de Calgary", "Town of Calgary"]
)
def test_a_city_is_found_with_and_without_what_it_is(typed: str) -> None:
    """In either language, and when it is taken for a town."""
    assert names(typed)[0] == "City of Calgary"


@pytest.mark.parametrize(
    "typed, name",
    [
        ("montreal", "City of Montréal"),
        ("st johns", "City of St. John's"),
        ("trois rivieres", "City of Trois-Rivières"),
        ("xwmethkweyem", "xʷməθkʷəy̓əm (Musqueam)"),
        ("musqueam", "xʷməθkʷəy̓əm (Musqueam)"),
        ("iyarhe", "Îyârhe Nakoda (Stoney)"),
        ("taan kwachan", "Ta'an Kwäch'än Council"),
        ("kahnawake", "Mohawk Council of Kahnawà:ke"),
        ("premiere nation kwanlin", "Kwanlin Dün First Nation"),
    ],
)
def test_names_are_found_however_they_are_typed(typed: str, name: str) -> None:
    """Without accents, without their own letters, by the name in the other language."""
    assert names(typed) == [name]


def test_names_are_shown_and_ordered_in_the_reader_s_language() -> None:
    """« Ville de Vancouver » is called Vancouver and nothing more, so it comes first."""
    assert names("vancouver") == ["City of Vancouver", "Vancouver Economic Commission"]
    assert names("vancouver", "fr") == ["Ville de Vancouver", "Commission économique de Vancouver"]


def test_what_begins_a_name_comes_before_what_begins_a_word_and_what_is_inside() -> None:
    """And in each group in the order of the alphabet, whatever the order of the registry."""
    registry = [
        village(str(n), name) for n, name in enumerate(("Tamont", "St. Mont", "Monte", "Mont", "Mona"))
    ]

    found = Directory(registry).search("mon", "en", 10)

    assert [c.name for c in found] == ["Mona", "Mont", "Monte", "St. Mont", "Tamont"]
    assert Directory(registry[::-1]).search("mon", "en", 10) == found


@pytest.mark.parametrize("query", ["", "  ", "…", "🙂", "\x00"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    """A list of everybody is no suggestion."""
    assert STARTER.search(query, "en", 10) == []


def test_at_most_as_many_are_found_as_were_asked_for() -> None:
    """The first of all."""
    assert names("city", limit=3) == names("city", limit=50)[:3]
    assert STARTER.search("city", "en", 0) == []


def test_a_heap_of_accents_is_cut_before_it_is_searched() -> None:
    """A query as long as a book answers like a short one."""
    assert STARTER.search("e" + "\u0301" * 1_000_000, "en", 1) == STARTER.search("e", "en", 1)


def test_a_community_is_found_by_its_id() -> None:
    """And nothing by another."""
    calgary = STARTER.get("4806016")

    assert calgary is not None
    assert (calgary.name, calgary.province, calgary.kind) == ("City of Calgary", "AB", "municipality")
    assert STARTER.get("calgary") is None


def test_a_host_is_listed_exactly_or_below_a_listed_domain() -> None:
    """By whole labels, and says which of the two."""
    (calgary,) = STARTER.of("4806016")

    assert STARTER.listing("calgary.ca") == Listing("calgary.ca", (calgary,), exact=True)
    assert STARTER.listing("fire.calgary.ca") == Listing("calgary.ca", (calgary,), exact=False)


@pytest.mark.parametrize(
    "host", ["notcalgary.ca", "calgary.ca.evil.com", "calgary.co", "ca", "", "xcalgary.ca"]
)
def test_what_only_looks_like_a_listed_domain_is_not_listed(host: str) -> None:
    """The end of a label is no label."""
    assert STARTER.listing(host) is None


def test_the_longest_listed_domain_wins() -> None:
    """Two communities can live under one name."""
    county, town = listed("a", "b.ab.ca"), listed("b", "town.b.ab.ca")
    registry = Directory([village("a", "A"), village("b", "B")], [county, town])

    assert registry.listing("x.town.b.ab.ca") == Listing("town.b.ab.ca", (town,), exact=False)
    assert registry.listing("county.b.ab.ca") == Listing("b.ab.ca", (county,), exact=False)


def test_a_shared_domain_lists_all_its_communities() -> None:
    """A coordinator picks the one."""
    one, other = listed("a", "both.ca"), listed("b", "both.ca")
    registry = Directory([village("a", "A"), village("b", "B")], [one, other])

    assert registry.listing("both.ca") == Listing("both.ca", (one, other), exact=True)


def test_the_communities_of_the_network_are_there_with_their_domains() -> None:
    """The two joint seats as separate bodies."""
    listed = {domain: STARTER.listing(domain) for domain in PEERS}

    assert all(listing and listing.exact for listing in listed.values())
    assert listed["rdn.bc.ca"] != listed["nanaimo.ca"]
    assert listed["vancouvereconomic.com"] != listed["vancouver.ca"]


@pytest.mark.parametrize("capital", CAPITALS)
def test_every_capital_is_there_with_a_domain(capital: str) -> None:
    """Of the provinces and the territories."""
    assert domains_of(STARTER.search(capital, "en", 1)[0])


def test_the_file_holds_each_community_and_each_domain_once() -> None:
    """A second one would make the first uncertain."""
    domains = Counter(domain for community in STARTER for domain in domains_of(community))
    keys = Counter((c.name, c.province) for c in STARTER)

    assert {domain for domain, count in domains.items() if count > 1} == SHARED
    assert max(keys.values()) == 1
    assert len(list(STARTER)) == len(rows(FILE.read_text(encoding="utf-8")))


def test_the_file_keeps_names_as_written_and_domains_as_hosts() -> None:
    """Composed names, known kinds and provinces, lower-case ASCII domains."""
    kinds = {"municipality", "regional", "first_nation", "inuit", "metis", "economic_agency"}
    provinces = {"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"}
    for community in STARTER:
        assert unicodedata.is_normalized("NFC", community.name + community.name_fr)
        assert community.kind in kinds
        assert community.province in provinces
        assert all(d == d.lower() and d.isascii() and "." in d for d in domains_of(community))


def test_municipalities_have_a_name_in_each_language() -> None:
    """What stands before the name is translated."""
    named = [c for c in STARTER if c.kind in {"municipality", "regional"}]

    assert [c.id for c in named if not c.name_fr or c.name_fr == c.name] == []


@pytest.mark.parametrize(
    "name, alone",
    [
        ("City of Calgary", "Calgary"),
        ("Ville d'Ottawa", "Ottawa"),
        ("Ville d\u2019Ottawa", "Ottawa"),
        ("Ville du Grand Sudbury", "Grand Sudbury"),
        ("municipalite regionale de York", "York"),
        ("Regional District of Nanaimo", "Nanaimo"),
        ("Village nordique de Kuujjuaq", "Kuujjuaq"),
        ("Strathcona County", "Strathcona County"),
        ("Villeray", "Villeray"),
        ("City of ", "City of "),
    ],
)
def test_a_designation_before_a_name_can_be_left_out(name: str, alone: str) -> None:
    """In both languages, with either apostrophe; a name without one stays as it is."""
    assert without_designation(name) == alone


@beside_the_list
def test_ids_and_domains_agree_with_a_public_list() -> None:
    """Every id is there, in the same province, and has every domain that we list for it."""
    public = {row["id"]: row for row in rows(PUBLIC_LIST.read_text(encoding="utf-8"))}

    wrong = [
        community.id
        for community in STARTER
        if community.id not in public
        or public[community.id]["province"] != community.province
        or not set(domains_of(community)) <= set(public[community.id]["domains"].split())
    ]

    assert wrong == []


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(table.splitlines()))
