"""Leaving: what is shown before, what happens at once, what when the doors are closed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat import Text
from bot.deliveries import Admit, Direct, Dismiss, Edit, Letter
from bot.joining.model import JoinRequest
from bot.members.model import Standing
from tests.core.cast import ANA, CALGARY, CLAIRE, COORDINATES, LUC, Actor
from tests.core.house import DOWN, GONE, House
from tests.core.reading import actions, button, card_of, facts, said, shown


def cards(house: House, request: JoinRequest) -> str:
    both = (house.card(request), house.card(request, "discord"))
    return repr([shown(card) for card in both])


def test_leaving_shows_first_what_will_happen(house: House) -> None:
    """And nothing has happened yet."""
    house.joins(ANA)
    card = card_of(house.types(ANA, "leave"))

    assert said(card.body)[1:3] == ["members.leave.door", "platform.slack"]
    assert actions(card) == ["members.left", "members.home"]
    assert house.profile(ANA).standing is Standing.MEMBER


def test_the_preview_names_every_door_that_will_close(house: House) -> None:
    """On each platform on which the member has one."""
    house.joins(ANA)
    house.asks(ANA.on("discord"))
    house.proves(ANA.on("discord"))
    doors = [text for text in said(card_of(house.types(ANA, "leave")).body) if text.startswith("platform.")]

    assert doors == ["platform.slack", "platform.discord"]


@pytest.mark.parametrize("who", [LUC, CLAIRE])
def test_who_is_no_member_has_nothing_to_leave(house: House, who: Actor) -> None:
    """And is told what is missing."""
    answer = house.types(who, "leave")

    assert said(card_of(answer).body) == ["refusal.not_allowed", "role.member"]


def test_personal_fields_are_gone_at_once(house: House) -> None:
    """Before any door is closed: the bare row says only that somebody was here."""
    house.asks(ANA)
    house.proves(ANA, consent=("mail",))
    house.approves(CLAIRE, house.request(ANA))
    house.carries_out()
    house.leaves(ANA)

    left = house.profile(ANA)
    assert (left.standing, left.left_at) == (Standing.LEFT, house.clock.now())
    assert (left.name, left.address, left.community_id, left.community_typed) == ("", "", "", "")
    assert (left.mail_consent, left.consented_at) == ("", None)


def test_the_requests_are_emptied_with_the_profile(house: House) -> None:
    """Name, address and whatever was written; what was decided and when stays."""
    house.joins(ANA)
    request = house.request(ANA)
    house.leaves(ANA)

    emptied = house.request(ANA)
    assert (emptied.name, emptied.address, emptied.line) == ("", "", "")
    assert (emptied.id, emptied.state, emptied.decided_at) == (request.id, request.state, request.decided_at)


def test_the_doors_are_closed_on_every_platform(house: House) -> None:
    """By errands, which wait for a platform that is away."""
    house.joins(ANA)
    house.asks(ANA.on("discord"))
    house.proves(ANA.on("discord"))
    house.carries_out()
    house.leaves(ANA)
    house.carries_out()

    assert [door.identity.platform for door in house.arrived(Dismiss)] == ["slack", "discord"]


def test_once_the_doors_are_closed_the_account_is_unknown(house: House) -> None:
    """The key is destroyed with it, so nothing that was sealed can be read any more."""
    member = house.joins(ANA)
    house.leaves(ANA)
    assert house.knows(ANA) is not None
    house.carries_out()

    assert house.knows(ANA) is None
    assert house.storage.transact(lambda unit: unit.profiles.accounts(member.id)) == ()


def test_the_coordinators_card_says_of_no_closed_door_that_it_is_open(house: House) -> None:
    """It is shown anew when the door has closed."""
    request = house.waits(ANA)
    house.approves(CLAIRE, request)
    house.carries_out()
    opened = cards(house, request)
    house.leaves(ANA)
    house.carries_out()

    assert "joining.admission.admitted" in opened
    assert "joining.admission" not in cards(house, request)


def test_a_door_that_stays_shut_to_us_is_reported_and_the_person_is_forgotten(house: House) -> None:
    """Somebody closes it by hand; nobody waits for that to be forgotten."""
    house.joins(ANA)
    house.fates[Dismiss] = GONE
    house.leaves(ANA)
    house.carries_out()

    assert house.knows(ANA) is None
    assert "errand.members.dismiss" in said(tuple(value for c in house.rooms.values() for value in shown(c)))


def test_who_left_before_any_door_opened_is_never_let_in(house: House) -> None:
    """The errand to admit them has lost its reason."""
    house.fates[Admit] = DOWN
    house.approves(CLAIRE, house.waits(ANA))
    house.carries_out()
    house.leaves(ANA)
    house.fates.clear()
    house.waits_for(hours=2)
    house.carries_out()

    assert house.arrived(Admit) == []
    assert house.knows(ANA) is None


def test_the_card_no_longer_shows_the_name_nor_the_words(house: House) -> None:
    """In the room of any platform, though the decision stays."""
    house.joins(ANA)
    request = house.request(ANA)
    house.leaves(ANA)
    house.carries_out()

    for word in ("Ana Roy", "Climate coordinator", "calgary.ca", CALGARY):
        assert word not in cards(house, request)
    assert "joining.desk.approved" in cards(house, request)
    assert facts(house.card(request)) == {"joining.fact.name": Text("joining.forgotten")}


def test_the_cards_of_earlier_requests_forget_too(house: House) -> None:
    """What was declined a year ago hangs there still."""
    first = house.waits(ANA)
    house.declines(CLAIRE, first, note="Please ask your director, Ms. Hale.")
    house.joins(ANA)
    house.leaves(ANA)
    house.carries_out()

    assert "Ana Roy" not in cards(house, first)
    assert "Hale" not in cards(house, first)


def test_the_cards_of_requests_with_another_mailbox_forget_too(house: House) -> None:
    """Whatever address they asked with before."""
    house.asks(ANA, email="ana@york.ca")
    house.enters(ANA, [letter.highlight for letter in house.carries_out() if isinstance(letter, Letter)][-1])
    house.carries_out()
    first = house.request(ANA)
    house.declines(CLAIRE, first)
    house.joins(ANA)
    house.leaves(ANA)
    house.carries_out()

    assert "Ana Roy" not in cards(house, first)


def test_nothing_is_left_of_what_was_asked_from_another_account(house: House, tmp_path: Path) -> None:
    """Before or when it turned out to be the same person's: no place, no mailbox, no name on a card."""
    elsewhere = replace(ANA, platform="discord", email="ana@york.ca")
    house.joins(ANA)
    declined = house.waits(elsewhere)
    house.declines(CLAIRE, declined)
    house.asks(elsewhere, email=ANA.email)
    house.enters(elsewhere, house.code_of(ANA))
    house.leaves(ANA)
    house.carries_out()

    with closing(sqlite3.connect(tmp_path / "peerbot.db")) as database:
        assert set(database.execute("SELECT community_id, mailbox FROM requests")) == {("", None)}
    assert "Ana Roy" not in cards(house, declined)


