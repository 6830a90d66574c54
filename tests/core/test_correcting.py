"""A coordinator corrects for whom or as what somebody works; what was corrected is weighed anew."""

from bot.deliveries import Edit
from bot.joining.forms import LISTED, TYPED
from bot.joining.model import WorkRole
from tests.core.cast import ANA, CLAIRE, DEV, MONTREAL
from tests.core.desk import assigns, corrects
from tests.core.house import House
from tests.core.reading import button, card_of, facts, form_of, said
from tests.core.seeing import audited, done

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
