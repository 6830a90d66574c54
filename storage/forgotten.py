"""Who must not be brought back: the numbers of keys that were destroyed since a backup was made.

They are known from the key store into which it is to be put back, should that have outlived the data, from
the backup itself, and from later backups of keys that lie beside it. They are random: none means anybody but
in the network that they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert

from storage.connecting import connect_keys
from storage.dump import Dump
from storage.errors import StorageError
from storage.sealed_file import Kind, SealedReader
from storage.sealing import MainKey
from storage.state import check
from storage.tables import destroyed_keys, wrapped_keys

KEYS_FILES = "peerbot-*-keys"
NEVER = datetime.min.replace(tzinfo=UTC)
_ADD = insert(destroyed_keys).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """`keys` by their number, with when each was destroyed; `until`: whoever was forgotten later is not
    known here."""

    keys: Mapping[str, datetime]
    until: datetime

    def __or__(self, other: Forgotten) -> Forgotten:
        return Forgotten({**self.keys, **other.keys}, max(self.until, other.until))


NOBODY = Forgotten({}, NEVER)


def said_beside(keys_file: Path, main: MainKey) -> Forgotten:
    """What this file of keys says, and every other in its folder that the same main key opens."""
    found = NOBODY
    for path in {keys_file, *keys_file.parent.glob(KEYS_FILES)}:
        with suppress(StorageError, OSError):  # damaged, or of another main key: it says nothing
            found |= _said_by(path, main)
    return found


def _said_by(path: Path, main: MainKey) -> Forgotten:
    with path.open("rb") as file:
        sealed = SealedReader(file)
        if sealed.beginning.kind is not Kind.KEYS:
            return NOBODY
        dump = Dump(sealed.lines(main))
        columns = dump.header.columns.get(destroyed_keys.fullname, ())
        named = (row for name, row in dump.rows() if name == destroyed_keys.fullname)
        rows = [dict(zip(columns, row, strict=True)) for row in named]
        keys = {row["id"]: datetime.fromisoformat(row["destroyed_at"]) for row in rows}
        return Forgotten(keys, dump.header.made_at)


def said_by_store(store: Engine, now: datetime) -> Forgotten:
    """One that has outlived the data knows of everybody until now; an empty one of nobody."""
    with store.begin() as connection:
        rows = connection.execute(select(destroyed_keys.c.id, destroyed_keys.c.destroyed_at)).all()
        lives = connection.execute(select(wrapped_keys.c.id).limit(1)).first()
    return Forgotten({row.id: row.destroyed_at for row in rows}, now if lives else NEVER)


def said_by_database(url: str, now: datetime) -> Forgotten:
    """By its key store, where there is one already."""
    try:
        check(url)
    except StorageError:
        return NOBODY
    store = connect_keys(url)
    try:
        return said_by_store(store, now)
    finally:
        store.dispose()


def keep(connection: Connection, forgotten: Forgotten) -> None:
    """For the next time that something is put back."""
    rows = [{"id": key_id, "destroyed_at": at} for key_id, at in forgotten.keys.items()]
    if rows:
        connection.execute(_ADD, rows)
