"""The box for questions: no names, no order, alone in its transaction, and gone without a trace."""

import pytest

from bot.marks import PAUSED, Mark
from bot.meetings.model import Meeting
from bot.outbox import Errand
from bot.ports import Unit
from bot.questions.model import Mark as QuestionMark
from bot.questions.model import Question
from storage.engine import Storage
from storage.errors import NotAlone
from tests.promises.cast import MEETING, at_once, errand
from tests.world import NOON

ONE, OTHER = Question("q1", "m1", "Why?"), Question("a2", "m1", "How?")


def put(storage: Storage, *questions: Question) -> None:
    for each in questions:
        storage.transact(lambda unit, each=each: unit.questions.put(each))  # type: ignore[misc] # of this turn


def test_questions_come_back_by_their_ids(storage: Storage) -> None:
    """Not in the order in which they were put in; each with what became of it."""
    put(storage, ONE, OTHER, Question("b3", "m2", "Who?"))
    storage.transact(lambda unit: unit.questions.mark("q1", QuestionMark.ASIDE))
    found = storage.transact(lambda unit: unit.questions.of("m1"))

    assert found == [OTHER, Question("q1", "m1", "Why?", QuestionMark.ASIDE)]
    assert storage.transact(lambda unit: unit.questions.get("a2")) == OTHER
    assert storage.transact(lambda unit: unit.questions.get("zz")) is None
    assert storage.transact(lambda unit: unit.questions.boxes(9)) == ["m1", "m2"]


def test_a_question_is_alone_in_its_transaction(storage: Storage) -> None:
    """With a row beside it that could tell whose it is, neither is stored."""

    def work(unit: Unit) -> None:
        unit.marks.set(PAUSED, Mark(NOON, "jo"), None)
        unit.questions.put(ONE)

    with pytest.raises(NotAlone):
        storage.transact(work)

    assert storage.transact(lambda unit: unit.questions.of("m1")) == []
    assert storage.transact(lambda unit: unit.marks.get(PAUSED)) is None


def test_erasing_takes_those_of_one_meeting(storage: Storage) -> None:
    """And says how many there were."""
    put(storage, ONE, OTHER, Question("b3", "m2", "Who?"))

    assert storage.transact(lambda unit: unit.questions.erase("m1")) == 2
    assert storage.transact(lambda unit: unit.questions.erase("m1")) == 0
    assert storage.transact(lambda unit: unit.questions.boxes(9)) == ["m2"]


def test_of_those_who_scrub_at_once_one_does(storage: Storage) -> None:
    """The others are told that it is done."""
    done = at_once([lambda: storage.transact(lambda unit: unit.scrubs.once("m1", 3))] * 4)

    assert sorted(done) == [False, False, False, True]
    assert storage.transact(lambda unit: unit.scrubs.questions("m1")) == 3
    assert storage.transact(lambda unit: unit.scrubs.questions("m2")) is None


def test_a_scrubbed_meeting_has_neither_link_nor_note(storage: Storage) -> None:
    """Nothing else of it changes, and no calendar is told."""

    def scrubbed(unit: Unit) -> Meeting | None:
        unit.meetings.add(MEETING)
        unit.meetings.scrub(MEETING.id)
        return unit.meetings.get(MEETING.id)

    found = storage.transact(scrubbed)

    assert found is not None
    assert (found.link, found.note) == ("", None)
    assert (found.theme, found.news, found.revision) == (MEETING.theme, MEETING.news, MEETING.revision)


def test_spent_errands_are_forgotten_by_kind_and_subject(storage: Storage) -> None:
    """Whether they are over or not; of others nothing."""

    def work(unit: Unit) -> list[Errand | None]:
        for each in (errand("one"), errand("two")):
            unit.outbox.add(each)
        one = unit.outbox.get(errand("one").id)
        assert one is not None
        unit.outbox.forget_spent("another", (one.kind,))
        unit.outbox.forget_spent(one.subject, ("another",))
        kept = unit.outbox.get(one.id)
        unit.outbox.forget_spent(one.subject, (one.kind,))
        return [kept, unit.outbox.get(one.id)]

    kept, gone = storage.transact(work)

    assert kept is not None
    assert gone is None
