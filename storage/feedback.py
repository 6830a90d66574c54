"""What members say of a meeting, as sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.meetings.feedback import Mean, Question
from bot.meetings.model import Seat
from storage.meeting_tables import feedback, seats
from storage.seats import row_of
from storage.statements import Database, Statement

_OF = (seats.c.meeting_id == bindparam("meeting_id"), seats.c.member == bindparam("member"))
_SEAT = Statement(
    insert(seats).on_conflict_do_nothing(index_elements=[seats.c.meeting_id, seats.c.member]),
    [column.key for column in seats.c],
)
_RATED = Statement(select(seats.c.rated).where(*_OF))
_ONCE = {
    question: Statement(
        update(seats)
        .where(*_OF, ~seats.c.rated.contains(question.value))
        .values(rated=seats.c.rated + f"{question.value} ")
    )
    for question in Question
}
_ADD = Statement(
    insert(feedback)
    .values(meeting_id=bindparam("meeting_id"), question=bindparam("question"), n=1, total=bindparam("mark"))
    .on_conflict_do_update(
        index_elements=[feedback.c.meeting_id, feedback.c.question],
        set_={"n": feedback.c.n + 1, "total": feedback.c.total + bindparam("mark")},
    )
)
_MEANS = Statement(
    select(feedback).where(feedback.c.meeting_id == bindparam("meeting_id")).order_by(feedback.c.question)
)


class SqlFeedback:
    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, meeting_id: str, member: str, question: Question, mark: int) -> bool:
        of = {"meeting_id": meeting_id, "member": member}
        self._database.change(_SEAT, row_of(Seat(meeting_id, member)))
        first = self._database.change(_ONCE[question], of) == 1
        if first:
            said = {"meeting_id": meeting_id, "question": question.value, "mark": mark}
            self._database.change(_ADD, said)
        return first

    def rated(self, meeting_id: str, member: str) -> Sequence[Question]:
        written: str | None = self._database.value(_RATED, {"meeting_id": meeting_id, "member": member})
        return [Question(each) for each in (written or "").split()]

    def means(self, meeting_id: str) -> Mapping[Question, Mean]:
        rows = self._database.rows(_MEANS, {"meeting_id": meeting_id})
        return {Question(row.question): Mean(row.n, row.total) for row in rows}
