"""Coming back after leaving: as somebody new, before or after the doors were closed."""

from dataclasses import replace

import pytest

from bot.deliveries import Admit, Dismiss
from bot.joining.model import State
from bot.members.model import Admission, Standing
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV
from tests.core.house import ARRIVED, DOWN, House
from tests.core.reading import refusal, title, written


@pytest.mark.parametrize("closed", [True, False], ids=["after", "before"])
def test_who_left_can_come_back(house: House, closed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Before or after the doors were closed; as somebody new."""
    first = house.joins(ANA)
    house.leaves(ANA)
    if closed:
        house.carries_out()
    house.waits_for(hours=1)
    second = house.joins(ANA)

    assert second.id != first.id
    assert (second.standing, second.name) == (Standing.MEMBER, "Ana Roy")
    assert house.account(ANA).admission is Admission.ADMITTED


def test_who_comes_back_before_the_doors_are_closed_is_forgotten_and_known_anew(house: House) -> None:
    """The old profile is emptied though its mailbox and account are in use again."""
    first = house.joins(ANA)
    house.fates[Dismiss] = DOWN
    house.leaves(ANA)
    house.waits_for(hours=1)
    second = house.joins(ANA)
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.profile(ANA) == second
    assert house.account(ANA).admission is Admission.ADMITTED
    assert house.storage.transact(lambda unit: unit.profiles.accounts(first.id)) == ()


def test_who_comes_back_from_another_account_keeps_the_words_of_the_new_request(house: House) -> None:
    """The profile that is about to be forgotten takes nothing of the new one with it."""
    house.joins(ANA)
    house.fates[Dismiss] = DOWN
    house.leaves(ANA)
    back = house.waits(ANA.on("discord"))
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.request(ANA.on("discord")) == back
    assert (back.state, back.name) == (State.WAITING, "Ana Roy")


def test_the_old_doors_are_closed_all_the_same(house: House) -> None:
    """Whoever is back but not yet approved is outside."""
    house.joins(ANA)
    house.fates[Dismiss] = DOWN
    house.leaves(ANA)
    house.waits(ANA.on("discord"))
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert [door.identity for door in house.arrived(Dismiss)] == [ANA.person.identity]
    assert house.account(ANA).admission is Admission.NONE


def test_a_door_that_closes_while_they_are_approved_anew_is_opened_again(house: House) -> None:
    """The two may cross: the errand was under way when the decision fell."""
    house.joins(ANA)
    house.leaves(ANA)
    (closing,) = [errand for errand in house.app.claim(16) if errand.kind == "members.dismiss"]
    assert house.app.compose(closing) == Dismiss(ANA.person.identity)
    house.approves(CLAIRE, house.waits(ANA))
    house.app.settle(closing, ARRIVED)
    house.carries_out()

    assert len(house.arrived(Admit)) == 2
    assert house.account(ANA).admission is Admission.ADMITTED


def test_who_left_is_a_newcomer_before_the_doors_are_closed(house: House) -> None:
    """The panel, the status and the buttons of before know nothing of them."""
    house.joins(ANA)
    request = house.request(ANA)
    house.leaves(ANA)

    assert title(house.types(ANA, "home")) == "members.outside.title"
    assert refusal(house.types(ANA, "status")) == "refusal.nothing_open"
    assert refusal(house.presses(ANA, "joining.withdraw", request.id)) == "refusal.nothing_open"


def test_who_left_may_choose_a_language_before_the_doors_are_closed(house: House) -> None:
    """As anybody may who is new."""
    house.joins(ANA)
    house.leaves(ANA)
    house.types(ANA, "language", "fr")

    assert (house.profile(ANA).standing, house.profile(ANA).reader.language) == (Standing.OUTSIDE, "fr")


def test_a_coordinator_who_left_as_a_member_still_decides(house: House) -> None:
    """Who coordinates is for the coordinators' room to say."""
    coordinator = replace(DEV, roles=COORDINATES)
    house.joins(coordinator)
    request = house.waits(ANA)
    house.leaves(coordinator)
    house.approves(coordinator, request)
    house.carries_out()

    assert house.profile(ANA).standing is Standing.MEMBER
    assert "Dev Singh" in written(house.card(request).body)
