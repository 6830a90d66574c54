"""A coordinator corrects for whom or as what somebody works; what was corrected is weighed anew."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.deliveries import Edit
from bot.joining.forms import LISTED, TYPED
from bot.joining.model import WorkRole
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, MONTREAL
from tests.core.desk import assigns, audited, corrects, done
from tests.core.house import House
from tests.core.reading import button, card_of, facts, form_of, problems, refusal, said

TYPED_WORDS = "Northern Shade Alliance"


def test_the_form_says_what_is_known(house: House) -> None:
    """So that what is left alone stays."""
    request = house.waits(ANA)
    assigns(house, DEV, request)
    house.carries_out()
    form = form_of(house.clicks(CLAIRE, button(house.card(request), "joining.correct")))

    assert {field.name: field.value for field in form.fields} == {
        "community": LISTED + "4806016", "role": "staff", "assignee": house.profile(DEV).id,
    }  # fmt: skip


def test_a_corrected_community_is_weighed_with_the_mailbox_anew(house: House) -> None:
    """The mailbox of Calgary says little about Montréal."""
    request = house.waits(ANA)
    answer = corrects(house, CLAIRE, request, community=LISTED + MONTREAL)
    house.carries_out()
    corrected = house.request(ANA)

    assert corrected.community_id == MONTREAL
    assert (request.evidence, corrected.evidence) == ("strong", "mismatch")
    assert corrected.reasons != request.reasons
    for card in (card_of(answer), house.card(request), house.card(request, "discord")):
        assert f"eligibility.evidence.{corrected.evidence}" in said(facts(card)["joining.fact.evidence"])


def test_a_corrected_role_is_weighed_anew(house: House) -> None:
    """A contractor is no staff, whatever the mailbox."""
    request = house.waits(ANA)
    corrects(house, CLAIRE, request, role="contractor")
    corrected = house.request(ANA)

    assert corrected.work_role is WorkRole.CONTRACTOR
    assert corrected.reasons != request.reasons


def test_a_community_that_the_registry_does_not_know_is_kept_as_typed(house: House) -> None:
    """It is the applicant's and stands on the card."""
    request = house.waits(ANA)
    corrects(house, CLAIRE, request, community=TYPED + TYPED_WORDS)
    corrected = house.request(ANA)

    assert (corrected.community_id, corrected.community_typed) == ("", TYPED_WORDS)


def test_what_was_corrected_is_what_the_member_gets(house: House) -> None:
    """By the approval."""
    corrects(house, CLAIRE, house.waits(ANA), community=LISTED + MONTREAL)
    house.approves(DEV, house.request(ANA))

    assert house.profile(ANA).community_id == MONTREAL


def test_a_correction_is_audited_in_ids_and_codes(house: House) -> None:
    """From what to what; no word of anybody."""
    request = house.waits(ANA)
    corrects(house, CLAIRE, request, community=LISTED + MONTREAL, role="contractor")
    corrects(house, DEV, house.request(ANA), community=TYPED + TYPED_WORDS)
    first, second = audited(house, request)[1:]

    assert (first.actor, second.actor) == (house.profile(CLAIRE).id, house.profile(DEV).id)
    assert first.detail == f"community_id:4806016>{MONTREAL} work_role:staff>contractor"
    assert second.detail == f"community_id:{MONTREAL}>-"
    assert done(house, request) == ["proven", "corrected", "corrected"]


def test_another_spelling_of_what_was_typed_is_audited_without_it(house: House) -> None:
    """What was typed is a person's word."""
    request = house.waits(ANA, community=TYPED + "Northern Shade")
    corrects(house, CLAIRE, request, community=TYPED + TYPED_WORDS)

    assert [(entry.action, entry.detail) for entry in audited(house, request)][1:] == [("corrected", "")]


def test_sending_the_form_as_it_was_writes_nothing(house: House) -> None:
    """Neither a line nor a revision; the card is shown as it stands."""
    request = house.waits(ANA)
    answer = corrects(house, CLAIRE, request)

    assert house.request(ANA) == request
    assert done(house, request) == ["proven"]
    assert [x for x in house.carries_out() if isinstance(x, Edit)] == []
    assert card_of(answer) == house.card(request)


@pytest.mark.parametrize(
    "changes, problem",
    [
        ({"community": LISTED + "0"}, {"community": "answers.choice"}),
        ({"community": ""}, {"community": "answers.required"}),
        ({"community": TYPED + "a\x07b"}, {"community": "answers.control"}),
        ({"role": "king"}, {"role": "answers.choice"}),
        ({"assignee": "nobody"}, {"assignee": "answers.choice"}),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    house: House, changes: dict[str, Given], problem: dict[str, str]
) -> None:
    """And nothing is written."""
    request = house.waits(ANA)

    assert problems(corrects(house, CLAIRE, request, **changes)) == problem
    assert house.request(ANA) == request


def test_a_form_older_than_the_request_corrects_nothing(house: House) -> None:
    """Somebody took it on meanwhile; whoever corrects sees that first."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, "joining.correct", request.id, request.revision))
    assigns(house, DEV, request)
    answer = house.fills_in(CLAIRE, form, community=LISTED + MONTREAL, role="staff", assignee="")

    assert refusal(answer) == "refusal.stale"
    assert house.request(ANA).community_id == "4806016"


def test_what_is_decided_is_not_corrected_any_more(house: House) -> None:
    """The member changes it themselves."""
    request = house.waits(ANA)
    form = form_of(house.presses(CLAIRE, "joining.correct", request.id, request.revision))
    house.approves(DEV, request)
    answer = house.fills_in(CLAIRE, form, community=LISTED + MONTREAL, role="staff", assignee="")

    assert refusal(answer) == "refusal.already_decided"
    assert house.profile(ANA).community_id == "4806016"


def test_nobody_corrects_their_own_request(house: House) -> None:
    """Not by a form that they were never shown either."""
    own = replace(ANA, roles=COORDINATES)
    request = house.waits(own)
    values = {"community": LISTED + MONTREAL, "role": "staff", "assignee": ""}
    answer = house.submits(own, "joining.correct", request.id, request.revision, **values)

    assert refusal(answer) == "refusal.own_request"
    assert house.request(ANA) == request
