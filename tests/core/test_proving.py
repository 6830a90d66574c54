"""The code comes back: what goes with it, what is promised then, and what the coordinators get to see."""

from datetime import timedelta

import pytest

from bot.chat import Kind
from bot.deliveries import Letter, Post
from bot.joining.forms import TYPED
from bot.joining.model import ATTESTATION_VERSION, State
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import DECISIONS, House
from tests.core.reading import (
    actions,
    button,
    card_of,
    facts,
    form_of,
    listed,
    problems,
    said,
    title,
    written,
)
from tests.world import NOON

WEEK = timedelta(days=7)


def test_the_second_form_asks_for_the_code_the_attestation_and_the_consent(house: House) -> None:
    """Both boxes come unticked, and consent to mail may stay so."""
    house.asks(ANA)
    form = form_of(house.types(ANA, "verify"))

    assert [(field.name, field.kind) for field in form.fields] == [
        ("code", Kind.LINE), ("attestation", Kind.CHOICES), ("consent", Kind.CHOICES),
    ]  # fmt: skip
    assert [field.value for field in form.fields] == ["", "", ""]
    assert [field.required for field in form.fields] == [True, True, False]


@pytest.mark.parametrize("attestation", [(), ("yes",), "attest"])
def test_without_the_attestation_nothing_goes_on(house: House, attestation: str | tuple[str, ...]) -> None:
    """And the code is not used up."""
    house.asks(ANA)
    code = house.code_of(ANA)
    answer = house.enters(ANA, code, attestation=attestation)

    assert list(problems(answer)) == ["attestation"]
    assert house.request(ANA).state is State.UNVERIFIED
    assert title(house.enters(ANA, code)) == "joining.status.title"


def test_the_attestation_is_kept_with_the_version_of_its_text(house: House) -> None:
    """And with the moment in which it was given."""
    request = house.waits(ANA)

    assert (request.attestation, request.proven_at) == (ATTESTATION_VERSION, NOON)


def test_consent_to_mail_is_recorded_with_version_and_moment(house: House) -> None:
    """Who sends mail must be able to show the consent to it."""
    house.asks(ANA)
    house.proves(ANA, consent=("mail",))

    assert house.profile(ANA).mail_consent == ATTESTATION_VERSION
    assert house.profile(ANA).consented_at == NOON


def test_a_request_goes_on_without_consent_to_mail(house: House) -> None:
    """Nothing is recorded that was not given."""
    request = house.waits(ANA)

    assert request.state is State.WAITING
    assert (house.profile(ANA).mail_consent, house.profile(ANA).consented_at) == ("", None)


def test_a_proven_request_is_promised_an_answer_within_seven_days(house: House) -> None:
    """From the proof, not from the first step; the applicant sees it."""
    house.asks(ANA)
    house.waits_for(hours=3)
    card = card_of(house.proves(ANA))

    assert house.request(ANA).answer_by == NOON + timedelta(hours=3) + WEEK
    assert facts(card)["joining.fact.answer_by"] == house.request(ANA).answer_by


def test_the_mailbox_that_was_proven_is_the_profile_s(house: House) -> None:
    """Letters go there from now on."""
    house.waits(ANA)

    assert (house.profile(ANA).name, house.profile(ANA).address) == ("Ana Roy", ANA.email)


def test_the_card_appears_in_the_coordinators_room_of_each_platform(house: House) -> None:
    """Once in each."""
    house.waits(ANA)

    assert [post.platform for post in house.arrived(Post)] == ["slack", "discord"]


def test_the_card_says_who_asks_for_what_and_what_speaks_for_it(house: House) -> None:
    """Community, role, their own line, the mailbox's domain, the evidence with its reasons, the promise."""
    card = house.card(house.waits(ANA))
    told = facts(card)

    assert [written(told[f"joining.fact.{name}"]) for name in ("name", "line", "domain")] == [
        ["Ana Roy"], ["Climate coordinator"], ["calgary.ca"],
    ]  # fmt: skip
    assert said(told["joining.fact.role"]) == ["joining.role.staff"]
    assert said(told["joining.fact.evidence"]) == ["eligibility.evidence.strong"]
    assert said(told["joining.fact.for"]) == ["eligibility.coordinator.listed_domain"]
    assert told["joining.fact.answer_by"] == NOON + WEEK


def test_the_card_offers_five_things_to_do(house: House) -> None:
    """Approve, ask more, decline, assign, correct."""
    card = house.card(house.waits(ANA))

    assert actions(card) == DECISIONS


def test_the_card_does_not_show_the_whole_address(house: House) -> None:
    """The domain is what there is to weigh."""
    card = house.card(house.waits(ANA))

    assert ANA.email not in written(tuple(facts(card).values()))


ADVICE = [
    ("ana@sub.calgary.ca", "strong", ["listed_domain_subdomain"]),
    ("ana@york.ca", "mismatch", ["domain_of_other_community"]),
    ("ana@gmail.com", "personal", ["not_organisation_mail"]),
    ("ana@nowhere-at-all.ca", "none", ["unlisted_domain"]),
]


