"""Errands as rows.

One that is claimed keeps its place and gets a lease; one that is settled has neither. Which of them can be
claimed is the affair of `turns`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.outbox import APART, LEASE, LONGEST_ASKED, Errand, Result
from storage.statements import Database, Row, Statement
from storage.tables import FAILED, FAILING, errands
from storage.turns import ASIDE, Turns
from storage.types import Moment

_COLUMNS = {column.key for column in errands.c if column.key != "number"}
_ADD = Statement(insert(errands).inline().on_conflict_do_nothing(index_elements=[errands.c.key]), _COLUMNS)
_GET = Statement(select(errands).where(errands.c.id == bindparam("id")))

_HOLDS = (
    errands.c.id == bindparam("this"),
    errands.c.attempt == bindparam("claimed"),
    errands.c.lease_until.is_not(None),
)
_END_CLAIM = update(errands).where(*_HOLDS).values(lease_until=None)
_SETTLE = Statement(_END_CLAIM, ["settled_at", "result", "code"])
_POSTPONE = Statement(_END_CLAIM.values(interrupted=False), ["due", "code"])
_NEWEST_FIRST = select(errands).order_by(errands.c.number.desc()).limit(bindparam("limit"))
_FAILING = Statement(_NEWEST_FIRST.where(text(FAILING)))
_FAILED = Statement(_NEWEST_FIRST.where(text(FAILED)))
_AHEAD = bindparam("ahead", type_=Moment)
_DUE_NOW = Statement(
    update(errands)
    .where(
        errands.c.settled_at.is_(None),
        errands.c.due > _AHEAD,
        errands.c.due < ASIDE,
        or_(
            and_(errands.c.written > _AHEAD, or_(errands.c.attempt > 0, errands.c.due <= errands.c.written)),
            and_(errands.c.attempt > 0, errands.c.due > bindparam("beyond", type_=Moment)),
            errands.c.lease_until.is_not(None),  # it was due when it was claimed
        ),
    )
    .values(due=bindparam("now"))
)
_LEASED_NOW = Statement(
    update(errands).where(errands.c.lease_until > bindparam("beyond", type_=Moment)), ["lease_until"]
)
_RETRY = Statement(
    update(errands)
    .where(errands.c.id == bindparam("this"), text(FAILED))
    .values(settled_at=None, result="", code="", interrupted=False),
    ["due", "written"],
)
_OLD = Statement(
    select(errands.c.number)
    .where(errands.c.settled_at < bindparam("before", type_=Moment))
    .order_by(errands.c.settled_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_FORGET = Statement(delete(errands).where(errands.c.key == bindparam("whose")))
_SPENT = Statement(
    delete(errands).where(errands.c.kind == bindparam("spent"), errands.c.subject == bindparam("about"))
)
_DROP = Statement(delete(errands).where(errands.c.number == bindparam("number")))


class SqlOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._turns = Turns(database)

    def add(self, errand: Errand) -> None:
        self._database.change(_ADD, _row(errand))

    def add_each(self, errands: Sequence[Errand]) -> None:
        self._database.change_each(_ADD, [_row(errand) for errand in errands])

    def get(self, errand_id: str) -> Errand | None:
        row = self._database.row(_GET, {"id": errand_id})
        return _as_it_is(row) if row else None

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[Errand]:
        rows = self._turns.take(now, lease_until, limit)
        return tuple(_errand(row, row.attempt + 1, interrupted=row.lease_until is not None) for row in rows)

    def settle(self, errand: Errand, result: Result, code: str, now: datetime) -> bool:
        values = {"settled_at": now, "result": result.value, "code": code}
        settled = self._database.change(_SETTLE, values | _claim(errand)) == 1
        if settled and errand.order:
            self._turns.pass_on(errand.order)
        return settled

    def postpone(self, errand: Errand, due: datetime, code: str) -> bool:
        return self._database.change(_POSTPONE, {"due": due, "code": code} | _claim(errand)) == 1

    def next_due(self) -> datetime | None:
        return self._turns.next()

    def set_right(self, now: datetime) -> None:
        lease, pause = now + LEASE, now + LONGEST_ASKED
        self._database.change(_LEASED_NOW, {"beyond": lease + APART, "lease_until": lease})
        self._database.change(_DUE_NOW, {"ahead": now + APART, "beyond": pause + APART, "now": now})

    def failing(self, limit: int) -> Sequence[Errand]:
        return tuple(map(_as_it_is, self._database.rows(_FAILING, {"limit": limit})))

    def failed(self, limit: int) -> Sequence[Errand]:
        return tuple(map(_as_it_is, self._database.rows(_FAILED, {"limit": limit})))

    def retry(self, errand_id: str, now: datetime) -> bool:
        return self._database.change(_RETRY, {"this": errand_id, "due": now, "written": now}) == 1

    def forget(self, keys: Sequence[str]) -> None:
        self._database.change_each(_FORGET, [{"whose": key} for key in keys])

    def forget_spent(self, subject: str, kinds: Sequence[str]) -> None:
        self._database.change_each(_SPENT, [{"spent": kind, "about": subject} for kind in kinds])

    def prune(self, settled_before: datetime, limit: int) -> int:
        old = self._database.rows(_OLD, {"before": settled_before, "limit": limit})
        self._database.change_each(_DROP, [{"number": row.number} for row in old])
        return len(old)


def _row(errand: Errand) -> dict[str, Any]:
    return {
        "id": errand.id,
        "kind": errand.kind,
        "subject": errand.subject,
        "recipient": errand.recipient,
        "key": errand.key,
        "order_key": errand.order,
        "due": errand.due,
        "written": errand.written,
        "attempt": errand.attempt,
        "interrupted": errand.interrupted,
        "lease_until": None,
        "settled_at": None,
        "result": "",
        "code": errand.code,
    }


def _claim(errand: Errand) -> dict[str, object]:
    return {"this": errand.id, "claimed": errand.attempt}


def _as_it_is(row: Row) -> Errand:
    return _errand(row, row.attempt, interrupted=row.interrupted)


def _errand(row: Row, attempt: int, *, interrupted: bool) -> Errand:
    return Errand(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        recipient=row.recipient,
        key=row.key,
        order=row.order_key,
        due=row.due,
        written=row.written,
        attempt=attempt,
        interrupted=interrupted,
        code=row.code,
        result=row.result,
        settled_at=row.settled_at,
    )
