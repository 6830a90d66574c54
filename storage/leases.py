"""What running processes have to agree on, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.leases import LONGEST
from bot.outbox import APART
from storage.statements import Database, Statement
from storage.tables import leases, told
from storage.types import Moment

_ADD = Statement(insert(leases).on_conflict_do_nothing(index_elements=[leases.c.name]))
_TAKE = Statement(
    update(leases).where(
        leases.c.name == bindparam("this"),
        or_(leases.c.holder == bindparam("asking"), leases.c.until <= bindparam("now", type_=Moment)),
    ),
    ["holder", "until"],
)
_RELEASE = Statement(
    delete(leases).where(leases.c.name == bindparam("this"), leases.c.holder == bindparam("asking"))
)
_SET_RIGHT = Statement(update(leases).where(leases.c.until > bindparam("beyond", type_=Moment)), ["until"])

_TOLD = Statement(select(told.c.fingerprint).where(told.c.name == bindparam("name")))
_NEW = insert(told)
_KEEP = Statement(
    _NEW.on_conflict_do_update(index_elements=[told.c.name], set_={"fingerprint": _NEW.excluded.fingerprint})
)


class SqlLeases:
    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        new = {"holder": holder, "until": until}
        if self._database.change(_TAKE, {"this": name, "asking": holder, "now": now} | new) == 1:
            return True
        return self._database.change(_ADD, {"name": name} | new) == 1

    def release(self, name: str, holder: str) -> None:
        self._database.change(_RELEASE, {"this": name, "asking": holder})

    def set_right(self, now: datetime) -> None:
        longest = now + LONGEST
        self._database.change(_SET_RIGHT, {"beyond": longest + APART, "until": longest})


class SqlTold:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> str:
        found: str | None = self._database.value(_TOLD, {"name": name})
        return found or ""

    def keep(self, name: str, fingerprint: str) -> None:
        self._database.change(_KEEP, {"name": name, "fingerprint": fingerprint})
