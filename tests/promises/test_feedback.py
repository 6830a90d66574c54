"""The promises of bot.meetings.feedback.Feedback."""

from collections import Counter
from functools import partial

from bot.meetings.feedback import Mean, Question
from bot.meetings.model import Seat
from storage.engine import Storage
from tests.promises.cast import at_once
from tests.world import NOON


def rate(storage: Storage, member: str, question: Question, mark: int) -> bool:
    return storage.transact(lambda unit: unit.feedback.rate("m1", member, question, mark))


def rated(storage: Storage, member: str) -> list[Question]:
    return list(storage.transact(lambda unit: unit.feedback.rated("m1", member)))


def means(storage: Storage) -> dict[Question, Mean]:
    return dict(storage.transact(lambda unit: unit.feedback.means("m1")))


def test_marks_are_added_to_a_sum(storage: Storage) -> None:
    """Of each question; another meeting has its own."""
    for member, mark in (("jo", 5), ("al", 2)):
        rate(storage, member, Question.INFORMED, mark)
    rate(storage, "jo", Question.TOGETHER, 4)

    assert means(storage) == {Question.INFORMED: Mean(2, 7), Question.TOGETHER: Mean(1, 4)}
    assert storage.transact(lambda unit: unit.feedback.means("m2")) == {}


def test_each_member_answers_each_question_once(storage: Storage) -> None:
    """Whatever they press at once."""
    said = at_once([partial(rate, storage, "jo", Question.MOTIVATED, mark) for mark in (1, 2, 3, 4)])

    assert Counter(said) == {True: 1, False: 3}
    assert means(storage)[Question.MOTIVATED].n == 1


def test_which_questions_were_answered_is_known_and_not_what(storage: Storage) -> None:
    """Beside what the member has of the meeting."""
    going = Seat("m1", "jo", answer="going", answered_at=NOON)
    storage.transact(lambda unit: unit.seats.answer(going))
    rate(storage, "jo", Question.TOGETHER, 4)
    rate(storage, "jo", Question.INFORMED, 3)
    found = [rated(storage, who) for who in ("jo", "al")]

    assert found == [[Question.TOGETHER, Question.INFORMED], []]
    assert storage.transact(lambda unit: unit.seats.get("m1", "jo")) == going


def test_a_mean_of_fewer_than_five_is_none() -> None:
    """It could be somebody's."""
    assert [Mean(n, 4 * n).tenths for n in (0, 4, 5)] == [None, None, 40]
    assert Mean(7, 30).tenths == 43
