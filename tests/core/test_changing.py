"""A member changes name, line or mailbox: asked like joining, proven anew, at once where that says enough."""

from dataclasses import replace

import pytest

from bot.answers import Given
from bot.deliveries import Letter, Post
from bot.joining.forms import TYPED
from bot.joining.model import State
from bot.members.model import Standing
from tests.core.cast import ANA, CALGARY, CLAIRE, LUC, Actor
from tests.core.changes import ELSEWHERE, changes, newest_code, proves_change, waiting_change
from tests.core.house import GONE, House
from tests.core.reading import (
    actions,
    button,
    card_of,
    form_of,
    problems,
    refusal,
    said,
    shown,
    title,
)

SAME_HOST = "ana.roy-hale@calgary.ca"


def letters(house: House) -> list[tuple[str, str]]:
    """What is carried out now: to whom, and what about."""
    return [(x.to, x.subject.id) for x in house.carries_out() if isinstance(x, Letter)]


# ---- asking


def test_the_form_is_filled_in_with_what_is_known(house: House) -> None:
    """So that a member changes what is new and nothing else."""
    house.joins(ANA)
    form = form_of(house.types(ANA, "change"))

    assert {field.name: field.value for field in form.fields} == ANA.answers
    assert (form.action, form.title.id) == ("joining.change", "joining.change.title")


def test_the_button_stands_on_the_panel(house: House) -> None:
    """It opens the same form as the command."""
    house.joins(ANA)
    change = button(card_of(house.types(ANA, "home")), "members.change")

    assert house.clicks(ANA, change) == house.types(ANA, "change")


@pytest.mark.parametrize("who", [LUC, CLAIRE])
def test_who_is_no_member_has_nothing_to_change(house: House, who: Actor) -> None:
    """They may ask to join."""
    assert said(card_of(house.types(who, "change")).body) == ["refusal.not_allowed", "role.member"]


def test_nothing_changed_is_said_so_and_asks_for_nothing(house: House) -> None:
    """No code goes out."""
    house.joins(ANA)

    assert refusal(changes(house)) == "refusal.nothing_changed"
    assert house.carries_out() == []


def test_all_that_is_wrong_with_the_answers_is_told_at_once(house: House) -> None:
    """At the fields, as when joining."""
    house.joins(ANA)
    answer = changes(house, name="7", email="nobody", community="", role="king")

    assert set(problems(answer)) == {"name", "email", "community", "role"}


def test_the_code_goes_to_the_new_mailbox_and_says_what_for(house: House) -> None:
    """Not a word of joining."""
    house.joins(ANA)
    changes(house, ANA, **ELSEWHERE)
    (letter,) = (x for x in house.carries_out() if isinstance(x, Letter))

    assert letter.to == "ana@hamilton.ca"
    assert "joining.code_letter.change" in said(letter.body)


def test_the_proof_asks_for_the_attestation_and_for_no_consent(house: House) -> None:
    """For whom somebody works is new; what they agreed to stands."""
    house.joins(ANA)
    changes(house, ANA, **ELSEWHERE)

    fields = form_of(house.types(ANA, "verify")).fields
    assert [field.name for field in fields] == ["code", "attestation"]


def test_a_change_under_way_is_shown_instead_of_another_form(house: House) -> None:
    """One at a time; the panel says so too, and the membership goes on."""
    waiting_change(house)

    assert title(house.types(ANA, "change")) == "joining.status.title"
    assert "members.home.change" in said(card_of(house.types(ANA, "home")).body)
    assert house.profile(ANA).standing is Standing.MEMBER


def test_a_change_can_be_withdrawn(house: House) -> None:
    """Everything stays as it was."""
    request = waiting_change(house)
    house.presses(ANA, "joining.withdrawn", request.id)
    house.carries_out()

    assert house.request(ANA).state is State.WITHDRAWN
    assert actions(house.card(request)) == []
    assert house.profile(ANA).address == ANA.email