@pytest.mark.parametrize("email, evidence, reasons", ADVICE)
def test_no_domain_that_may_be_a_community_s_is_refused(
    house: House, email: str, evidence: str, reasons: list[str]
) -> None:
    """The machine weighs, and a person decides."""
    house.asks(ANA, email=email)
    code = [letter.highlight for letter in house.carries_out() if isinstance(letter, Letter)][-1]
    house.enters(ANA, code)

    request = house.request(ANA)
    assert (request.state, request.evidence, list(request.reasons)) == (State.WAITING, evidence, reasons)


def test_a_small_community_with_a_free_mailbox_gets_to_the_coordinators(house: House) -> None:
    """Unlisted twice over, and all the same somebody to look at."""
    request = house.waits(ANA, community=TYPED + "Petite-Rivière", role="elected_official")

    assert request.reasons[0] == "domain_of_other_community"
    assert set(request.reasons) >= {"unlisted_community", "elected_official"}


# ---- addresses against which the rules advise

GOVERNMENTS = [("sac-isc.gc.ca", "federal_government"), ("ontario.ca", "provincial_government")]


@pytest.mark.parametrize("host, reason", GOVERNMENTS)
def test_another_government_s_address_is_explained_and_gets_no_code(
    house: House, host: str, reason: str
) -> None:
    """The applicant may use another one, or ask for a person."""
    card = card_of(house.asks(ANA, email=f"ana@{host}"))

    assert said(card.body)[0] == f"eligibility.applicant.{reason}"
    assert actions(card) == ["joining.insist", "joining.withdraw"]
    assert house.carries_out() == []


@pytest.mark.parametrize("host, reason", GOVERNMENTS)
def test_asking_a_person_anyway_sends_the_code_and_shows_the_reason(
    house: House, host: str, reason: str
) -> None:
    """Advice is overruled by people only, and they see it."""
    card = card_of(house.asks(ANA, email=f"ana@{host}"))
    house.clicks(ANA, button(card, "joining.insist"))
    code = [letter.highlight for letter in house.carries_out() if isinstance(letter, Letter)][-1]
    house.enters(ANA, code)
    house.carries_out()

    told = facts(house.card(house.request(ANA)))
    assert said(told["joining.fact.against"]) == [f"eligibility.coordinator.{reason}"]


def test_asking_a_person_anyway_twice_sends_one_code(house: House) -> None:
    """The second press shows the same."""
    card = card_of(house.asks(ANA, email="ana@sac-isc.gc.ca"))
    answers = [house.clicks(ANA, button(card, "joining.insist")) for _ in range(2)]

    assert [title(answer) for answer in answers] == ["joining.code_sent.title"] * 2
    assert len(house.carries_out()) == 1


@pytest.mark.parametrize("action", ["joining.verify", "joining.resend", "joining.status"])
def test_no_other_button_is_a_way_around_the_advice(house: House, action: str) -> None:
    """Where no code may be sent, what is shown is why."""
    house.asks(ANA, email="ana@sac-isc.gc.ca")
    card = card_of(house.presses(ANA, action, house.request(ANA).id))

    assert actions(card) == ["joining.insist", "joining.withdraw"]
    assert house.carries_out() == []


def test_insisting_on_one_address_is_no_pass_for_the_next(house: House) -> None:
    """Another government's address is explained anew."""
    house.asks(ANA, email="ana@sac-isc.gc.ca")
    house.presses(ANA, "joining.insist", house.request(ANA).id)
    house.carries_out()
    card = card_of(house.asks(ANA, email="ana@ontario.ca"))

    assert actions(card) == ["joining.insist", "joining.withdraw"]
    assert house.carries_out() == []


def test_no_code_on_its_way_reaches_an_address_that_was_put_in_its_place(house: House) -> None:
    """A letter that waits for the mail server is written for the state of the moment."""
    house.asks(ANA)
    house.asks(ANA, email="ana@sac-isc.gc.ca")

    assert house.carries_out() == []


# ---- somebody whom we know already


def test_earlier_requests_of_the_same_mailbox_stand_on_the_card(house: House) -> None:
    """What became of them, and when they were asked."""
    house.declines(CLAIRE, house.waits(ANA))
    earlier = house.request(ANA)
    house.waits_for(days=1)
    again = house.waits(ANA)

    (line,) = listed(house.card(again), "joining.fact.earlier")
    assert said(line) == ["joining.earlier", "joining.state.declined"]
    assert written(line) == [earlier.reference]


def test_a_first_request_has_no_earlier_ones(house: House) -> None:
    """Nor has one whose mailbox somebody else typed in without proving it."""
    house.asks(LUC, email=ANA.email)

    assert "joining.fact.earlier" not in facts(house.card(house.waits(ANA)))
