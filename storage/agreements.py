"""Which communities agree to be named, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, delete, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.communities.agreement import Agreement, Basis
from storage.statements import Database, Statement
from storage.tables import INSIDE, profiles
from storage.witness_tables import agreements

_THIS = agreements.c.community_id == bindparam("this")
_GET = Statement(select(agreements).where(_THIS))
_ADD = Statement(
    insert(agreements).on_conflict_do_nothing(index_elements=[agreements.c.community_id]),
    [column.name for column in agreements.c],
)
_SAVE = Statement(
    update(agreements).where(_THIS, agreements.c.revision == bindparam("revision_before")),
    ["basis", "day", "revision"],
)
_DROP = Statement(delete(agreements).where(_THIS))
_WORKS_THERE = exists().where(text(INSIDE), profiles.c.community_id == agreements.c.community_id)
_SHOWN = Statement(
    select(agreements.c.community_id)
    .where(agreements.c.basis != "", _WORKS_THERE)
    .order_by(agreements.c.community_id)
)


class SqlAgreements:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, community_id: str) -> Agreement | None:
        row = self._database.row(_GET, {"this": community_id})
        if row is None:
            return None
        basis = Basis(row.basis) if row.basis else None
        day = date.fromisoformat(row.day) if row.day else None
        return Agreement(row.community_id, basis, day, row.revision)

    def save(self, agreement: Agreement) -> bool:
        row: dict[str, object] = {
            "basis": agreement.basis or "",
            "day": agreement.day.isoformat() if agreement.day else "",
            "revision": agreement.revision,
        }
        if agreement.revision == 1:
            return self._database.change(_ADD, row | {"community_id": agreement.community_id}) == 1
        matched = {"this": agreement.community_id, "revision_before": agreement.revision - 1}
        return self._database.change(_SAVE, row | matched) == 1

    def drop(self, community_id: str) -> None:
        self._database.change(_DROP, {"this": community_id})

    def shown(self) -> Sequence[str]:
        return [row.community_id for row in self._database.rows(_SHOWN, {})]
