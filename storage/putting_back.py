"""The rows of a dump, put back into tables; and keys, beside those of a store that has outlived the data."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby, islice
from operator import itemgetter

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.dialects.postgresql import insert

from storage.backup import KEYS
from storage.dump import Dump, reader_of
from storage.errors import NotEmpty
from storage.forgotten import Forgotten, keep
from storage.keys import INDEX
from storage.known_keys import KnownKeys
from storage.tables import wrapped_keys

ROWS = 1000  # written at a time


def put_rows(
    connection: Connection, dump: Dump, tables: Sequence[Table], without: Collection[str] = ()
) -> None:
    """What is there already stays as it is; keys of these numbers are left out."""
    named = {table.fullname: table for table in tables}
    for name, rows in groupby(dump.rows(), itemgetter(0)):
        table, read = named[name], reader_of(named[name], dump.header.columns[name])
        put = insert(table).inline()
        while batch := [read(row) for _, row in islice(rows, ROWS)]:
            if table in KEYS:
                put = insert(table).on_conflict_do_nothing()
                batch = [row for row in batch if table is not wrapped_keys or row["id"] not in without]
            if batch:
                connection.execute(put, batch)


def put_keys(store: Engine, dump: Dump, known: KnownKeys, forgotten: Forgotten) -> bool:
    """None that was destroyed since. Whether others were there before, which are to stay whatever happens."""
    with store.begin() as connection:
        lives = _lives(connection, known)
        put_rows(connection, dump, KEYS, forgotten.keys)
        keep(connection, forgotten)
    return lives


def _lives(connection: Connection, known: KnownKeys) -> bool:
    """What is left of an interrupted attempt is in nobody's way, nor is the store of the same network with
    keys that this backup has not. Raises `NotEmpty` for another's."""
    with connection.execute(select(wrapped_keys), execution_options={"yield_per": ROWS}) as left:
        others, same = False, False
        for row in left:
            others |= not known.has(row.id, row.wrapped)
            same |= row.id == INDEX and known.has(row.id, row.wrapped)
    if others and not same:
        raise NotEmpty
    return others
