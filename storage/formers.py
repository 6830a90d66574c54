"""Entries that are to be taken out of former calendars, as rows."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from bot.meetings.model import Former
from storage.keyring import Keyring
from storage.meeting_tables import former_entries
from storage.statements import Database, Row, Statement

_OF = former_entries.c.member == bindparam("member")
_THIS = former_entries.c.id == bindparam("this")
_COLUMNS = [column.key for column in former_entries.c]
_ADD = Statement(insert(former_entries), _COLUMNS)
_GET = Statement(select(former_entries).where(_THIS))
_THEIRS = Statement(select(former_entries).where(_OF))
_DROP = Statement(delete(former_entries).where(_THIS))
FORGET = Statement(delete(former_entries).where(_OF))


class SqlFormerEntries:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, former: Former) -> None:
        self._keyring.hold(former.member)
        row = {name: getattr(former, name) for name in _COLUMNS}
        sealed = self._keyring.seal(former.member, "former_entries.address", former.id, former.address)
        self._database.change(_ADD, row | {"address": sealed})

    def get(self, former_id: str) -> Former | None:
        row = self._database.row(_GET, {"this": former_id})
        return self._former(row) if row else None

    def of(self, member: str) -> bool:
        return bool(self._database.rows(_THEIRS, {"member": member}))

    def drop(self, former_id: str) -> None:
        self._database.change(_DROP, {"this": former_id})

    def hand_over(self, one: str, other: str) -> None:
        theirs = [self._former(row) for row in self._database.rows(_THEIRS, {"member": one})]
        self.forget(one)
        for former in theirs:
            self.add(Former(former.id, other, former.meeting_id, former.uid, former.sequence, former.address))

    def forget(self, member: str) -> None:
        self._database.change(FORGET, {"member": member})

    def _former(self, row: Row) -> Former:
        address = self._keyring.unseal(row.member, "former_entries.address", row.id, row.address)
        return Former(row.id, row.member, row.meeting_id, row.uid, row.sequence, address)
