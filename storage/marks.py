"""Shared moments, as rows."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.marks import Mark
from storage.statements import Database, Statement
from storage.tables import marks

_GET = Statement(select(marks).where(marks.c.name == bindparam("name")))
_ADD = Statement(insert(marks).on_conflict_do_nothing(index_elements=[marks.c.name]))
_SET = Statement(
    update(marks).where(
        marks.c.name == bindparam("this"),
        marks.c.at == bindparam("seen_at", type_=marks.c.at.type),
        marks.c.actor == bindparam("seen_actor"),
    ),
    ["at", "actor"],
)
_CLEAR = Statement(delete(marks).where(marks.c.name == bindparam("this")))


class SqlMarks:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Mark | None:
        row = self._database.row(_GET, {"name": name})
        return Mark(row.at, row.actor) if row else None

    def set(self, name: str, mark: Mark, seen: Mark | None) -> bool:
        new = {"at": mark.at, "actor": mark.actor}
        if seen is None:
            return self._database.change(_ADD, {"name": name} | new) == 1
        matched = {"this": name, "seen_at": seen.at, "seen_actor": seen.actor}
        return self._database.change(_SET, matched | new) == 1

    def clear(self, name: str) -> bool:
        return self._database.change(_CLEAR, {"this": name}) == 1
