"""What members have of meetings, as rows: what their calendars are told and what they answer, each in columns
of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.meetings.model import Coming, Counts, Meeting, Seat, Why
from storage.meeting_tables import NAMED, decline_counts, meetings, seats
from storage.statements import Database, Row, Statement, Values
from storage.tables import INSIDE, accounts, profiles
from storage.types import Moment

_KEY = [seats.c.meeting_id, seats.c.member]
_OF = (seats.c.meeting_id == bindparam("meeting_id"), seats.c.member == bindparam("member"))
_IN_CALENDAR = "news > 0 AND NOT called_off"
_NEW = insert(seats)


_COLUMNS = [column.key for column in seats.c]
_GET = Statement(select(seats).where(*_OF))
_KNOWN_AS = Statement(select(seats).where(seats.c.uid == bindparam("uid"), text(NAMED)))
_TOLD = ("uid", "news", "sequence", "told_by", "told_as", "called_off", "shift", "under_way")
_ANSWERED = ("answer", "answered_to", "answered_at", "placed", "line")
_TELL, _ANSWER, _WISH = (
    Statement(
        _NEW.on_conflict_do_update(index_elements=_KEY, set_={name: _NEW.excluded[name] for name in changed}),
        _COLUMNS,
    )
    for changed in (_TOLD, _ANSWERED, ("wish",))
)
_SETTLED = Statement(
    update(seats).where(*_OF, seats.c.told_by == bindparam("errand")).values(under_way=False)
)
_REASONED = Statement(update(seats).where(*_OF, text("NOT reasoned")).values(reasoned=True))
_COUNT = Statement(
    insert(decline_counts)
    .values(meeting_id=bindparam("meeting_id"), reason=bindparam("reason"), n=1)
    .on_conflict_do_update(
        index_elements=[decline_counts.c.meeting_id, decline_counts.c.reason],
        set_={"n": decline_counts.c.n + 1},
    )
)
_NOW = case((seats.c.answered_to == bindparam("sequence"), seats.c.answer), else_="").label("now")
_COUNTS = Statement(
    select(_NOW, seats.c.wish, seats.c.placed, func.count().label("n"))
    .where(seats.c.meeting_id == bindparam("meeting_id"), text("NOT called_off"))
    .group_by(_NOW, seats.c.wish, seats.c.placed)
)
_WAITING = (
    seats.c.meeting_id == bindparam("meeting_id"),
    seats.c.answered_to == bindparam("sequence"),
    text("answer = 'going' AND NOT placed AND NOT called_off"),
)
_FIRST_WAITING = Statement(select(seats).where(*_WAITING).order_by(seats.c.line).limit(bindparam("limit")))
_WAITING_BEFORE = Statement(
    select(func.count().label("n")).select_from(seats).where(*_WAITING, seats.c.line < bindparam("line"))
)
_GOING = Statement(
    select(seats.c.meeting_id)
    .join(meetings, meetings.c.id == seats.c.meeting_id)
    .where(
        seats.c.member == bindparam("member"),
        text("answer = 'going'"),
        meetings.c.starts_at > bindparam("now", type_=Moment),
    )
    .order_by(meetings.c.starts_at)
)
_ATTENDED = Statement(select(meetings.c.attended).where(meetings.c.id == bindparam("meeting_id")))
_REASONS = Statement(
    select(decline_counts)
    .where(decline_counts.c.meeting_id == bindparam("meeting_id"))
    .order_by(decline_counts.c.reason)
)
_MEMBERS = Statement(
    select(profiles.c.id)
    .where(
        text(INSIDE),
        profiles.c.standing == "member",
        profiles.c.id > bindparam("after"),
    )
    .order_by(profiles.c.id)
    .limit(bindparam("limit"))
)
_OTHERS = Statement(
    select(seats.c.member)
    .where(
        seats.c.meeting_id == bindparam("meeting_id"),
        seats.c.member > bindparam("after"),
        text(_IN_CALENDAR),
    )
    .order_by(seats.c.member)
    .limit(bindparam("limit"))
)
_TO_ASK = Statement(
    select(seats.c.member)
    .join(profiles, profiles.c.id == seats.c.member)
    .where(
        seats.c.meeting_id == bindparam("meeting_id"),
        seats.c.member > bindparam("after"),
        text(_IN_CALENDAR),
        profiles.c.standing == "member",
        ~exists().where(accounts.c.profile_id == seats.c.member),
    )
    .order_by(seats.c.member)
    .limit(bindparam("limit"))
)
_AHEAD = Statement(
    select(seats.c.meeting_id)
    .join(meetings, meetings.c.id == seats.c.meeting_id)
    .where(
        seats.c.member == bindparam("member"),
        text(f"({_IN_CALENDAR.replace('news', 'seats.news')} OR under_way)"),
        meetings.c.starts_at > bindparam("now", type_=Moment),
    )
    .order_by(meetings.c.starts_at)
)
_BY = Statement(select(seats).where(seats.c.member == bindparam("member")))
FORGET = Statement(delete(seats).where(seats.c.member == bindparam("member")))


class SqlSeats:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, meeting_id: str, member: str) -> Seat:
        row = self._database.row(_GET, {"meeting_id": meeting_id, "member": member})
        return _seat(row) if row else Seat(meeting_id, member)

    def known_as(self, uid: str) -> Seat | None:
        row = self._database.row(_KNOWN_AS, {"uid": uid})
        return _seat(row) if row else None

    def tell(self, seat: Seat) -> None:
        self._database.change(_TELL, row_of(seat))

    def settled(self, meeting_id: str, member: str, errand_id: str) -> None:
        values = {"meeting_id": meeting_id, "member": member, "errand": errand_id}
        self._database.change(_SETTLED, values)

    def answer(self, seat: Seat) -> None:
        self._database.change(_ANSWER, row_of(seat))

    def wish(self, meeting_id: str, member: str, *, wish: bool) -> None:
        self._database.change(_WISH, row_of(Seat(meeting_id, member, wish=wish)))

    def reason(self, meeting_id: str, member: str, why: Why) -> bool:
        first = self._database.change(_REASONED, {"meeting_id": meeting_id, "member": member}) == 1
        if first:
            self._database.change(_COUNT, {"meeting_id": meeting_id, "reason": why.value})
        return first

    def counts(self, meeting: Meeting) -> Counts:
        values = {"meeting_id": meeting.id, "sequence": meeting.sequence}
        answers, wishes = Counter[str](), 0
        for row in self._database.rows(_COUNTS, values):
            waits = meeting.capacity and row.now == Coming.GOING and not row.placed
            answers["waiting" if waits else row.now] += row.n
            wishes += row.n if row.wish and row.now != Coming.NO else 0
        attended = 0 if answers else self._database.value(_ATTENDED, {"meeting_id": meeting.id}) or 0
        reasons = self._database.rows(_REASONS, {"meeting_id": meeting.id})
        return Counts(
            answers[Coming.GOING] or attended,
            answers[Coming.MAYBE],
            answers[Coming.NO],
            answers.total(),
            wishes,
            tuple((row.reason, row.n) for row in reasons),
            answers["waiting"],
        )

    def going(self, member: str, now: datetime) -> Sequence[str]:
        return [row.meeting_id for row in self._database.rows(_GOING, {"member": member, "now": now})]

    def first_waiting(self, meeting: Meeting, limit: int) -> Sequence[Seat]:
        values = {"meeting_id": meeting.id, "sequence": meeting.sequence, "limit": limit}
        return [_seat(row) for row in self._database.rows(_FIRST_WAITING, values)]

    def waiting_before(self, meeting: Meeting, line: int) -> int:
        values = {"meeting_id": meeting.id, "sequence": meeting.sequence, "line": line}
        found: int = self._database.value(_WAITING_BEFORE, values)
        return found

    def to_tell(self, meeting: Meeting, after: str, limit: int) -> Sequence[str]:
        values: Values = {"meeting_id": meeting.id, "after": after, "limit": limit}
        found = {row.member for row in self._database.rows(_OTHERS, values)}
        if meeting.is_planned:
            found |= {row.id for row in self._database.rows(_MEMBERS, values)}
        return sorted(found)[:limit]

    def to_ask(self, meeting: Meeting, after: str, limit: int) -> Sequence[str]:
        values = {"meeting_id": meeting.id, "after": after, "limit": limit}
        return [row.member for row in self._database.rows(_TO_ASK, values)]

    def ahead(self, member: str, now: datetime) -> Sequence[str]:
        return [row.meeting_id for row in self._database.rows(_AHEAD, {"member": member, "now": now})]

    def hand_over(self, one: str, other: str) -> None:
        kept = {seat.meeting_id: seat for seat in self._of(other)}
        for seat in self._of(one):
            if seat.answer and _is_better(seat, kept.get(seat.meeting_id)):
                self._database.change(_ANSWER, row_of(seat.handed_to(other)))
            if seat.wish:
                self.wish(seat.meeting_id, other, wish=True)
        self.forget(one)

    def forget(self, member: str) -> None:
        self._database.change(FORGET, {"member": member})

    def _of(self, member: str) -> Sequence[Seat]:
        return [_seat(row) for row in self._database.rows(_BY, {"member": member})]


def row_of(seat: Seat) -> dict[str, object]:
    """With nothing counted yet, where it is new."""
    values = {name: getattr(seat, name, None) for name in _COLUMNS}
    return values | {"reasoned": False, "rated": ""}


def _is_better(seat: Seat, own: Seat | None) -> bool:
    """Than what they answered themselves."""
    if own is None or not own.answer:
        return True
    same = (seat.answer, seat.answered_to) == (own.answer, own.answered_to)
    return same and seat.placed and not own.placed


def _seat(row: Row) -> Seat:
    return Seat(
        row.meeting_id,
        row.member,
        row.uid,
        row.news,
        row.sequence,
        row.told_by,
        row.told_as,
        row.called_off,
        row.under_way,
        row.shift,
        row.answer,
        row.answered_to,
        row.answered_at,
        row.placed,
        row.line,
        row.wish,
    )
