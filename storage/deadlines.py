"""When time alone brings something about for requests, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update

from bot.joining.model import JoinRequest
from bot.outbox import APART
from storage.statements import Database, Statement
from storage.tables import requests
from storage.types import Moment

_HELD_BEFORE = Statement(
    select(requests.c.id)
    .where(requests.c.held_until <= bindparam("moment", type_=Moment))
    .order_by(requests.c.held_until)
    .limit(bindparam("limit"))
)
_REMINDING = Statement(
    select(requests.c.id)
    .where(requests.c.reminds_at <= bindparam("moment", type_=Moment))
    .order_by(requests.c.reminds_at)
    .limit(bindparam("limit"))
)
_NEXT_REMINDER = Statement(
    select(func.min(requests.c.reminds_at).label("moment")).where(requests.c.reminds_at.is_not(None))
)
_NEXT_HELD = Statement(
    select(func.min(requests.c.held_until).label("moment")).where(requests.c.held_until.is_not(None))
)
_REMIND = Statement(
    update(requests).where(
        requests.c.id == bindparam("this"),
        requests.c.state == bindparam("seen_state"),
        requests.c.reminds_at == bindparam("seen", type_=Moment),
    ),
    ["reminds_at", "broken_at"],
)

_SET_RIGHT = Statement(
    update(requests).where(requests.c.held_until > bindparam("beyond", type_=Moment)), ["held_until"]
)


class SqlDeadlines:
    def __init__(self, database: Database) -> None:
        self._database = database

    def held_before(self, moment: datetime, limit: int) -> Sequence[str]:
        return self._ids(_HELD_BEFORE, moment, limit)

    def reminding(self, before: datetime, limit: int) -> Sequence[str]:
        return self._ids(_REMINDING, before, limit)

    def next(self) -> datetime | None:
        moments = (self._database.value(each, {}) for each in (_NEXT_REMINDER, _NEXT_HELD))
        return min((moment for moment in moments if moment), default=None)

    def remind(self, seen: JoinRequest, reminds_at: datetime | None, broken_at: datetime | None) -> bool:
        matched: dict[str, object] = {
            "this": seen.id,
            "seen_state": seen.state.value,
            "seen": seen.reminds_at,
        }
        values = {"reminds_at": reminds_at, "broken_at": broken_at}
        return self._database.change(_REMIND, matched | values) == 1

    def set_right(self, now: datetime, hold: timedelta) -> None:
        self._database.change(_SET_RIGHT, {"beyond": now + hold + APART, "held_until": now + hold})

    def _ids(self, statement: Statement, moment: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(statement, {"moment": moment, "limit": limit})]
