"""Two members are found to be one person: both are shown, then one stays and the other is forgotten."""

from dataclasses import replace

import pytest

from bot.audit import Action
from bot.chat import Button
from bot.deliveries import Dismiss
from bot.joining.model import State
from bot.meetings.choices import ReminderChoice, Way
from bot.meetings.reminders import Step as ReminderStep
from bot.members.model import Profile, Standing
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC
from tests.core.changes import proves_change
from tests.core.evidence import UMA, attests
from tests.core.house import House
from tests.core.memberships import decides, looks_up
from tests.core.reading import (
    actions,
    button,
    card_of,
    facts,
    form_of,
    problems,
    refusal,
    said,
    title,
    written,
)
from tests.core.registering import confirms, listed

TWIN = replace(ANA, user="ana-too", email="ana@york.ca", platform="discord")


def chooses(house: House, kept: Profile, reference: str) -> Answer:
    form = form_of(house.clicks(CLAIRE, button(card_of(looks_up(house, kept)), "members.merge")))
    return house.fills_in(CLAIRE, form, reference=reference)


def confirmation(house: House, kept: Profile, other: Profile) -> Button:
    return button(card_of(chooses(house, kept, other.reference)), "members.merged")


def merges(house: House, kept: Profile, other: Profile) -> Answer:
    return house.clicks(CLAIRE, confirmation(house, kept, other))


def test_both_are_shown_before_anything_happens(house: House) -> None:
    """Which one stays, which one goes, and what that means."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    card = card_of(chooses(house, ana, twin.reference.lower()))

    assert ana.reference in written(facts(card)["members.merge.stays"])
    assert twin.reference in written(facts(card)["members.merge.goes"])
    assert actions(card) == ["members.merged"]
    assert house.profile(TWIN) == twin


def test_the_accounts_go_to_the_one_who_stays(house: House) -> None:
    """And both are inside."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    answer = merges(house, ana, twin)
    house.carries_out()

    assert "members.merge.done" in said(card_of(answer).body)
    assert house.profile(TWIN) == house.profile(ANA)
    assert (house.profile(ANA).id, house.profile(ANA).address) == (ana.id, ANA.email)
    assert house.inside == {ANA.person.identity, TWIN.person.identity}


def test_the_other_one_is_forgotten(house: House) -> None:
    """Name, mailbox and requests; the card of the request shows nobody any more."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    request = house.request(TWIN)
    merges(house, ana, twin)
    house.carries_out()
    gone = house.storage.transact(lambda unit: unit.profiles.get(twin.id))

    assert gone is not None
    assert (gone.standing, gone.name, gone.address) == (Standing.LEFT, "", "")
    assert house.storage.transact(lambda unit: unit.profiles.of_mailbox(TWIN.email)) is None
    assert "joining.forgotten" in said(tuple(facts(house.card(request)).values()))
    assert refusal(looks_up(house, twin)) == "refusal.no_such_member"


def test_what_the_other_decided_is_the_kept_one_s(house: House) -> None:
    """Decisions, and what was taken on."""
    twin = replace(TWIN, roles=COORDINATES)
    ana, other = house.joins(ANA), house.joins(twin)
    house.approves(twin, house.waits(LUC))
    waiting = house.waits(LUC.called("second"))
    house.presses(twin, "joining.assign", waiting.id, waiting.revision)
    merges(house, ana, other)

    assert house.request(LUC).decided_by == ana.id
    assert house.request(LUC.called("second")).assigned_to == ana.id


def test_what_the_other_said_is_the_kept_one_s(house: House) -> None:
    """What they attested, and what they confirmed."""
    twin = replace(TWIN, roles=COORDINATES)
    ana, other = house.joins(ANA), house.joins(twin)
    request = house.waits(UMA)
    attests(house, request, twin)
    house.approves(twin, request)
    confirms(house, twin)
    merges(house, ana, other)
    row = listed(house)
    (word,) = house.storage.transact(lambda unit: unit.attestations.of(request.id))

    assert row is not None
    assert (word.attested_by, row.confirmed_by) == (ana.id, ana.id)


def test_an_open_change_of_the_one_who_goes_is_over(house: House) -> None:
    """Nobody is left to decide it for."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    proves_change(house, TWIN, email="ana@hamilton.ca", community="community:3525005")
    house.carries_out()
    request = house.request(TWIN)
    merges(house, ana, twin)
    house.carries_out()

    assert actions(house.card(request)) == []
    kept = house.storage.transact(lambda unit: unit.requests.get(request.id))
    assert kept is not None
    assert kept.state is State.WITHDRAWN


def test_an_applicant_can_be_merged_into_a_member(house: House) -> None:
    """That is the way when a member's new mailbox turns out to be an applicant's."""
    applicant = replace(TWIN, email="ana@hamilton.ca")
    house.waits(applicant)
    ana = house.joins(ANA)
    proves_change(house, ANA, email=applicant.email)
    house.carries_out()
    request = house.request(ANA)
    merges(house, ana, house.profile(applicant))
    house.approves(DEV, house.request(ANA))
    house.carries_out()

    assert house.request(ANA).id == request.id
    assert house.profile(ANA).address == applicant.email
    assert house.profile(applicant).id == ana.id
    assert house.inside == {ANA.person.identity, applicant.person.identity}


