"""Members without an account ask a meeting by a mail; the words are kept alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.deliveries import Letter
from bot.limits import LIMITS
from bot.members.enrolment import Entrant
from bot.returned import asked
from tests.core.cast import ANA, CALGARY, LUC
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, plans
from tests.core.questions import WORDS, inside
from tests.operations.network import read_rows
from tests.stores import sqlite_url


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Ana came by a list, Luc by the chat."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, answers_by_mail=True))
    house.joins(LUC)
    house.app.enrol([Entrant(ANA.name, ANA.email, ANA.email, CALGARY, "", ANA.reader)])
    yield house
    house.close()


def invited(house: House, email: str = ANA.email) -> Letter:
    house.lives_on(minutes=1)
    return [letter for letter in house.arrived(Letter) if letter.to == email and letter.invitation][-1]


def uid(house: House) -> str:
    return invited(house).asked[0].answers[0][1].partition("-")[0]


def writes(house: House, which: str, words: str = WORDS, who: str = ANA.email) -> bool:
    return house.app.operate(lambda turn: asked(turn, which, who, words))


def test_the_invitation_says_how_to_whoever_has_no_account(house: House) -> None:
    """With a subject that is begun already; who has an account asks there."""
    plans(house)

    assert invited(house).asked[0].answers[0][1].endswith("-question: ")
    assert invited(house, LUC.email).asked == ()


def test_a_mail_puts_the_words_in_the_box_and_nothing_else(house: House, tmp_path: Path) -> None:
    """As a form does: one row, without an author; a second time it is there already."""
    planned = plans(house)
    which = uid(house)
    before = read_rows(sqlite_url(tmp_path))
    taken = [writes(house, which), writes(house, which)]
    after = read_rows(sqlite_url(tmp_path))

    assert taken == [True, True]
    assert [each.words for each in inside(house, planned)] == [WORDS]
    assert {table for table, rows in after.items() if before[table] != rows} == {"questions"}


@pytest.mark.parametrize("words", ["", " ", "x" * 301, "two\nlines", "\u202ex"])
def test_what_cannot_be_taken_is_left_out(house: House, words: str) -> None:
    """Nobody is answered: a mail may be forged."""
    planned = plans(house)

    assert not writes(house, uid(house), words)
    assert inside(house, planned) == []


def test_only_whom_the_letter_was_to_may_ask_by_it(house: House) -> None:
    """And only while there is a box; not too often."""
    planned = plans(house)
    which = uid(house)

    assert not writes(house, which, who=LUC.email)
    assert not writes(house, which, who="no address")
    assert not writes(house, "z" * 26)
    taken = [writes(house, which, f"{number}?") for number in range(20)]
    assert taken.count(True) == LIMITS["form questions.ask"].most
    house.waits_for(hours=1)
    cancels(house, planned)
    assert not writes(house, which)
    assert inside(house, planned) == []
