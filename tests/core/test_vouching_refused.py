"""Whose word is not asked for, or not taken (any more): it is said politely, and nothing is written."""

from dataclasses import replace
from functools import partial

import pytest

from bot.communities.model import Community
from bot.communities.registry import Changes
from bot.joining.forms import LISTED
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC, MONTREAL
from tests.core.changes import proves_change
from tests.core.desk import corrects
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import button, card_of, problems, refusal, said, title
from tests.core.vouches import (
    BEA,
    CY,
    asked_about,
    asks_colleague,
    form,
    questions,
    says,
    vouched,
    vouches,
)
from tests.promises.cast import at_once

BAND, EAST, WEST = (
    Community("band-1", "Kwikwa", "", "first_nation", "BC"),
    Community("5900801", "Kwikwa East 1", "", "first_nation", "BC", parent_id="band-1"),
    Community("5900802", "Kwikwa West 2", "", "first_nation", "BC", parent_id="band-1"),
)


def test_nobody_else_answers_for_whoever_was_asked(house: House) -> None:
    """Somebody who got hold of the button is told that there is nothing here."""
    house.joins(CY)
    request = asked_about(house)

    assert refusal(says(house, "yes", by=CY)) == "refusal.unknown"
    assert vouches(house, request)[0].answer == ""


def test_somebody_who_is_no_member_answers_nothing(house: House) -> None:
    """Not any more either."""
    request = asked_about(house)
    house.leaves(BEA)
    house.carries_out()

    assert refusal(says(house, "yes")) == "refusal.not_allowed"
    assert vouches(house, request)[0].answer == ""


def test_a_suspended_member_answers_nothing(house: House) -> None:
    """Their word counts again when their membership does."""
    request = asked_about(house)
    decides(house, "suspend", house.profile(BEA))

    assert refusal(says(house, "yes")) == "refusal.not_allowed"
    assert vouches(house, request)[0].answer == ""


@pytest.mark.parametrize("end", ["approved", "declined", "withdrawn"])
def test_once_the_request_is_over_the_answer_is_not_needed(holding: House, end: str) -> None:
    """Also while the decision is held: who vouches late is thanked, and nothing changes."""
    holding.joins(BEA)
    holding.lives_on(minutes=11)
    request = holding.waits(ANA)
    asks_colleague(holding, request, BEA)
    holding.carries_out()
    {
        "approved": partial(holding.approves, CLAIRE, request),
        "declined": partial(holding.declines, CLAIRE, request),
        "withdrawn": partial(holding.presses, ANA, "joining.withdrawn", request.id),
    }[end]()

    assert title(says(holding, "yes")) == "joining.vouch.over.title"
    assert vouches(holding, request)[0].answer == ""


def test_what_is_decided_before_the_question_goes_out_is_not_asked(house: House) -> None:
    """Nobody is written to for nothing."""
    house.joins(BEA)
    request = house.waits(ANA)
    asks_colleague(house, request, BEA)
    house.approves(CLAIRE, request)
    house.carries_out()

    assert questions(house) == []


def test_who_works_for_somebody_else_by_now_does_not_vouch(house: House) -> None:
    """They are told why."""
    request = asked_about(house)
    proves_change(house, BEA, email="bea@montreal.ca", community=LISTED + MONTREAL)
    house.approves(CLAIRE, house.request(BEA))

    assert said(card_of(says(house, "yes")).body) == ["joining.vouch.elsewhere"]
    assert vouches(house, request)[0].answer == ""


def test_when_the_applicant_turns_out_to_work_elsewhere_the_answer_says_nothing(house: House) -> None:
    """A coordinator has corrected the community since."""
    request = asked_about(house)
    corrects(house, CLAIRE, request, community=LISTED + MONTREAL)

    assert said(card_of(says(house, "yes")).body) == ["joining.vouch.elsewhere"]
    assert vouches(house, request)[0].answer == ""


def test_a_form_older_than_the_request_asks_nobody(house: House) -> None:
    """Whoever asks sees first what has changed."""
    house.joins(BEA)
    request = house.waits(ANA)
    old = form(house, request)
    corrects(house, DEV, request, role="contractor")

    assert refusal(house.fills_in(CLAIRE, old, voucher=house.profile(BEA).id)) == "refusal.stale"
    assert vouches(house, request) == []


