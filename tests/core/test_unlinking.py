"""A member sees their accounts and parts with one: it is put out, forgotten, and nothing is left hanging."""

import pytest

from bot.audit import Action
from bot.deliveries import Admit, Dismiss
from bot.members.model import Admission, Standing
from bot.outbox import Outcome
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.changes import proves_change
from tests.core.house import CUT, DOWN, GONE, House
from tests.core.links import ELSEWHERE, both, proves_link, unlinks
from tests.core.reading import actions, button, card_of, refusal, said, title, written


def test_a_member_sees_their_accounts_and_how_to_add_one(house: House) -> None:
    """A button to unlink stands for each but the one they look from."""
    both(house)
    card = card_of(house.types(ANA, "link"))

    assert actions(card) == ["members.unlink", "members.home"]
    assert button(card, "members.unlink").subject == house.account(ELSEWHERE).id
    assert said(card.body).count("members.accounts.line") == 2
    assert "members.accounts.how" in said(card.body)


def test_the_only_account_cannot_be_unlinked(house: House) -> None:
    """Leaving is the way."""
    house.joins(ANA)
    card = card_of(house.types(ANA, "link"))

    assert actions(card) == ["members.home"]
    assert "members.accounts.last" in said(card.body)
    assert refusal(unlinks(house, ANA, ANA)) == "refusal.account_in_use"


def test_unlinking_shows_first_what_will_happen(house: House) -> None:
    """And nothing has happened yet."""
    both(house)
    card = card_of(house.clicks(ANA, button(card_of(house.types(ANA, "link")), "members.unlink")))

    assert said(card.body) == ["members.unlink.body", "platform.discord"]
    assert actions(card) == ["members.unlinked", "members.link"]
    assert house.account(ELSEWHERE).admission is Admission.ADMITTED


def test_an_unlinked_account_is_put_out_and_forgotten(house: House) -> None:
    """The membership stays."""
    both(house)
    answer = unlinks(house, ANA, ELSEWHERE)
    house.carries_out()

    assert title(answer) == "members.accounts.title"
    assert house.knows(ELSEWHERE) is None
    assert house.inside == {ANA.person.identity}
    assert house.profile(ANA).standing is Standing.MEMBER


def test_an_unlinked_account_is_nobody_s_at_once(house: House) -> None:
    """Before the door is closed."""
    both(house)
    house.fates[Dismiss] = DOWN
    unlinks(house, ANA, ELSEWHERE)

    assert title(house.types(ELSEWHERE, "home")) == "members.outside.title"
    assert refusal_of_role(house.types(ELSEWHERE, "leave"))


def refusal_of_role(answer: Answer) -> bool:
    return said(card_of(answer).body) == ["refusal.not_allowed", "role.member"]


def test_unlinking_is_audited(house: House) -> None:
    """By the member, with the account's id."""
    both(house)
    account = house.account(ELSEWHERE).id
    unlinks(house, ANA, ELSEWHERE)
    member = house.profile(ANA).id
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member, 1))

    assert (line.action, line.actor, line.detail) == (Action.UNLINKED, member, account)


def test_an_unlinked_account_can_be_linked_again(house: House) -> None:
    """After the door was closed, or before."""
    both(house)
    unlinks(house, ANA, ELSEWHERE)
    proves_link(house, ELSEWHERE)
    house.carries_out()

    assert house.profile(ELSEWHERE).id == house.profile(ANA).id
    assert house.account(ELSEWHERE).admission is Admission.ADMITTED


def test_linked_again_before_the_door_was_closed_it_stays_open(house: House) -> None:
    """The errand to close it has lost its reason, and nobody who was forgotten is left behind."""
    both(house)
    house.fates[Dismiss] = DOWN
    unlinks(house, ANA, ELSEWHERE)
    proves_link(house, ELSEWHERE)
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.inside == {ANA.person.identity, ELSEWHERE.person.identity}
    assert house.arrived(Dismiss) == []


@pytest.mark.parametrize("fate", [GONE, DOWN, CUT])
def test_a_door_that_does_not_close_leaves_nothing_hanging(house: House, fate: Outcome) -> None:
    """It is told or tried again, and the account is forgotten in the end."""
    both(house)
    house.fates[Dismiss] = fate
    unlinks(house, ANA, ELSEWHERE)
    house.carries_out()
    house.fates.clear()
    house.waits_for(hours=2)
    house.carries_out()

    assert house.knows(ELSEWHERE) is None


def test_what_waits_for_an_unlinked_account_loses_its_reason(house: House) -> None:
    """Welcome, admission, question: nothing is said to it any more."""
    house.fates[Admit] = DOWN
    house.waits(ANA)
    proves_link(house, ELSEWHERE)
    house.approves(CLAIRE, house.request(ANA))
    unlinks(house, ANA, ELSEWHERE)
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.directs(ELSEWHERE) == []
    assert ELSEWHERE.person.identity not in house.inside
    assert house.app.claim(16) == []


def test_a_question_is_not_asked_where_the_account_was_unlinked(house: House) -> None:
    """It was about a change."""
    both(house)
    proves_change(house, ANA, email="ana@hamilton.ca")
    house.carries_out()
    house.asks_more(CLAIRE, house.request(ANA), "Since when?")
    unlinks(house, ANA, ELSEWHERE)
    house.types(ELSEWHERE, "language", "fr")  # and it is somebody's again, only not hers
    house.carries_out()

    assert house.directs(ELSEWHERE) == []
    assert len(house.directs(ANA)) == 2


@pytest.mark.parametrize("action", ["members.unlink", "members.unlinked"])
def test_somebody_else_s_account_is_as_unknown_as_a_forged_one(house: House, action: str) -> None:
    """Nothing happens to it."""
    house.joins(ANA)
    house.joins(LUC)
    forged = house.presses(ANA, action, "0" * 26)

    assert house.presses(ANA, action, house.account(LUC).id) == forged
    assert refusal(forged) == "refusal.unknown"
    assert house.account(LUC).admission is Admission.ADMITTED


def test_with_many_accounts_four_buttons_and_the_way_back_fit(house: House) -> None:
    """A card holds five."""
    house.joins(ANA)
    for number in range(6):
        proves_link(house, ANA.called(f"ana{number}").on("discord"))
        house.waits_for(hours=1)
    card = card_of(house.types(ANA, "link"))

    assert actions(card) == ["members.unlink"] * 4 + ["members.home"]
    assert written(card.body) == []
