"""Whoever asks for a link by an address is answered in the mailbox alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.deliveries import Letter
from bot.rights.wishes import Wish
from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.reading import said
from tests.core.test_rights_by_mail import writes
from tests.core.visits import asks_for_link, begins, links, web_house
from tests.stores import sqlite_url


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """One of a network that is reached on the web, with one member."""
    with web_house(tmp_path) as house:
        yield house


def test_a_member_gets_a_letter_with_a_link(house: House) -> None:
    """Good for an hour, for whoever has the mailbox."""
    (letter,) = asks_for_link(house, ANA.email.upper())
    (link,) = links(letter)
    house.waits_for(minutes=59)

    assert (letter.to, letter.stop) == (ANA.email, "")
    assert {"visits.letter.yours", "visits.letter.not_you"} <= set(said(letter.body))
    assert begins(house, link)


def test_a_mailbox_gets_one_letter_an_hour(house: House) -> None:
    """However often anybody asks."""
    first = [asks_for_link(house, ANA.email) for _ in range(3)]
    house.waits_for(hours=1)

    assert [len(letters) for letters in first] == [1, 0, 0]
    assert len(asks_for_link(house, ANA.email)) == 1


def test_each_time_something_is_written_down(house: House) -> None:
    """Also of a mailbox that has had its letter, so that the answer takes as long."""
    counts = []
    for _ in range(3):
        before = len(house.seen)
        asks_for_link(house, ANA.email)
        counts.append(len(house.seen) - before)

    assert counts == [2, 1, 1]


@pytest.mark.parametrize(
    "address", ["nobody@calgary.ca", LUC.email, "no address at all", "", "a@b\r\nBcc: c@d"]
)
def test_nobody_else_is_written_to(house: House, address: str) -> None:
    """Yet an errand is written, so that the answer takes as long as any; nothing of it stays."""
    house.waits(LUC)
    before = len(house.seen)

    assert asks_for_link(house, address) == []
    (errand,) = house.seen[before:]
    assert (errand.kind, house.errand(errand.id)) == ("visits.letter", None)


def test_whoever_is_suspended_meanwhile_gets_none(house: House) -> None:
    """The letter is composed from how things stand when it goes out."""
    decides(house, "suspend", house.profile(ANA))
    house.carries_out()

    assert asks_for_link(house, ANA.email) == []


def test_without_an_address_on_the_web_there_is_nothing_to_lead_to(tmp_path: Path) -> None:
    """Nor a letter about it."""
    house = House(sqlite_url(tmp_path))
    house.joins(ANA)
    letters = asks_for_link(house, ANA.email)
    house.close()

    assert letters == []


def test_it_can_be_asked_for_by_mail(house: House) -> None:
    """The same letter, in the same hour once; nobody who is no member gets one."""
    house.waits(LUC)

    asked = [writes(house, Wish.PAGE, who.email) for who in (ANA, ANA, LUC)]
    letters = [each for each in house.carries_out() if isinstance(each, Letter) and links(each)]

    assert asked == [True, True, False]
    assert [each.to for each in letters] == [ANA.email]