def test_merged_into_somebody_who_is_suspended_all_doors_close(house: House) -> None:
    """The one who stays says where the accounts stand."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    decides(house, "suspend", ana)
    merges(house, ana, twin)
    house.carries_out()

    assert house.profile(TWIN).standing is Standing.SUSPENDED
    assert house.inside == set()


def test_merging_is_audited_with_both(house: House) -> None:
    """By whom it was done."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    merges(house, ana, twin)
    (line,) = house.storage.transact(lambda unit: unit.audit.of(ana.id, 1))

    assert (line.action, line.actor, line.detail) == (Action.MERGED, house.profile(CLAIRE).id, twin.id)


def test_pressed_twice_it_is_done_once(house: House) -> None:
    """The other one is not there any more."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    confirmed = confirmation(house, ana, twin)
    house.clicks(CLAIRE, confirmed)

    assert refusal(house.clicks(DEV, confirmed)) == "refusal.unknown"


@pytest.mark.parametrize("who", ["kept", "other"])
def test_who_left_meanwhile_is_merged_with_nobody(house: House, who: str) -> None:
    """Whichever of the two it is."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    confirmed = confirmation(house, ana, twin)
    house.leaves(ANA if who == "kept" else TWIN)

    assert refusal(house.clicks(CLAIRE, confirmed)) == "refusal.unknown"
    assert house.profile(TWIN if who == "kept" else ANA).standing is Standing.MEMBER


def test_who_was_removed_is_merged_into_nobody(house: House) -> None:
    """That it was so is not lost; asked at the field, and checked at the end."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    confirmed = confirmation(house, ana, twin)
    decides(house, "remove", twin)

    assert refusal(house.clicks(CLAIRE, confirmed)) == "refusal.unknown"
    assert problems(chooses(house, ana, twin.reference)) == {"reference": "members.merge.cannot"}


@pytest.mark.parametrize("reference", ["", "nobody", "ZZZZZZ"])
def test_a_reference_of_nobody_is_told_at_the_field(house: House, reference: str) -> None:
    """The form stays open."""
    ana = house.joins(ANA)

    assert list(problems(chooses(house, ana, reference))) == ["reference"]


def test_nobody_is_merged_with_themselves(house: House) -> None:
    """By the form or by a forged button."""
    ana = house.joins(ANA)

    assert problems(chooses(house, ana, ana.reference)) == {"reference": "members.merge.cannot"}
    assert refusal(house.presses(CLAIRE, "members.merged", ana.id * 2)) == "refusal.unknown"


def test_a_coordinator_merges_nobody_into_or_out_of_themselves(house: House) -> None:
    """Another one has to."""
    me = replace(ANA, roles=COORDINATES)
    mine, twin = house.joins(me), house.joins(TWIN)
    for subject in (mine.id + twin.id, twin.id + mine.id):
        assert refusal(house.presses(me, "members.merged", subject)) == "refusal.own_membership"

    form = form_of(house.presses(me, "members.merge", twin.id))
    assert refusal(house.fills_in(me, form, reference=mine.reference)) == "refusal.own_membership"


@pytest.mark.parametrize("subject", ["", "a", "0" * 26, "0" * 52, "x" * 51])
def test_a_forged_pair_is_unknown(house: House, subject: str) -> None:
    """Whatever it looks like."""
    assert refusal(house.presses(CLAIRE, "members.merged", subject)) == "refusal.unknown"


def test_what_waits_for_a_merged_account_still_fits(house: House) -> None:
    """Doors that were to close for the one who went stay open for the one who stays."""
    ana, twin = house.joins(ANA), house.joins(TWIN)
    decides(house, "suspend", twin)
    merges(house, ana, twin)
    house.carries_out()

    assert house.arrived(Dismiss) == []
    assert house.inside == {ANA.person.identity, TWIN.person.identity}
    assert [x.card.title.id for x in house.directs(TWIN)] == ["members.welcome.title"]
    assert title(house.types(TWIN, "home")) == "members.home.title"


@pytest.mark.parametrize("own", [False, True])
def test_how_one_of_them_wants_to_be_reminded_holds_for_both(house: House, *, own: bool) -> None:
    """Unless the one who stays has chosen too."""
    kept, other = house.joins(ANA), house.joins(TWIN)
    house.submits(TWIN, "meetings.remind", way="mail", steps=("day",))
    if own:
        house.submits(ANA, "meetings.remind", way="direct", steps=("week",))
    merges(house, kept, other)
    chosen = house.storage.transact(lambda unit: unit.reminder_choices.get(kept.id))

    assert chosen == (
        ReminderChoice(kept.id, Way.DIRECT, (ReminderStep.WEEK,))
        if own
        else ReminderChoice(kept.id, Way.MAIL, (ReminderStep.DAY,))
    )
