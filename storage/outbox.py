"""Errands as rows.

One that is claimed keeps its place and gets a lease; one that is settled has neither. Of those with one
order key only the first unsettled can be claimed: the number says which that is. (Numbers are given out
when an errand is written, not when that is committed; transactions that write errands of one order key
nearly always change the same request or profile as well, and so come one after the other. Where they do not,
two of its errands may change places, and each is composed from the state of its own moment all the same.)

One that a claim finds due, but behind another, is put aside: it is due at the end of time, until the one
before it is settled. Otherwise each claim would go through all of these again (100,000 of them took 90 ms on
SQLite and 320 ms on PostgreSQL each time). What is aside always has an earlier one that is not settled: a
claim puts aside only rows that it has locked, and only when a look after that still finds an earlier one;
settling touches the next row in any case, so it waits for such a claim and then sees what that did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, exists, func, or_, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from bot.outbox import APART, LEASE, LONGEST_ASKED, Errand, Result
from storage.statements import Database, Row, Statement
from storage.tables import FAILED, FAILING, errands
from storage.types import Moment, Number

ASIDE = datetime(9000, 1, 1, tzinfo=UTC)  # far enough, and still a year for every driver and zone
BEFORE_ALL = (datetime(1, 1, 1, tzinfo=UTC), 0)
LONGEST_PAGE = 512

_COLUMNS = {column.key for column in errands.c if column.key != "number"}
_ADD = Statement(insert(errands).inline().on_conflict_do_nothing(index_elements=[errands.c.key]), _COLUMNS)
_GET = Statement(select(errands).where(errands.c.id == bindparam("id")))

_EARLIER = errands.alias("earlier")
_WAITS = errands.c.settled_at.is_(None)
_BEHIND = exists().where(
    _EARLIER.c.order_key == errands.c.order_key,
    _EARLIER.c.number < errands.c.number,
    _EARLIER.c.settled_at.is_(None),
    text("earlier.order_key <> ''"),  # literally, or SQLite does not see that the partial index fits
)
_FIRST = or_(errands.c.order_key == "", ~_BEHIND)
_PLACE = tuple_(errands.c.due, errands.c.number)
_DUE = Statement(
    select(errands, _FIRST.label("first"))
    .where(
        _WAITS,
        errands.c.due <= bindparam("now", type_=Moment),
        tuple_(bindparam("after", type_=Moment), bindparam("after_number", type_=Number)) < _PLACE,
        or_(errands.c.lease_until.is_(None), errands.c.lease_until <= bindparam("now", type_=Moment)),
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
_PUT_ASIDE = Statement(
    update(errands)
    .where(errands.c.number == bindparam("this"), errands.c.lease_until.is_(None), _BEHIND)
    .values(due=ASIDE)
)
_LATER = errands.alias("later")
_PUT_THE_REST_ASIDE = Statement(
    update(errands)
    .where(
        errands.c.number.in_(
            select(_LATER.c.number)
            .where(
                _LATER.c.order_key == bindparam("order"),
                _LATER.c.number > bindparam("this"),
                _LATER.c.settled_at.is_(None),
                text("later.order_key <> ''"),
                _LATER.c.due <= bindparam("now", type_=Moment),
                _LATER.c.lease_until.is_(None),
            )
            .with_for_update(skip_locked=True)
        )
    )
    .values(due=ASIDE)
)
_NEXT = errands.alias("next")
_BRING_FORWARD = Statement(
    update(errands)
    .where(
        errands.c.number
        == select(_NEXT.c.number)
        .where(
            _NEXT.c.order_key == bindparam("order"),
            _NEXT.c.settled_at.is_(None),
            text("next.order_key <> ''"),
        )
        .order_by(_NEXT.c.number)
        .limit(1)
        .scalar_subquery()
    )
    .values(due=case((errands.c.due == ASIDE, errands.c.written), else_=errands.c.due))
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
    select(func.min(errands.c.due).label("moment")).where(
        _WAITS, errands.c.due < ASIDE, errands.c.lease_until.is_(None), _FIRST
    )
)
_NEXT_LEASE = Statement(
    select(func.min(errands.c.lease_until).label("moment")).where(errands.c.lease_until.is_not(None))
)
_NEWEST_FIRST = select(errands).order_by(errands.c.number.desc()).limit(bindparam("limit"))
_FAILING = Statement(_NEWEST_FIRST.where(text(FAILING)))
_FAILED = Statement(_NEWEST_FIRST.where(text(FAILED)))
_AHEAD = bindparam("ahead", type_=Moment)
_DUE_NOW = Statement(
    update(errands)
    .where(
        _WAITS,
        errands.c.due > _AHEAD,
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
_DROP = Statement(delete(errands).where(errands.c.number == bindparam("number")))


class SqlOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, errand: Errand) -> None:
        self._database.change(_ADD, _row(errand))

    def get(self, errand_id: str) -> Errand | None:
        row = self._database.row(_GET, {"id": errand_id})
        return _as_it_is(row) if row else None

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[Errand]:
        claimed: list[Row] = []
        for rows in self._due(now, limit):
            claimed += [row for row in rows if row.first][: limit - len(claimed)]
            self._put_aside([row for row in rows if not row.first], now)
            if len(claimed) == limit:
                break
        self._database.change_each(_CLAIM, [{"this": row.number, "until": lease_until} for row in claimed])
        return tuple(
            _errand(row, row.attempt + 1, interrupted=row.lease_until is not None) for row in claimed
        )

    def _due(self, now: datetime, limit: int) -> Iterator[Sequence[Row]]:
        """Page by page, the oldest first. Whoever needs a second page has met many that stand behind others,
        and will meet more."""
        (after, number), page = BEFORE_ALL, limit
        while True:
            values = {"now": now, "after": after, "after_number": number, "limit": page}
            yield (rows := self._database.rows(_DUE, values))
            if len(rows) < page:
                return
            after, number, page = rows[-1].due, rows[-1].number, min(2 * page, LONGEST_PAGE)

    def _put_aside(self, behind: Sequence[Row], now: datetime) -> None:
        """Each of these; and where there are several of one order key, all that are due behind its first."""
        self._database.change_each(_PUT_ASIDE, [{"this": row.number} for row in behind])
        for order, count in Counter(row.order_key for row in behind).items():
            if count > 1:
                first = min(row.number for row in behind if row.order_key == order)
                self._database.change(_PUT_THE_REST_ASIDE, {"order": order, "this": first, "now": now})

    def settle(self, errand: Errand, result: Result, code: str, now: datetime) -> bool:
        values = {"settled_at": now, "result": result.value, "code": code}
        settled = self._database.change(_SETTLE, values | _claim(errand)) == 1
        if settled and errand.order:
            self._database.change(_BRING_FORWARD, {"order": errand.order})
        return settled

    def postpone(self, errand: Errand, due: datetime, code: str) -> bool:
        return self._database.change(_POSTPONE, {"due": due, "code": code} | _claim(errand)) == 1

    def next_due(self) -> datetime | None:
        moments = (self._database.value(each, {}) for each in (_NEXT_DUE, _NEXT_LEASE))
        return min((moment for moment in moments if moment), default=None)

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
