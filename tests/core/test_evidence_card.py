"""The evidence on the coordinators' card: what speaks for it, what against, what to check, who knows more."""

from dataclasses import replace

import pytest

from bot.communities.registry import Listed, Lookalike
from bot.joining import desk_views, evidence_views
from bot.joining.eligibility import Assessment, Evidence, ReasonCode
from tests.core.cast import ANA, CLAIRE, Actor
from tests.core.crowd import CROWD
from tests.core.desk import corrects, pending
from tests.core.evidence import GIL, MO, TESS, UMA, presses_on
from tests.core.house import House
from tests.core.reading import actions, card_of, facts, listed, refusal, said, shown, written
from tests.core.seeing import done, posts


def test_what_is_green_has_nothing_against_it_and_nothing_to_check(house: House) -> None:
    """Empty facts are left out."""
    card = house.card(house.waits(ANA))

    assert said(listed(card, "joining.fact.for")) == ["eligibility.coordinator.listed_domain"]
    assert {"joining.fact.against", "joining.fact.check", "joining.fact.belongs_to"}.isdisjoint(facts(card))


@pytest.mark.parametrize(
    "who, against",
    [(GIL, "not_organisation_mail"), (UMA, "unlisted_domain"), (MO, "domain_of_other_community")],
)
def test_what_is_not_says_why_and_what_to_check(house: House, who: Actor, against: str) -> None:
    """A sentence each, by its class."""
    card = house.card(house.waits(who))

    assert said(listed(card, "joining.fact.against")) == [f"eligibility.coordinator.{against}"]
    assert said(listed(card, "joining.fact.check")) == [f"eligibility.check.{against}"]
    assert "joining.fact.for" not in facts(card)


def test_for_and_against_can_stand_side_by_side(house: House) -> None:
    """A contractor has the community's own address too."""
    card = house.card(house.waits(ANA, role="contractor"))

    assert said(listed(card, "joining.fact.for")) == ["eligibility.coordinator.listed_domain"]
    assert said(listed(card, "joining.fact.against")) == ["eligibility.coordinator.contractor"]


def test_every_reason_speaks_for_it_or_against_it() -> None:
    """Those named here are reasons that there are."""
    assert set(ReasonCode) > evidence_views.FOR


def test_of_the_address_the_room_sees_the_host_alone(house: House) -> None:
    """Also of one with a long name in front of it."""
    card = house.card(house.waits(replace(ANA, email="ana.roy@parks.calgary.ca")))

    assert facts(card)["joining.fact.domain"] == "parks.calgary.ca"
    assert not [words for words in written(shown(card)) if "@" in words or "ana.roy" in words.lower()]


def test_for_another_community_s_domain_its_own_is_proposed(house: House) -> None:
    """It is not switched: a coordinator corrects the request, and then all is green."""
    request = house.waits(TESS)
    proposed = listed(house.card(request), "joining.fact.belongs_to")
    assert said(proposed) == ["joining.community_listed", "joining.belongs_to.how"]
    assert house.request(TESS).community_id == TESS.community_id

    card = card_of(corrects(house, CLAIRE, request, community="community:4806016"))
    assert said(listed(card, "joining.fact.for")) == ["eligibility.coordinator.listed_domain"]
    assert "joining.fact.belongs_to" not in facts(card)


def test_others_from_the_same_community_are_counted_and_three_are_named(house: House) -> None:
    """Who is a member already; the applicant is none of the others."""
    for each in CROWD[:4]:
        house.joins(each)
    card = house.card(house.waits(ANA))
    count, *names = listed(card, "joining.fact.others")

    assert said(count) == ["joining.others"]
    assert getattr(count, "values", {})["n"] == 4
    assert len(names) == 3
    assert set(written(tuple(names))) < {each.name for each in CROWD[:4]}


def test_of_very_many_others_it_is_said_that_they_are_many(house: House) -> None:
    """A card is no list of members."""
    for each in CROWD[:11]:
        house.joins(each)
    count, *_ = listed(house.card(house.waits(ANA)), "joining.fact.others")

    assert said(count) == ["joining.others_many"]


def test_there_are_no_others_of_a_community_that_was_typed(house: House) -> None:
    """Nobody can tell whether it is the same."""
    card = house.card(house.waits(ANA, community="typed:Rivière Bleue"))

    assert "joining.fact.others" not in facts(card)


def test_look_alikes_are_hints_with_how_they_are_alike() -> None:
    """One letter, letters that look alike, another ending."""
    alike = tuple(Lookalike(f"{how}.ca", how) for how in ("letter", "skeleton", "ending"))
    found = Assessment(Evidence.NONE, (ReasonCode.UNLISTED_DOMAIN,), lookalikes=alike)

    assert [(text.id, text.values["domain"]) for text in evidence_views.lookalikes(found)] == [
        ("joining.lookalike.letter", "letter.ca"),
        ("joining.lookalike.skeleton", "skeleton.ca"),
        ("joining.lookalike.ending", "ending.ca"),
    ]


