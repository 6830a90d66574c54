"""The key store: wrapped keys, apart from what they open, so that a backup of one is not both.

On SQLite it is a file beside the database, without a write-ahead log, so that no destroyed key stays in
one; on PostgreSQL a schema of its own. It has its own connections: keys are durable before they are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.errors import WrongMainKey
from storage.tables import destroyed_keys, wrapped_keys

INDEX = "index"  # the id of the key of fingerprints and digests
PAGE = 1000  # rows that are read at a time where all are

_ADD = insert(wrapped_keys)
_ADD_FIRST = _ADD.on_conflict_do_nothing()
_GET = select(wrapped_keys.c.wrapped).where(wrapped_keys.c.id == bindparam("id"))
_SEVERAL = select(wrapped_keys.c.id, wrapped_keys.c.wrapped).where(
    wrapped_keys.c.id.in_(bindparam("ids", expanding=True))
)
_GET_HELD = _GET.with_for_update(read=True)
_ALL = select(wrapped_keys.c.id)
_MINTED_BEFORE = _ALL.where(wrapped_keys.c.minted_at < bindparam("before"), wrapped_keys.c.id != INDEX)
_DESTROY = delete(wrapped_keys).where(wrapped_keys.c.id == bindparam("id"))
_BURY = insert(destroyed_keys).on_conflict_do_nothing()
_DIG_OVER = delete(destroyed_keys).where(destroyed_keys.c.destroyed_at < bindparam("before"))


def page_of(connection: Connection, last: str, table: Table = wrapped_keys) -> Sequence[Row[Any]]:
    """The next rows behind this id, in order; none when there are no more."""
    behind = select(table).where(table.c.id > last)
    return connection.execute(behind.order_by(table.c.id).limit(PAGE)).all()


class KeyStore:
    """Each call is a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def add(self, wrapped: Mapping[str, bytes], now: datetime, index: bytes) -> None:
        """Keys that go with this index key, as it was wrapped when it was read; raises `WrongMainKey` when
        that has changed, because the main key was rotated or another key store was put in its place."""
        rows = [{"id": key_id, "wrapped": key, "minted_at": now} for key_id, key in wrapped.items()]
        with self.engine.begin() as connection:
            if connection.execute(_GET_HELD, {"id": INDEX}).scalar() != index:
                raise WrongMainKey
            connection.execute(_ADD, rows)

    def add_first(self, key_id: str, wrapped: bytes, now: datetime) -> None:
        """Nothing happens when somebody else was first."""
        with self.engine.begin() as connection:
            connection.execute(_ADD_FIRST, {"id": key_id, "wrapped": wrapped, "minted_at": now})

    def get(self, key_id: str) -> bytes | None:
        with self.engine.begin() as connection:
            return connection.execute(_GET, {"id": key_id}).scalar()

    def several(self, key_ids: Sequence[str]) -> Mapping[str, bytes]:
        """Those of them that are there."""
        with self.engine.begin() as connection:
            return {row.id: row.wrapped for row in connection.execute(_SEVERAL, {"ids": list(key_ids)})}

    def all(self) -> set[str]:
        """The ids of all keys."""
        with self.engine.begin() as connection:
            return set(connection.execute(_ALL).scalars())

    def rows(self, table: Table = wrapped_keys) -> Iterator[Row[Any]]:
        """All rows that are there from the first to the last moment; read a page at a time, so that nobody
        who needs a new key has to wait for the end."""
        last = ""
        while True:
            with self.engine.begin() as connection:
                page = page_of(connection, last, table)
            if not page:
                return
            yield from page
            last = page[-1].id

    def minted_before(self, moment: datetime) -> Sequence[str]:
        """Data keys that are older than that."""
        with self.engine.begin() as connection:
            return connection.execute(_MINTED_BEFORE, {"before": moment}).scalars().all()

    def destroy(self, key_ids: Iterable[str]) -> None:
        """Harmless for those that are gone already."""
        rows = [{"id": key_id} for key_id in key_ids]
        if rows:
            with self.engine.begin() as connection:
                connection.execute(_DESTROY, rows)

    def bury(self, key_ids: Iterable[str], now: datetime) -> None:
        """The same of keys of people: their numbers stay for a while, so that no backup brings them back."""
        rows = [{"id": key_id, "destroyed_at": now} for key_id in key_ids]
        if rows:
            with self.engine.begin() as connection:
                connection.execute(_BURY, rows)
                connection.execute(_DESTROY, rows)

    def buried(self) -> set[str]:
        """The numbers of those that are gone and may still be in a backup."""
        with self.engine.begin() as connection:
            return set(connection.execute(select(destroyed_keys.c.id)).scalars())

    def dig_over(self, before: datetime) -> int:
        """No backup has those any more that were destroyed before that moment."""
        with self.engine.begin() as connection:
            return connection.execute(_DIG_OVER, {"before": before}).rowcount

    def close(self) -> None:
        self.engine.dispose()
