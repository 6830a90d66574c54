"""`/host community`: whose domain is which, who says so, and what coordinators do about that."""

from dataclasses import replace

import pytest

from bot.chat import CHOICES_LIMIT, Text, Value
from bot.communities.model import Community
from bot.communities.registry import Listed, listing_key
from tests.core.cast import ANA, CALGARY, CLAIRE, DEV, FLO, LUC, Actor
from tests.core.crowd import CROWD
from tests.core.evidence import UMA
from tests.core.house import House
from tests.core.reading import actions, button, card_of, facts, refusal, said, title, written
from tests.core.reading import listed as lines_of
from tests.core.registering import PEAKS, community, learns, listed, looks_at, presses_on_domain
from tests.core.test_learning import NEXT

HAMILTON = "3525005"


def stores(house: House, *rows: Listed, communities: tuple[Community, ...] = ()) -> None:
    house.storage.transact(lambda unit: unit.registry.save(communities, rows))
    house.app.tick()


def domains(house: House, query: str = CALGARY) -> tuple[Value, ...]:
    return lines_of(community(house, query), "community.fact.domains")


@pytest.mark.parametrize(
    "query", [CALGARY, "calgary.ca", "CALGARY.CA", "parks.calgary.ca", "city of calgary"]
)
def test_a_community_is_found_by_id_domain_or_name(house: House, query: str) -> None:
    """A name below a domain is the domain's."""
    card = community(house, query)

    assert (card.title.id, card.title.values["id"]) == ("community.title", CALGARY)


def test_its_card_says_what_it_is_and_who_says_so_of_each_domain(house: House) -> None:
    """Kind, province, each domain with its source and until when that is taken for granted, members."""
    house.joins(ANA)
    card = community(house)
    (line,) = lines_of(card, "community.fact.domains")

    assert said(facts(card)["community.fact.kind"]) == ["community.type.city"]
    assert facts(card)["community.fact.province"] == "AB"
    assert said(line) == ["community.domain_until", "community.said.sourced"]
    assert written(line) == ["calgary.ca", "starter", "2026-11"]
    assert said(facts(card)["community.fact.members"]) == ["joining.others"]
    assert actions(card) == ["communities.confirm", "communities.revoke", "communities.name"]


@pytest.mark.parametrize(
    "row, sentences",
    [
        (Listed(CALGARY, PEAKS, "fcm", as_of="2014"), ["community.domain_stale", "community.said.unsure"]),
        (Listed(CALGARY, PEAKS, "fcm", sourced=True), ["community.domain_stale", "community.said.sourced"]),
        (Listed(CALGARY, PEAKS), ["community.domain", "community.said.nobody"]),
    ],
)
def test_what_is_old_or_unsure_or_named_by_nobody_says_so(
    house: House, row: Listed, sentences: list[str]
) -> None:
    """So that somebody looks."""
    stores(house, row)

    assert [said(line) for line in domains(house) if PEAKS in written(line)] == [sentences]


def test_when_several_fit_they_are_listed_with_their_ids(house: House) -> None:
    """Ten at most, and that there are more."""
    card = community(house, "city")
    (lines, *_) = card.body

    assert title(looks_at(house, "city")) == "community.found"
    assert isinstance(lines, tuple)
    assert len(lines) == 10
    assert "community.more" in said(card.body)
    assert all(isinstance(line, Text) and line.values["id"] for line in lines)


def test_a_domain_that_two_share_leads_to_both(house: House) -> None:
    """Each with a card of its own."""
    stores(house, Listed(HAMILTON, "calgary.ca", "list", sourced=True, as_of="2026-11"))
    (lines, *_) = community(house, "calgary.ca").body

    assert {CALGARY, HAMILTON} <= set(written(lines))


@pytest.mark.parametrize("query", ["", "   "])
def test_nothing_typed_is_asked_for(house: House, query: str) -> None:
    """An id, a domain or a name."""
    assert refusal(looks_at(house, query)) == "refusal.community_needed"


@pytest.mark.parametrize(
    "query", ["zzzqqq", "nowhere.example.ca", "x" * 5000, "\0", "\ud800", "a\nb.ca", "…", "%", "' OR 1=1"]
)
def test_whatever_is_typed_is_answered(house: House, query: str) -> None:
    """With what it was, shortened."""
    answer = looks_at(house, query)

    assert refusal(answer) == "refusal.no_such_community"
    assert len("".join(written(card_of(answer).body))) <= 100


# ---- confirming again


def test_confirming_again_is_one_press(house: House) -> None:
    """From then on it is known anew; whoever comes next is ready."""
    learns(house)
    house.waits_for(days=800)
    presses_on_domain(house, "confirm", who=DEV)
    house.lives_on(minutes=1)

    row = listed(house)
    assert row is not None
    assert row.confirmed_by == house.profile(DEV).id
    assert "community.domain_until" in said(domains(house))
    assert house.waits(NEXT).reasons == ("listed_domain",)


def test_the_card_that_was_pressed_changes_at_once(house: House) -> None:
    """Also before a beat has told the memory of it."""
    card = card_of(presses_on_domain(house, "confirm", "calgary.ca"))

    assert said(card.body) == ["community.confirmed"]
    assert "community.said.confirmed" in said(facts(card)["community.fact.domains"])


# ---- revoking


