"""Admission: what coordinators and members see of it, and a welcome that is said once."""

from bot.deliveries import Admit, Direct
from bot.members.model import Admission, Profile
from tests.core.cast import ANA, CLAIRE
from tests.core.house import CUT, DOWN, GONE, House
from tests.core.reading import card_of, listed, said


def approved(house: House) -> Profile:
    house.approves(CLAIRE, house.waits(ANA))
    return house.profile(ANA)


def on_the_card(house: House) -> list[str]:
    return said(house.card(house.request(ANA)).body)[1:]


def on_the_panel(house: House) -> list[str]:
    return said(listed(card_of(house.types(ANA, "home")), "members.fact.accounts"))


def test_a_member_is_on_the_way_in_until_the_platform_has_let_them_in(house: House) -> None:
    """The panel says so from the first moment."""
    approved(house)

    assert house.account(ANA).admission is Admission.NOT_YET
    assert on_the_panel(house) == ["members.account.not_yet", "platform.slack"]


def test_a_door_that_opened_is_shown_on_the_card_and_on_the_panel(house: House) -> None:
    """The coordinators need not go and look."""
    approved(house)
    house.carries_out()

    assert on_the_card(house) == ["joining.admission.admitted", "platform.slack"]
    assert on_the_panel(house) == ["members.account.admitted", "platform.slack"]


def test_while_the_platform_is_away_the_card_says_that_it_is_on_the_way(house: House) -> None:
    """The membership stands all the same."""
    house.fates[Admit] = DOWN
    approved(house)
    house.carries_out()

    assert on_the_card(house) == ["joining.admission.not_yet", "platform.slack"]


def test_a_door_that_cannot_be_opened_is_shown_as_such(house: House) -> None:
    """Approved, not admitted: somebody has to let them in by hand."""
    house.fates[Admit] = GONE
    approved(house)
    house.carries_out()

    assert (house.account(ANA).admission, house.account(ANA).problem) == (Admission.FAILED, "gone")
    assert on_the_card(house) == ["joining.admission.failed", "platform.slack"]
    assert on_the_panel(house) == ["members.account.failed", "platform.slack"]


def test_when_nobody_knows_whether_the_door_opened_it_is_opened_again(house: House) -> None:
    """Admitting twice is harmless."""
    house.fates[Admit] = CUT
    approved(house)
    house.carries_out()
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.account(ANA).admission is Admission.ADMITTED


def test_a_door_that_failed_is_tried_again_when_another_account_is_linked(house: House) -> None:
    """The settings may have been put right since; the welcome was said already."""
    house.fates[Admit] = GONE
    approved(house)
    house.carries_out()
    house.fates.clear()
    house.asks(ANA.on("discord"))
    house.proves(ANA.on("discord"))
    house.carries_out()

    assert house.account(ANA).admission is Admission.ADMITTED
    assert len(house.directs(ANA)) == 1


def test_the_welcome_comes_after_the_door_is_open(house: House) -> None:
    """It speaks of a room that is there."""
    approved(house)
    tried = [type(delivery) for delivery in house.carries_out()]

    assert tried.index(Admit) < tried.index(Direct)


def test_a_welcome_of_which_nobody_knows_is_not_said_twice(house: House) -> None:
    """One too few is better than one too many."""
    house.fates[Direct] = CUT
    approved(house)
    house.carries_out()
    house.fates.clear()
    house.waits_for(days=1)
    house.carries_out()

    assert house.directs(ANA) == []
