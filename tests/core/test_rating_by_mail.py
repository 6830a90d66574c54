"""Members without an account in a chat are asked by mail how it was, and answer by one that is written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.deliveries import Letter
from bot.meetings import rating_by_mail
from bot.meetings.feedback import OPEN, Mean, Question
from bot.meetings.model import Meeting, Seat
from bot.members.enrolment import Entrant
from bot.members.model import Profile
from bot.ports import Unit
from bot.returned import rated
from tests.core.cast import ANA, CALGARY, LUC
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, plans
from tests.core.workshops import resized
from tests.stores import sqlite_url

INFORMED = Question.INFORMED


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Ana came by a list, Luc by the chat."""
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, answers_by_mail=True))
    house.joins(LUC)
    house.app.enrol([Entrant(ANA.name, ANA.email, ANA.email, CALGARY, "", ANA.reader)])
    yield house
    house.close()


def ana(house: House) -> Profile:
    found = house.storage.transact(lambda unit: unit.profiles.of_mailbox(ANA.email))
    assert found is not None
    return found


def seat(house: House, planned: Meeting, member: Profile) -> Seat:
    return house.storage.transact(lambda unit: unit.seats.get(planned.id, member.id))


def ends(house: House, planned: Meeting, after: timedelta = timedelta(minutes=1)) -> list[Letter]:
    """It is over, since so long; what members were asked by mail."""
    house.lives_on(minutes=1)
    house.waits_for(seconds=(planned.ends - house.clock.now() + after).total_seconds())
    house.lives_on(minutes=1)
    return [letter for letter in house.arrived(Letter) if letter.subject.id == "meetings.rate.post"]


def answers(house: House, planned: Meeting, answer: str) -> None:
    member = ana(house).id
    seat = Seat(planned.id, member, answer=answer, answered_to=0, answered_at=house.clock.now())
    house.storage.transact(lambda unit: unit.seats.answer(seat))


def says(house: House, word: str, who: str = ANA.email) -> bool:
    uid, question, mark = word.split("-")
    return house.app.operate(lambda turn: rated(turn, uid, who, question, int(mark)))


def means(house: House, planned: Meeting) -> dict[Question, Mean]:
    return house.storage.transact(lambda unit: dict(unit.feedback.means(planned.id)))


def word(letter: Letter, question: int, mark: int) -> str:
    return letter.asked[question].answers[mark - 1][1]


def test_who_sees_no_room_is_asked_by_mail(house: House) -> None:
    """All three questions, each with five answers; who is in a chat is asked there alone."""
    (letter,) = ends(house, plans(house))

    assert letter.to == ANA.email
    assert [asked.question.id for asked in letter.asked] == [f"meetings.rate.{each}" for each in Question]
    assert {len(asked.answers) for asked in letter.asked} == {5}
    assert len({answer for asked in letter.asked for _, answer in asked.answers}) == 15


def test_each_question_is_counted_once(house: House) -> None:
    """As a press is; who said it is nowhere."""
    planned = plans(house)
    (letter,) = ends(house, planned)
    taken = [
        says(house, word(letter, 0, 5)),
        says(house, word(letter, 0, 1)),
        says(house, word(letter, 2, 3)),
    ]

    assert taken == [True, False, True]
    assert means(house, planned) == {INFORMED: Mean(1, 5), Question.TOGETHER: Mean(1, 3)}


def test_nobody_says_it_for_a_fellow_member(house: House) -> None:
    """Nor by another mailbox of theirs, nor by a word that nobody was sent."""
    planned = plans(house)
    (letter,) = ends(house, planned)
    other, mine = seat(house, planned, house.profile(LUC)), word(letter, 0, 5)

    assert not says(house, mine, LUC.email)
    assert not says(house, mine, "ana@gmail.com")
    assert not says(house, f"{other.uid}-informed-5")
    assert not says(house, f"{planned.id}-informed-5")
    assert not says(house, mine[:-1] + "6")
    assert means(house, planned) == {}


def test_after_a_week_it_is_too_late(house: House) -> None:
    """And so it is for whoever has left."""
    planned = plans(house)
    (letter,) = ends(house, planned)
    house.waits_for(seconds=OPEN.total_seconds())

    assert not says(house, word(letter, 0, 5))


@pytest.mark.parametrize("why", ["no", "waiting", "cancelled", "late", "off"])
def test_who_was_not_there_is_not_asked(house: House, why: str) -> None:
    """Nor anybody of what did not take place, or too late, or where no mailbox is read."""
    planned = plans(house, kind="workshop")
    match why:
        case "no":
            answers(house, planned, "no")
        case "waiting":
            planned = resized(house, planned, 1)
            answers(house, planned, "going")
        case "cancelled":
            cancels(house, planned)
        case "off":
            house.app = App(replace(house.world, network=NETWORK))

    assert ends(house, planned, OPEN if why == "late" else timedelta(minutes=1)) == []


def test_what_was_answered_is_not_asked_again(house: House) -> None:
    """A letter that waited for the mail server asks what is left, or is not sent."""
    planned = plans(house)
    house.lives_on(minutes=1)
    member = ana(house).id

    def rate(unit: Unit) -> None:
        unit.feedback.rate(planned.id, member, INFORMED, 4)

    house.storage.transact(rate)
    (letter,) = ends(house, planned)

    assert [asked.question.id for asked in letter.asked] == [
        "meetings.rate.motivated",
        "meetings.rate.together",
    ]


def test_who_was_invited_before_calendars_had_names_has_one_to_answer_by(house: House) -> None:
    """Nobody else knows it."""
    planned = plans(house)
    house.lives_on(minutes=1)
    before = replace(seat(house, planned, ana(house)), uid="")
    house.storage.transact(lambda unit: unit.seats.tell(before))
    (letter,) = ends(house, planned)

    assert says(house, word(letter, 1, 2))


def test_several_hundred_are_asked_page_by_page(house: House) -> None:
    """Nobody twice, and nobody left out."""
    like, planned = ana(house), plans(house)
    many = rating_by_mail.AT_ONCE + 1

    def add(unit: Unit) -> None:
        for number in range(many):
            unit.profiles.add(replace(like, id=f"m{number:04}", address=f"m{number}@calgary.ca"))

    house.storage.transact(add)
    asked = [letter.to for letter in ends(house, planned)]

    assert len(asked) == len(set(asked)) == many + 1
