"""Errands as rows.

One that is claimed keeps its place and gets a lease; one that is settled has neither. Of those with one
order key only the first unsettled can be claimed: the number says which that is. (Numbers are given out
when an errand is written, not when that is committed; transactions that write errands of one order key
nearly always change the same request or profile as well, and so come one after the other. Where they do not,
two of its errands may change places, and each is composed from the state of its own moment all the same.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.outbox import Errand, Result
from storage.statements import Database, Row, Statement
from storage.tables import FAILED, FAILING, errands
from storage.types import Moment

_COLUMNS = {column.key for column in errands.c if column.key != "number"}
_ADD = Statement(insert(errands).inline().on_conflict_do_nothing(index_elements=[errands.c.key]), _COLUMNS)
_GET = Statement(select(errands).where(errands.c.id == bindparam("id")))

_EARLIER = errands.alias("earlier")
_WAITS = errands.c.settled_at.is_(None)
_FIRST = or_(
    errands.c.order_key == "",
    ~exists().where(
        _EARLIER.c.order_key == errands.c.order_key,
        _EARLIER.c.number < errands.c.number,
        _EARLIER.c.settled_at.is_(None),
        text("earlier.order_key <> ''"),  # literally, or SQLite does not see that the partial index fits
    ),
)
_DUE = Statement(
    select(errands)
    .where(
        _WAITS,
        errands.c.due <= bindparam("now", type_=Moment),
        or_(errands.c.lease_until.is_(None), errands.c.lease_until <= bindparam("now", type_=Moment)),
        _FIRST,
    )
    .order_by(errands.c.due, errands.c.number)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True, of=errands)
)
_CLAIM = Statement(
    update(errands)
    .where(errands.c.number == bindparam("this"))
    .values(
        attempt=errands.c.attempt + 1,
        interrupted=errands.c.lease_until.is_not(None),
        lease_until=bindparam("until"),
    )
)
_HOLDS = (
    errands.c.id == bindparam("this"),
    errands.c.attempt == bindparam("claimed"),
    errands.c.lease_until.is_not(None),
)
_END_CLAIM = update(errands).where(*_HOLDS).values(lease_until=None)
_SETTLE = Statement(_END_CLAIM, ["settled_at", "result", "code"])
_POSTPONE = Statement(_END_CLAIM.values(interrupted=False), ["due", "code"])
_NEXT_DUE = Statement(
    select(func.min(errands.c.due).label("moment")).where(_WAITS, errands.c.lease_until.is_(None), _FIRST)
)
_NEXT_LEASE = Statement(
    select(func.min(errands.c.lease_until).label("moment")).where(errands.c.lease_until.is_not(None))
)
_NEWEST_FIRST = select(errands).order_by(errands.c.number.desc()).limit(bindparam("limit"))
_FAILING = Statement(_NEWEST_FIRST.where(text(FAILING)))
_FAILED = Statement(_NEWEST_FIRST.where(text(FAILED)))
_PRUNE = Statement(delete(errands).where(errands.c.settled_at < bindparam("before")))


class SqlOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, errand: Errand) -> None:
        self._database.change(_ADD, _row(errand))

    def get(self, errand_id: str) -> Errand | None:
        row = self._database.row(_GET, {"id": errand_id})
        return _as_it_is(row) if row else None

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[Errand]:
        rows = self._database.rows(_DUE, {"now": now, "limit": limit})
        for row in rows:
            self._database.change(_CLAIM, {"this": row.number, "until": lease_until})
        return tuple(_errand(row, row.attempt + 1, interrupted=row.lease_until is not None) for row in rows)

    def settle(self, errand: Errand, result: Result, code: str, now: datetime) -> bool:
        values = {"settled_at": now, "result": result.value, "code": code}
        return self._database.change(_SETTLE, values | _claim(errand)) == 1

    def postpone(self, errand: Errand, due: datetime, code: str) -> bool:
        return self._database.change(_POSTPONE, {"due": due, "code": code} | _claim(errand)) == 1

    def next_due(self) -> datetime | None:
        moments = (self._database.value(each, {}) for each in (_NEXT_DUE, _NEXT_LEASE))
        return min((moment for moment in moments if moment), default=None)

    def failing(self, limit: int) -> Sequence[Errand]:
        return tuple(map(_as_it_is, self._database.rows(_FAILING, {"limit": limit})))

    def failed(self, limit: int) -> Sequence[Errand]:
        return tuple(map(_as_it_is, self._database.rows(_FAILED, {"limit": limit})))

    def prune(self, settled_before: datetime) -> int:
        return self._database.change(_PRUNE, {"before": settled_before})


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