@pytest.mark.parametrize("chosen, problem", [("nobody", "answers.choice"), ("", "answers.required")])
def test_who_is_not_offered_is_not_asked(house: House, chosen: str, problem: str) -> None:
    """Nor is nobody."""
    house.joins(BEA)
    request = house.waits(ANA)

    assert problems(house.fills_in(CLAIRE, form(house, request), voucher=chosen)) == {"voucher": problem}
    assert vouches(house, request) == []


def test_a_member_of_another_community_cannot_be_asked_by_a_forged_form(house: House) -> None:
    """It is checked anew."""
    house.joins(BEA)
    luc = house.joins(LUC)
    request = house.waits(ANA)
    answer = house.fills_in(CLAIRE, form(house, request), voucher=luc.id)

    assert problems(answer) == {"voucher": "answers.choice"}


def test_nobody_asks_a_colleague_about_their_own_request(house: House) -> None:
    """Another coordinator does."""
    own = replace(ANA, roles=COORDINATES)
    house.joins(BEA)
    request = house.waits(own)
    answer = house.presses(own, "joining.ask_vouch", request.id, request.revision)

    assert refusal(answer) == "refusal.own_request"


def test_of_two_coordinators_who_ask_the_same_colleague_at_once_one_does(crowded: House) -> None:
    """The colleague gets one question."""
    crowded.joins(BEA)
    request = crowded.waits(ANA)
    shown = form(crowded, request)
    chosen = crowded.profile(BEA).id
    at_once([partial(crowded.fills_in, who, shown, voucher=chosen) for who in (CLAIRE, DEV) * 2])
    crowded.carries_out()

    assert len(vouches(crowded, request)) == 1
    assert len(questions(crowded)) == 1


def test_of_two_answers_at_once_one_counts(crowded: House) -> None:
    """The other is told what it was."""
    request = asked_about(crowded)
    card = questions(crowded)[0].card
    pressed = [button(card, f"joining.vouch_{word}") for word in ("yes", "no")] * 2
    answers = at_once([partial(crowded.clicks, BEA, each) for each in pressed])

    assert sorted(map(title, answers)) == ["joining.vouch.already.title"] * 3 + ["joining.vouch.thanks.title"]
    assert len(vouched(crowded, request)) == 2


@pytest.mark.parametrize("one, other", [(BAND, EAST), (EAST, BAND), (EAST, WEST)])
def test_a_band_and_its_reserves_are_colleagues(house: House, one: Community, other: Community) -> None:
    """They have one office."""
    house.world.communities.apply(Changes(99, (BAND, EAST, WEST)))
    house.joins(replace(BEA, email="bea@gmail.com", community_id=one.id))
    applicant = replace(ANA, email="ana@gmail.com", community_id=other.id)
    request = house.waits(applicant)
    asks_colleague(house, request, BEA)
    house.carries_out()

    assert title(says(house, "yes")) == "joining.vouch.thanks.title"


def test_a_vouch_goes_over_when_two_profiles_are_merged(house: House) -> None:
    """The question is answered by whoever stays."""
    request = asked_about(house)
    kept = house.joins(CY)
    merges(house, kept.id, house.profile(BEA).id)
    house.carries_out()

    assert title(says(house, "yes")) == "joining.vouch.thanks.title"
    assert [vouch.voucher for vouch in vouches(house, request)] == [kept.id]


def test_nobody_turns_out_to_have_vouched_for_themselves(house: House) -> None:
    """When the applicant and the colleague are one person, what they said is gone from the card."""
    house.joins(ANA)
    proves_change(house, ANA, role="contractor")
    house.joins(BEA)
    request = house.request(ANA)
    asks_colleague(house, request, BEA)
    house.carries_out()
    says(house, "yes")
    merges(house, house.profile(ANA).id, house.profile(BEA).id)

    assert vouches(house, request) == []


def merges(house: House, kept: str, other: str) -> None:
    assert title(house.presses(CLAIRE, "members.merged", kept + other)) == "members.desk.title"


def test_who_vouched_and_left_is_named_no_more(house: House) -> None:
    """What they said stays, with ids only."""
    request = asked_about(house)
    says(house, "yes")
    house.leaves(BEA)
    house.carries_out()
    card = house.card(house.request(ANA))

    assert "joining.forgotten" in str(card.facts)
    assert vouches(house, request)[0].answer == "yes"
