"""Who was asked to vouch for whom, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, text, update

from bot.joining.vouch import Vouch, Word
from storage.statements import Database, Row, Statement
from storage.tables import DECIDABLE, requests
from storage.witness_tables import vouches

_COLUMNS = [column.key for column in vouches.c]
_ADD = Statement(insert(vouches).inline(), _COLUMNS)
_GET = Statement(select(vouches).where(vouches.c.id == bindparam("id")))
_OF = Statement(
    select(vouches)
    .join(requests, requests.c.id == vouches.c.request_id)
    .where(vouches.c.request_id == bindparam("request_id"), vouches.c.voucher != requests.c.applicant)
    .order_by(vouches.c.asked_at, vouches.c.id)
)
_OPEN_FOR = Statement(
    select(vouches)
    .join(requests, requests.c.id == vouches.c.request_id)
    .where(
        vouches.c.voucher == bindparam("voucher"),
        vouches.c.answer == "",
        vouches.c.voucher != requests.c.applicant,
        text(DECIDABLE),
    )
    .order_by(vouches.c.asked_at.desc(), vouches.c.id)
    .limit(bindparam("limit"))
)
_ANSWER = Statement(
    update(vouches).where(vouches.c.id == bindparam("this"), vouches.c.answer == ""),
    ["answer", "answered_at"],
)
_DONE_BY = [
    Statement(update(vouches).where(column == bindparam("one")).values({column: bindparam("other")}))
    for column in (vouches.c.voucher, vouches.c.asked_by)
]


class SqlVouches:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, vouch: Vouch) -> None:
        self._database.change(_ADD, {name: getattr(vouch, name) for name in _COLUMNS})

    def get(self, vouch_id: str) -> Vouch | None:
        row = self._database.row(_GET, {"id": vouch_id})
        return _vouch(row) if row else None

    def of(self, request_id: str) -> Sequence[Vouch]:
        return [_vouch(row) for row in self._database.rows(_OF, {"request_id": request_id})]

    def open_for(self, voucher: str, limit: int) -> Sequence[Vouch]:
        rows = self._database.rows(_OPEN_FOR, {"voucher": voucher, "limit": limit})
        return [_vouch(row) for row in rows]

    def answer(self, vouch_id: str, word: Word, now: datetime) -> bool:
        values = {"this": vouch_id, "answer": word.value, "answered_at": now}
        return self._database.change(_ANSWER, values) == 1

    def hand_over(self, one: str, other: str) -> None:
        for column in _DONE_BY:
            self._database.change(column, {"one": one, "other": other})


def _vouch(row: Row) -> Vouch:
    return Vouch(row.id, row.request_id, row.voucher, row.asked_by, row.asked_at, row.answer, row.answered_at)