def test_a_look_alike_of_a_listed_domain_is_a_hint_on_the_card(house: House) -> None:
    """One press of another key: it speaks against it, refuses nothing, and can be approved with a reason."""
    request = house.waits(replace(ANA, email="ana@calqary.ca"))
    card = house.card(request)

    assert said(listed(card, "joining.fact.lookalikes"))[0] == "joining.lookalike.letter"
    assert "calgary.ca" in written(listed(card, "joining.fact.lookalikes"))
    assert "eligibility.coordinator.lookalike_of_listed" in said(listed(card, "joining.fact.against"))
    house.approves(CLAIRE, request, "phone")
    assert house.profile(ANA).is_member


def test_a_name_in_other_letters_is_shown_as_it_reads(house: House) -> None:
    """Beside how it is written; one that looks like a listed one is named."""
    card = house.card(house.waits(replace(ANA, email="ana@xn--clgary-3nf.ca")))
    domain = listed(card, "joining.fact.domain")

    assert said(domain) == ["joining.domain_reads"]
    assert written(domain) == ["xn--clgary-3nf.ca", "c\u0430lgary.ca"]
    assert "joining.lookalike.skeleton" in said(listed(card, "joining.fact.lookalikes"))


def test_who_lists_the_domain_is_said_with_its_age(house: House) -> None:
    """And until when that is taken for granted."""
    (line,) = listed(house.card(house.waits(ANA)), "joining.fact.listed")

    assert said(line) == ["community.domain_until", "community.said.sourced"]
    assert written(line) == ["calgary.ca", "starter", "2026-11"]


def test_a_card_and_a_line_say_what_the_registry_says_now(house: House) -> None:
    """A domain that was confirmed while the request waited is not unknown any more."""
    request = house.waits(UMA)
    theirs = Listed("4806016", "peaks.example.ca").confirm("claire", house.clock.now())
    house.storage.transact(lambda unit: unit.registry.save((), [theirs]))
    house.app.tick()
    card = card_of(house.presses(CLAIRE, "joining.show", request.id))

    assert said(listed(card, "joining.fact.evidence")) == ["eligibility.evidence.strong"]
    assert "eligibility.short.strong" in said(card_of(pending(house)).body)


def test_once_it_is_decided_it_says_what_it_was_decided_on(house: House) -> None:
    """Whatever the registry says later; what there was to check is done."""
    request = house.waits(UMA)
    house.approves(CLAIRE, request)
    theirs = Listed("4806016", "peaks.example.ca").confirm("claire", house.clock.now())
    house.storage.transact(lambda unit: unit.registry.save((), [theirs]))
    house.app.tick()
    card = card_of(house.presses(CLAIRE, "joining.show", request.id))

    assert said(listed(card, "joining.fact.against")) == ["eligibility.coordinator.unlisted_domain"]
    assert "joining.fact.check" not in facts(card)


def test_of_somebody_forgotten_the_card_shows_no_evidence(house: House) -> None:
    """In a small community the domain alone would say who it was."""
    request = house.waits(UMA)
    house.storage.transact(lambda unit: unit.requests.forget(request.applicant))
    card = house.app.operate(lambda turn: desk_views.card(turn, replace(request, name="", address="")))

    assert list(facts(card)) == ["joining.fact.name"]


# ---- the whole address


def test_the_whole_address_is_shown_to_whoever_asks_alone(house: House) -> None:
    """Each time it is audited; no room and no card has it."""
    request = house.waits(ANA)
    for count in (1, 2):
        card = card_of(presses_on(house, house.card(request), "joining.reveal"))
        assert written(card.body) == [ANA.email]
        assert done(house, request).count("revealed") == count
    house.carries_out()

    assert len(posts(house, "joining.desk.title")) == 1
    assert ANA.email not in written(shown(house.card(request)))


def test_the_address_is_shown_to_no_applicant_and_of_nobody_forgotten(house: House) -> None:
    """Nor of what is decided: of a member, their card shows it."""
    own = replace(ANA, roles=CLAIRE.roles)
    request = house.waits(own)
    assert (
        refusal(house.presses(own, "joining.reveal", request.id, request.revision)) == "refusal.own_request"
    )

    house.approves(CLAIRE, request)
    house.carries_out()
    assert "joining.reveal" not in actions(house.card(request))
    answer = house.presses(CLAIRE, "joining.reveal", request.id, house.request(own).revision)
    assert refusal(answer) == "refusal.already_decided"
