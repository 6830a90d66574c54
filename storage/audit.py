"""The audit as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.audit import Action, Entry
from storage.statements import Database, Row, Statement
from storage.tables import audit
from storage.types import Moment

RECENT = 1000  # far more than all coordinators together decide in an hour
ID_LENGTH = 26  # of our own ids; what people quote is the beginning of one
_COLUMNS = {column.key for column in audit.c if column.key != "number"}
_ADD = Statement(insert(audit).inline(), _COLUMNS)
_NEWEST_FIRST = select(audit).order_by(audit.c.number.desc()).limit(bindparam("limit"))
_LATEST = Statement(_NEWEST_FIRST)
_OF = Statement(
    _NEWEST_FIRST.where(audit.c.subject >= bindparam("first"), audit.c.subject <= bindparam("last"))
)
_PAGE = Statement(
    select(audit)
    .where(audit.c.number > bindparam("after"))
    .order_by(audit.c.number)
    .limit(bindparam("limit"))
)
_NEWEST = select(audit).order_by(audit.c.number.desc()).limit(bindparam("newest")).subquery()
_COUNT = Statement(
    select(func.count().label("n"))
    .select_from(_NEWEST)
    .where(
        _NEWEST.c.actor == bindparam("actor"),
        _NEWEST.c.at > bindparam("since", type_=Moment),
        _NEWEST.c.action.in_([bindparam(name) for name in ("first", "second", "third")]),
    )
)


class SqlAudit:
    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entry: Entry) -> None:
        self._database.change(_ADD, {name: getattr(entry, name) for name in _COLUMNS})

    def of(self, subject: str, limit: int) -> Sequence[Entry]:
        last = subject.ljust(ID_LENGTH, "z")
        rows = self._database.rows(_OF, {"first": subject, "last": last, "limit": limit})
        return tuple(map(_entry, rows))

    def latest(self, limit: int) -> Sequence[Entry]:
        return tuple(map(_entry, self._database.rows(_LATEST, {"limit": limit})))

    def count(self, actor: str, actions: Sequence[Action], since: datetime) -> int:
        first, second, third = [*actions, actions[0], actions[0]][:3]
        which = {"first": first.value, "second": second.value, "third": third.value}
        values = {"actor": actor, "since": since, "newest": RECENT} | which
        found: int = self._database.value(_COUNT, values)
        return found

    def page(self, after: int, limit: int) -> Sequence[tuple[int, Entry]]:
        rows = self._database.rows(_PAGE, {"after": after, "limit": limit})
        return tuple((row.number, _entry(row)) for row in rows)


def _entry(row: Row) -> Entry:
    return Entry(row.id, row.at, row.actor, Action(row.action), row.subject, row.reason, row.detail)
