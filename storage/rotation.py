"""Rewrapping every key from one main key to another, in one transaction of the key store: whenever it is
interrupted, all are still wrapped by the old one, or all are by the new one.

What they open does not change, so no field is sealed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, Table, bindparam, select, update

from bot.ports import Entropy
from storage.ballot_tables import poll_keys
from storage.connecting import connect_keys
from storage.disk import not_stored
from storage.errors import Tampered, WrongMainKey
from storage.keys import INDEX, page_of
from storage.locking import alone
from storage.poll_keys import place_of
from storage.sealing import MainKey
from storage.state import check
from storage.tables import wrapped_keys

_INDEX = select(wrapped_keys.c.wrapped).where(wrapped_keys.c.id == INDEX).with_for_update()
PLACES: Mapping[Table, Callable[[str], str]] = {wrapped_keys: str, poll_keys: place_of}


def rotate(url: str, old_key: bytes, new_key: bytes, entropy: Entropy) -> int | None:
    """How many keys were rewrapped; None when they were wrapped by the new main key already. Raises
    `NotMigrated`, `KeysMissing`, `AlreadyRunning`, `WrongMainKey` when it is neither of the two that has
    wrapped them, `Tampered`, `NotStored`."""
    check(url)
    old, new = MainKey(old_key, entropy), MainKey(new_key, entropy)
    engine = connect_keys(url)
    try:
        with alone(url), not_stored(), engine.begin() as connection:
            index = connection.execute(_INDEX).scalar()
            if index is None:
                return 0
            if _opens(new, index):
                return None
            if not _opens(old, index):
                raise WrongMainKey
            return sum(_rewrap_all(connection, table, old, new) for table in PLACES)
    finally:
        engine.dispose()


def _opens(key: MainKey, index: bytes) -> bool:
    try:
        key.unwrap(INDEX, index)
    except Tampered:
        return False
    return True


def _rewrap_all(connection: Connection, table: Table, old: MainKey, new: MainKey) -> int:
    """Each stays bound to its place."""
    rewrap = update(table).where(table.c.id == bindparam("this")).values(wrapped=bindparam("rewrapped"))
    count, last = 0, ""
    while page := page_of(connection, last, table):
        places = {row.id: PLACES[table](row.id) for row in page}
        keys = {row.id: old.unwrap(places[row.id], row.wrapped) for row in page}
        rows = [{"this": each, "rewrapped": new.wrap(places[each], key)} for each, key in keys.items()]
        connection.execute(rewrap, rows)
        count, last = count + len(page), page[-1].id
    return count
