"""The same for people without an account in a chat: they write, and are answered in their own mailbox."""

from __future__ import annotations

import pytest

from bot.deliveries import Letter
from bot.members.model import Profile
from bot.rights.wishes import Wish, wished
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import House
from tests.core.reading import said
from tests.core.test_enrolment import entrant


def member(house: House, who: Actor = ANA) -> Profile:
    found = house.storage.transact(lambda unit: unit.profiles.of_mailbox(who.email))
    assert found is not None
    return found


@pytest.fixture
def listed(house: House) -> House:
    """One with a member who came in by a list."""
    house.app.enrol([entrant(ANA)])
    return house


def writes(house: House, wish: Wish, address: str = ANA.email, token: str = "", whose: str = "") -> bool:
    return house.app.operate(lambda turn: wished(turn, wish, address, whose, token))


def answers(house: House) -> list[Letter]:
    return [each for each in house.carries_out() if isinstance(each, Letter)]


def word(letter: Letter) -> str:
    ((_, said_),) = letter.asked[0].answers
    return said_.removeprefix("forget-")


@pytest.mark.parametrize(
    "wish, subject",
    [
        (Wish.DATA, "rights.data.title"),
        (Wish.PRIVACY, "rights.privacy.title"),
        (Wish.MAIL_OFF, "rights.mail.stopped"),
        (Wish.MAIL_ON, "rights.mail.resumed"),
        (Wish.FORGET, "rights.forget.title"),
    ],
)
def test_each_wish_is_answered_once_an_hour_in_their_own_mailbox(
    listed: House, wish: Wish, subject: str
) -> None:
    """However often somebody writes in their name."""
    assert [writes(listed, wish) for _ in range(3)] == [True, True, True]
    (letter,) = answers(listed)

    assert (letter.to, letter.subject.id, letter.stop) == (ANA.email, subject, "")


def test_a_link_to_ones_pages_is_nobodys_where_there_are_no_pages(listed: House) -> None:
    """The network is not reached on the web."""
    assert not writes(listed, Wish.PAGE)
    assert answers(listed) == []


def test_the_data_come_with_the_file(listed: House) -> None:
    """And what of it can be read at once."""
    writes(listed, Wish.DATA)
    (letter,) = answers(listed)

    assert letter.attached is not None
    assert b"ana.roy@calgary.ca" in letter.attached.content
    assert "rights.export.attached" in said(letter.body)


def test_a_stranger_is_not_answered(listed: House) -> None:
    """Nor somebody who has only typed an address that is not proven."""
    listed.asks(LUC)
    listed.carries_out()

    for wish in Wish:
        assert not writes(listed, wish, LUC.email)
        assert not writes(listed, wish, "no address at all")
    assert answers(listed) == []


def test_mail_is_stopped_and_resumed(listed: House) -> None:
    """They are warned what they will miss."""
    writes(listed, Wish.MAIL_OFF)
    (letter,) = answers(listed)
    assert member(listed).mail_off
    assert "rights.mail.missed" in said(letter.body)
    writes(listed, Wish.MAIL_ON)

    person = member(listed)
    lines = listed.storage.transact(lambda unit: unit.consents.of(person.id))

    assert not person.mail_off
    assert [(line.agreed, line.way) for line in lines] == [(False, "mail"), (True, "mail")]


def test_the_word_of_a_letter_stops_it_for_whoever_it_is_of(listed: House) -> None:
    """From whatever address it comes."""
    assert writes(listed, Wish.MAIL_OFF, "", whose=member(listed).id)
    assert not writes(listed, Wish.MAIL_OFF, "", whose="nobody")
    assert member(listed).mail_off


def test_forgetting_is_confirmed_with_the_word_in_our_letter(listed: House) -> None:
    """Asking alone does nothing; the confirmation does it once, with a receipt."""
    person = member(listed).id
    writes(listed, Wish.FORGET)
    (letter,) = answers(listed)
    assert member(listed).id == person
    assert writes(listed, Wish.CONFIRMED, token=word(letter))
    (receipt,) = answers(listed)

    assert receipt.subject.id == "rights.forgotten.title"
    assert listed.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email)) is None
    assert not writes(listed, Wish.CONFIRMED, token=word(letter))


@pytest.mark.parametrize("how", ["forged", "of another", "late"])
def test_a_word_that_is_not_theirs_or_not_any_more_forgets_nobody(listed: House, how: str) -> None:
    """Nothing is half done."""
    listed.app.enrol([entrant(LUC)])
    writes(listed, Wish.FORGET)
    (letter,) = answers(listed)
    if how == "late":
        listed.waits_for(days=7)
    address = LUC.email if how == "of another" else ANA.email
    token = "a" * 26 if how == "forged" else word(letter)

    assert not writes(listed, Wish.CONFIRMED, address, token)
    assert member(listed).is_member
    assert member(listed, LUC).is_member
