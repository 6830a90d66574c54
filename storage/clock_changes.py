"""What clocks were to show before their rules changed, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.meeting_tables import clock_changes
from storage.statements import Database, Statement

_NEW = insert(clock_changes)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[clock_changes.c.meeting_id, clock_changes.c.zone],
        set_={name: _NEW.excluded[name] for name in ("rules", "was")},
    )
)
_WAS = Statement(
    select(clock_changes.c.was).where(
        clock_changes.c.meeting_id == bindparam("meeting_id"),
        clock_changes.c.zone == bindparam("zone"),
        clock_changes.c.rules == bindparam("rules"),
    )
)


class SqlClockChanges:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, meeting_id: str, zone: str, rules: str, was: datetime) -> None:
        values = {"meeting_id": meeting_id, "zone": zone, "rules": rules, "was": was.isoformat()}
        self._database.change(_KEEP, values)

    def was(self, meeting_id: str, zone: str, rules: str) -> datetime | None:
        values = {"meeting_id": meeting_id, "zone": zone, "rules": rules}
        written: str | None = self._database.value(_WAS, values)
        return datetime.fromisoformat(written) if written else None
