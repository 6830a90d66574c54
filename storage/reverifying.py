"""Whose work is to be confirmed, and when, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, text, update

from bot.members.model import Profile
from bot.outbox import APART
from storage.members import SqlProfiles
from storage.statements import Database, Statement
from storage.tables import ASKED, profiles
from storage.types import Moment

_DUE = Statement(
    select(profiles.c.id)
    .where(profiles.c.reverify_at <= bindparam("moment", type_=Moment))
    .order_by(profiles.c.reverify_at)
    .limit(bindparam("limit"))
)
_NEXT = Statement(select(func.min(profiles.c.reverify_at)).where(profiles.c.reverify_at.is_not(None)))
_UNANSWERED = Statement(
    select(profiles.c.id)
    .where(text(ASKED), profiles.c.reverify_at.is_(None))
    .order_by(profiles.c.reverify_at, profiles.c.id)
    .limit(bindparam("limit"))
)
# No change of the profile for whoever looks at it at this moment: what comes of it is found out later.
_ASK_SOONER = Statement(
    update(profiles).where(profiles.c.reverify_at > bindparam("beyond", type_=Moment)), ["reverify_at"]
)
_HEAR_SOONER = Statement(
    update(profiles).where(text(ASKED), profiles.c.reverify_at > bindparam("beyond", type_=Moment)),
    ["reverify_at"],
)


class SqlReverifying:
    def __init__(self, database: Database, profiles: SqlProfiles) -> None:
        self._database = database
        self._profiles = profiles

    def due(self, before: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_DUE, {"moment": before, "limit": limit})]

    def next(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT, {})
        return moment

    def unanswered(self, limit: int) -> Sequence[Profile]:
        rows = self._database.rows(_UNANSWERED, {"limit": limit})
        return tuple(filter(None, (self._profiles.get(row.id) for row in rows)))

    def set_right(self, now: datetime, every: timedelta, silence: timedelta) -> None:
        for statement, wait in ((_ASK_SOONER, every), (_HEAR_SOONER, silence)):
            values = {"beyond": now + wait + APART, "reverify_at": now + wait}
            self._database.change(statement, values)
