"""Counting what waits. Each figure has an index that holds no more rows than are counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select, text

from bot.figures import Counted
from storage.meeting_tables import meetings
from storage.poll_tables import TO_REMIND, polls
from storage.statements import Database, Statement
from storage.tables import DECIDABLE, FAILED, FAILING, errands, requests
from storage.types import Moment

GRACE = timedelta(minutes=5)  # duties are done every minute
_NOW = bindparam("now", type_=Moment)
_LATE = bindparam("late", type_=Moment)
_OPEN = errands.c.settled_at.is_(None)
_NOT_UNDER_WAY = errands.c.lease_until.is_(None)


def _number(*conditions: Any) -> Select[Any]:  # noqa: ANN401 - whatever a WHERE takes
    return select(func.count()).where(*conditions)


_ERRANDS = Statement(_number(_OPEN).select_from(errands))
_DUE = Statement(_number(_OPEN, errands.c.due <= _NOW).select_from(errands))
_FAILING = Statement(_number(text(FAILING)).select_from(errands))
_FAILED = Statement(_number(text(FAILED)).select_from(errands))
_OLDEST_DUE = Statement(
    select(func.min(errands.c.due).label("moment")).where(_OPEN, _NOT_UNDER_WAY, errands.c.due <= _NOW)
)
_IN_STATE = Statement(_number(text(DECIDABLE), requests.c.state == bindparam("state")).select_from(requests))
_BROKEN = Statement(_number(text(DECIDABLE), requests.c.broken_at.is_not(None)).select_from(requests))
_OLDEST_WAITING = Statement(
    select(func.min(requests.c.proven_at).label("moment")).where(
        text(DECIDABLE), requests.c.state == "waiting"
    )
)
_LATE_OF = [
    Statement(_number(text(condition), table.c.reminds_at <= _LATE).select_from(table))
    for table, condition in (
        (requests, "reminds_at IS NOT NULL"),
        (meetings, "reminds_at IS NOT NULL"),
        (polls, TO_REMIND),
    )
]


class SqlFigures:
    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, now: datetime) -> Counted:
        late = now - GRACE
        return Counted(
            errands=self._number(_ERRANDS),
            due=self._number(_DUE, now=now),
            failing=self._number(_FAILING),
            failed=self._number(_FAILED),
            waiting=self._number(_IN_STATE, state="waiting"),
            asked=self._number(_IN_STATE, state="needs_information"),
            broken=self._number(_BROKEN),
            late=sum(self._number(statement, late=late) for statement in _LATE_OF),
            oldest_due=self._moment(_OLDEST_DUE, now=now),
            oldest_waiting=self._moment(_OLDEST_WAITING),
        )

    def _number(self, statement: Statement, **values: object) -> int:
        return int(self._database.value(statement, values))

    def _moment(self, statement: Statement, **values: object) -> datetime | None:
        found: datetime | None = self._database.value(statement, values)
        return found
