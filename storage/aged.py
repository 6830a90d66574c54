"""What is older than its rule allows, as rows.

Of each kind one statement finds it, the oldest first, and others do away with what was found, by the columns
that it names. A table of tomorrow gets its line here and in `bot.members.aging`; a test asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from bot.members.aging import What
from storage.aged_rows import ATTENDED, CHANGES, EMPTY_REQUEST, EMPTY_WRITINGS, FOUND, SEAT, SEATS
from storage.statements import Database, Statement

MOST = 1_000_000  # are counted

_FIND: Mapping[What, Statement] = {
    what: Statement(found.limit(bindparam("limit"))) for what, found in FOUND.items()
}
_CHANGE: Mapping[What, tuple[Statement, ...]] = {
    what: tuple(map(Statement, changes)) for what, changes in CHANGES.items()
}
_EMPTY_REQUEST, _EMPTY_WRITINGS = Statement(EMPTY_REQUEST), Statement(EMPTY_WRITINGS)
_ATTENDED, _SEATS, _SEAT = Statement(ATTENDED), Statement(SEATS), Statement(SEAT)


class SqlAged:
    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, what: What, before: datetime, limit: int) -> Sequence[str]:
        rows = self._database.rows(_FIND[what], {"before": before, "limit": limit})
        return [str(row[0]) for row in rows]

    def count(self, what: What, before: datetime) -> int:
        return len(self._database.rows(_FIND[what], {"before": before, "limit": MOST}))

    def forget(self, what: What, before: datetime, limit: int) -> int:
        rows = self._database.rows(_FIND[what], {"before": before, "limit": limit})
        found: list[dict[str, Any]] = [row._asdict() for row in rows]
        for change in _CHANGE[what]:
            self._database.change_each(change, found)
        return len(found)

    def empty_request(self, request_id: str) -> None:
        self._database.change(_EMPTY_WRITINGS, {"this": request_id})
        self._database.change(_EMPTY_REQUEST, {"this": request_id})

    def empty_seats(self, meeting_id: str, limit: int) -> int:
        self._database.change(_ATTENDED, {"this": meeting_id})
        rows = self._database.rows(_SEATS, {"this": meeting_id, "limit": limit})
        self._database.change_each(_SEAT, [row._asdict() for row in rows])
        return len(rows)
