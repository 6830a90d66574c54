"""Questions to meetings as rows, and of which meetings they are gone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.questions.model import Mark, Question
from storage.keyring import Keyring
from storage.question_tables import questions, scrubs
from storage.statements import Database, Row, Statement

PLACE = "questions.words"

_ALL = select(questions)
_PUT = Statement(insert(questions).inline(), [column.key for column in questions.c])
_OF = Statement(_ALL.where(questions.c.meeting_id == bindparam("of")).order_by(questions.c.id))
_GET = Statement(_ALL.where(questions.c.id == bindparam("id")))
_MARK = Statement(update(questions).where(questions.c.id == bindparam("this")), ["mark"])
_ERASE = Statement(delete(questions).where(questions.c.meeting_id == bindparam("of")))
_BOXES = Statement(
    select(questions.c.meeting_id)
    .group_by(questions.c.meeting_id)
    .order_by(questions.c.meeting_id)
    .limit(bindparam("limit"))
)
_ONCE = Statement(insert_or(scrubs).on_conflict_do_nothing(), [column.key for column in scrubs.c])
_SCRUBBED = Statement(select(scrubs.c.questions).where(scrubs.c.meeting_id == bindparam("of")))


class SqlQuestions:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def put(self, question: Question) -> None:
        self._database.alone = questions.name
        words = self._keyring.seal_common(PLACE, question.id, question.words)
        row = {"id": question.id, "meeting_id": question.meeting_id, "mark": question.mark.value}
        self._database.change(_PUT, row | {"words": words})

    def of(self, meeting_id: str) -> Sequence[Question]:
        return [self._question(row) for row in self._database.rows(_OF, {"of": meeting_id})]

    def get(self, question_id: str) -> Question | None:
        row = self._database.row(_GET, {"id": question_id})
        return self._question(row) if row else None

    def mark(self, question_id: str, mark: Mark) -> None:
        self._database.change(_MARK, {"this": question_id, "mark": mark.value})

    def erase(self, meeting_id: str) -> int:
        erased = self._database.change(_ERASE, {"of": meeting_id})
        self._database.erases |= erased > 0
        return erased

    def boxes(self, limit: int) -> Sequence[str]:
        return [row.meeting_id for row in self._database.rows(_BOXES, {"limit": limit})]

    def _question(self, row: Row) -> Question:
        words = self._keyring.unseal_common(PLACE, row.id, row.words)
        return Question(row.id, row.meeting_id, words, Mark(row.mark))


class SqlScrubs:
    def __init__(self, database: Database) -> None:
        self._database = database

    def once(self, meeting_id: str, questions: int) -> bool:
        values = {"meeting_id": meeting_id, "questions": questions}
        return self._database.change(_ONCE, values) == 1

    def questions(self, meeting_id: str) -> int | None:
        found: int | None = self._database.value(_SCRUBBED, {"of": meeting_id})
        return found