def test_nothing_personal_is_sent_after_leaving(house: House) -> None:
    """Letters and messages that were waiting have lost their reason."""
    request = house.waits(ANA)
    house.fates |= {Letter: DOWN, Direct: DOWN}
    house.approves(CLAIRE, request)
    house.carries_out()
    house.leaves(ANA)
    house.fates.clear()
    sent = len(house.delivered)
    house.waits_for(hours=2)
    house.carries_out()

    assert [d for d in house.delivered[sent:] if isinstance(d, Letter | Direct)] == []


def test_no_errand_of_the_past_says_anything_about_who_has_left(house: House) -> None:
    """Should any of them be carried out again, there is nobody to write to and nothing to write."""
    request = house.waits(ANA)
    house.asks_more(CLAIRE, request, "Which service, Ms. Roy?")
    house.carries_out()
    house.submits(ANA, "joining.answer", request.id, answer="The water service.")
    house.approves(CLAIRE, house.request(ANA))
    house.carries_out()
    house.leaves(ANA)
    house.carries_out()
    composed = [delivery for errand in house.seen if (delivery := house.app.compose(errand))]

    assert {type(delivery) for delivery in composed} == {Edit}
    for word in ("Roy", "calgary", "Climate", "water", "service"):
        assert word not in repr(composed)


def test_leaving_twice_is_leaving_once(house: House) -> None:
    """The second press finds no member."""
    house.joins(ANA)
    house.leaves(ANA)

    assert said(card_of(house.leaves(ANA)).body) == ["refusal.not_allowed", "role.member"]


def test_a_coordinator_who_left_is_not_named_on_what_they_decided(house: House) -> None:
    """The decision stays, and whose it was is forgotten."""
    coordinator = replace(LUC, roles=COORDINATES)
    house.joins(coordinator)
    house.approves(coordinator, house.waits(ANA))
    house.leaves(coordinator)
    house.carries_out()

    assert "joining.forgotten" in said(card_of(house.approves(CLAIRE, house.request(ANA))).body)


def test_the_button_to_leave_stands_on_the_panel(house: House) -> None:
    """It leads to the preview."""
    house.joins(ANA)
    leave = button(card_of(house.types(ANA, "home")), "members.leave")

    assert house.clicks(ANA, leave) == house.types(ANA, "leave")