def test_revoking_asks_first(house: House) -> None:
    """What it means, and for how many."""
    learns(house)
    card = card_of(presses_on_domain(house, "revoke"))

    assert said(card.body) == ["community.revoke.body", "community.revoke.effect"]
    assert said(facts(card)["community.fact.members"]) == ["joining.others"]
    assert actions(card) == ["communities.revoked"]
    row = listed(house)
    assert row is not None
    assert row.stands


def test_what_was_revoked_says_nothing_any_more(house: House) -> None:
    """Who revoked it stands on the card; it can be confirmed anew. Nobody is expelled."""
    learns(house)
    card = card_of(presses_on_domain(house, "revoke"))
    answer = house.clicks(DEV, button(card, "communities.revoked"))
    house.lives_on(minutes=1)

    assert "community.said.revoked" in said(facts(card_of(answer))["community.fact.domains"])
    assert DEV.name in written(facts(card_of(answer))["community.fact.domains"])
    assert house.profile(UMA).is_member
    assert house.waits(NEXT).reasons == ("unlisted_domain",)


def test_what_a_list_says_can_be_revoked_too(house: House) -> None:
    """A coordinator's word is newer than any list's; whoever waits is looked at again."""
    request = house.waits(ANA)
    presses_on_domain(house, "revoked", "calgary.ca")
    house.lives_on(minutes=1)

    assert said(facts(house.card(request))["joining.fact.against"]) == [
        "eligibility.coordinator.unlisted_domain"
    ]
    assert "community.said.revoked" in said(
        lines_of(community(house, "calgary.ca"), "community.fact.domains")
    )


def test_revoked_twice_it_stays_by_whoever_did_it_first(house: House) -> None:
    """And is audited once."""
    learns(house)
    presses_on_domain(house, "revoked", who=DEV)
    presses_on_domain(house, "revoked", who=CLAIRE)

    row = listed(house)
    assert row is not None
    assert row.revoked_by == house.profile(DEV).id
    assert [entry.action.value for entry in house.audit()].count("domain_revoked") == 1


def test_what_was_revoked_can_be_confirmed_anew(house: House) -> None:
    """By one press, from the same card, which offers nothing else for it."""
    learns(house)
    presses_on_domain(house, "revoked")
    (confirm,) = [
        each for each in community(house, PEAKS).buttons if each.subject == listing_key(CALGARY, PEAKS)
    ]
    house.clicks(CLAIRE, confirm)

    row = listed(house)
    assert row is not None
    assert row.stands


# ---- what cannot be


@pytest.mark.parametrize("action", ["confirm", "revoke", "revoked"])
@pytest.mark.parametrize("key", ["0" * 20, "x", "", CALGARY, listing_key("none", "none.ca")])
def test_a_forged_key_is_unknown(house: House, action: str, key: str) -> None:
    """Nothing is written."""
    assert refusal(house.presses(CLAIRE, f"communities.{action}", key)) == "refusal.unknown"
    assert house.storage.transact(lambda unit: unit.registry.version()) == 0


@pytest.mark.parametrize("who", [ANA, LUC, FLO, replace(CLAIRE, roles=frozenset())])
def test_the_registry_is_for_coordinators(house: House, who: Actor) -> None:
    """Also for somebody who was one until a moment ago."""
    assert refusal(looks_at(house, CALGARY, who)) == "refusal.not_allowed"
    for action in ("confirm", "revoke", "revoked"):
        assert refusal(presses_on_domain(house, action, "calgary.ca", who=who)) == "refusal.not_allowed"


def test_a_domain_of_a_provider_is_confirmed_for_nobody(house: House) -> None:
    """Whatever a list says."""
    stores(house, Listed(CALGARY, "gmail.com", "list", sourced=True, as_of="2026-11"))

    assert refusal(presses_on_domain(house, "confirm", "gmail.com")) == "refusal.no_mail_domain"


def test_a_community_with_very_many_domains_still_fits_a_card(house: House) -> None:
    """The first of them have buttons, which name them."""
    rows = [
        Listed(CALGARY, f"d{n}.{'x' * 60}.example.ca", "list", as_of="2026-11") for n in range(CHOICES_LIMIT)
    ]
    stores(house, *rows)
    card = community(house)

    *ours, named = card.buttons
    assert (len(ours), named.action) == (8, "communities.name")
    assert {each.label.id for each in ours} == {"community.button.confirm", "community.button.revoke"}
    assert all(len(written(each.label)[0]) <= 40 for each in ours)


def test_what_the_office_is_and_to_whom_it_belongs_is_said_where_it_is_known(house: House) -> None:
    """Aliases, the community above it, its mail, a note."""
    agency = Community(
        "calgary-agency", "Agency", "", "economic_agency", "AB", parent_id=CALGARY, mail_class="isp",
        aliases=("The Agency",), note="Asks by phone",
    )  # fmt: skip
    stores(house, communities=(agency,))
    shown = facts(community(house, "calgary-agency"))

    assert said(shown["community.fact.above"])[0] == "community.line"
    assert said(shown["community.fact.mail"]) == ["community.mail.isp"]
    assert said(shown["community.fact.domains"]) == ["community.no_domain"]
    assert (shown["community.fact.aliases"], shown["community.fact.note"]) == (
        ("The Agency",),
        "Asks by phone",
    )


def test_many_members_are_not_counted_to_the_end(house: House) -> None:
    """A few are."""
    for each in CROWD[:2]:
        house.joins(each)
    count = facts(community(house))["community.fact.members"]

    assert isinstance(count, Text)
    assert count.values["n"] == 2