def test_an_unproven_change_is_corrected_by_asking_again(house: House) -> None:
    """The form opens as it was filled in."""
    house.joins(ANA)
    changes(house, ANA, **ELSEWHERE)
    form = form_of(house.types(ANA, "change"))
    changes(house, email="ana.roy@hamilton.ca")

    assert {field.name: field.value for field in form.fields}["email"] == "ana@hamilton.ca"
    assert house.request(ANA).address == "ana.roy@hamilton.ca"


# ---- what needs nobody


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ana Roy-Hale"},
        {"line": "Director, climate"},
        {"email": SAME_HOST},
        {"email": SAME_HOST, "name": "Ana Roy-Hale"},
        {"email": "Ana.Roy@Calgary.ca"},
    ],
    ids="+".join,
)
def test_a_proven_change_within_the_same_host_holds_at_once(house: House, change: dict[str, Given]) -> None:
    """The community is the same: no card, and the coordinators are not asked."""
    house.joins(ANA)
    posts = len(house.arrived(Post))
    answer = proves_change(house, ANA, **change)
    house.carries_out()

    assert title(answer) == "members.changed.title"
    assert house.request(ANA).state is State.APPROVED
    profile = house.profile(ANA)
    assert (profile.name, profile.address) == (
        change.get("name", "Ana Roy"),
        change.get("email", ANA.email),
    )
    assert len(house.arrived(Post)) == posts


def test_both_mailboxes_hear_of_it(house: House) -> None:
    """Somebody may have taken over the account."""
    house.joins(ANA)
    proves_change(house, email=SAME_HOST)

    assert letters(house) == [
        (SAME_HOST, "joining.changed.subject"),
        (ANA.email, "joining.changed.subject"),
    ]


def test_a_change_that_leaves_the_mailbox_alone_is_told_once(house: House) -> None:
    """To that mailbox."""
    house.joins(ANA)
    proves_change(house, name="Ana Roy-Hale")

    assert letters(house) == [(ANA.email, "joining.changed.subject")]


def test_the_old_mailbox_being_gone_alarms_nobody(house: House) -> None:
    """A lost mailbox is what many changes are about."""
    house.joins(ANA)
    proves_change(house, email=SAME_HOST)
    house.fates[Letter] = GONE
    house.carries_out()

    told = said(tuple(value for card in house.rooms.values() for value in shown(card)))
    assert "errand.joining.changed_letter" in told
    assert "errand.joining.changed_former_letter" not in told


def test_the_new_mailbox_is_theirs_and_the_old_one_is_free(house: House) -> None:
    """Whoever proves the new one on another account is the same member."""
    member = house.joins(ANA)
    proves_change(house, email=SAME_HOST)
    house.asks(ANA.on("discord"), email=SAME_HOST)
    house.enters(ANA.on("discord"), newest_code(house))

    assert house.profile(ANA.on("discord")).id == member.id
    assert house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email)) is None


def test_a_change_that_holds_at_once_stays_off_the_desk_for_good(house: House) -> None:
    """Another door that opens later shows no card for it either."""
    house.joins(ANA)
    proves_change(house, name="Ana Roy-Hale")
    house.asks(ANA.on("discord"))
    house.enters(ANA.on("discord"), newest_code(house))
    posts = len(house.arrived(Post))
    house.carries_out()

    assert len(house.arrived(Post)) == posts


@pytest.mark.parametrize(
    "change",
    [
        {"email": "ana@water.calgary.ca"},
        {"email": "ana@hamilton.ca"},
        {"community": "community:3525005"},
        {"community": TYPED + "Halfway"},
        {"role": "elected_official"},
    ],
    ids=str,
)
def test_anything_else_waits_for_a_coordinator(house: House, change: dict[str, Given]) -> None:
    """Another host, community or role."""
    house.joins(ANA)
    answer = proves_change(house, ANA, **change)

    assert title(answer) == "joining.status.title"
    assert house.request(ANA).state is State.WAITING
    assert (house.profile(ANA).address, house.profile(ANA).community_id) == (ANA.email, CALGARY)


def test_a_free_mailbox_of_the_same_host_waits_too(house: House) -> None:
    """Anybody can have one there."""
    somebody = replace(ANA, email="ana.roy@gmail.com")
    house.joins(somebody)
    proves_change(house, somebody, email="somebody.else@gmail.com")

    assert house.request(somebody).state is State.WAITING
