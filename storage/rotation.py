"""Rewrapping every key from one main key to another, in one transaction of the key store: whenever it is
interrupted, all are still wrapped by the old one, or all are by the new one.

The keys of polls lie in files: each is wrapped by both main keys before that transaction is, and by the new
one alone after it. What they open does not change, so no field is sealed anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, bindparam, select, update

from bot.ports import Entropy
from storage.connecting import connect_keys
from storage.disk import not_stored
from storage.errors import PollKeysAway, Tampered, WrongMainKey
from storage.keys import INDEX, page_of
from storage.locking import alone
from storage.poll_keys import away_if_refused, files, is_home, place_of, unwrapped
from storage.sealing import MainKey
from storage.secret_folder import SecretFolder, folder_of
from storage.state import check
from storage.tables import wrapped_keys

_INDEX = select(wrapped_keys.c.wrapped).where(wrapped_keys.c.id == INDEX).with_for_update()
_REWRAP = (
    update(wrapped_keys).where(wrapped_keys.c.id == bindparam("this")).values(wrapped=bindparam("rewrapped"))
)


@dataclass(frozen=True, slots=True)
class _Change:
    """From one main key to another."""

    old: MainKey
    new: MainKey
    folder: SecretFolder

    def rewrap(self, connection: Connection, index: bytes) -> int | None:
        """How many; None when it was done already."""
        if _opens(self.new, index):
            return None
        if not _opens(self.old, index):
            raise WrongMainKey
        return self._rewrap_all(connection) + self._wrap_by_both(connection)

    def _rewrap_all(self, connection: Connection) -> int:
        """Each stays bound to its place."""
        count, last = 0, ""
        while page := page_of(connection, last):
            keys = {row.id: self.old.unwrap(row.id, row.wrapped) for row in page}
            rows = [{"this": each, "rewrapped": self.new.wrap(each, key)} for each, key in keys.items()]
            connection.execute(_REWRAP, rows)
            count, last = count + len(page), page[-1].id
        return count

    def _wrap_by_both(self, connection: Connection) -> int:
        """Those that are there: without its file a poll is lost under any main key."""
        count = 0
        for poll, name in _polls(connection, self.folder).items():
            key = unwrapped(self.old, poll, self.folder.read(name) or b"")
            if key is not None:
                wrapped = [main.wrap(place_of(poll), key) for main in (self.old, self.new)]
                self.folder.write(name, b"".join(wrapped))
                count += 1
        return count

    def finish(self, connection: Connection) -> None:
        """From now on only the new one opens them."""
        for poll, name in _polls(connection, self.folder).items():
            key = unwrapped(self.new, poll, self.folder.read(name) or b"")
            if key is not None:
                self.folder.write(name, self.new.wrap(place_of(poll), key))


def rotate(url: str, old_key: bytes, new_key: bytes, entropy: Entropy) -> int | None:
    """How many keys were rewrapped; None when they were wrapped by the new main key already. Raises
    `NotMigrated`, `KeysMissing`, `AlreadyRunning`, `WrongMainKey` when it is neither of the two that has
    wrapped them, `Tampered`, `NotStored`, `NoPollFolder`, `PollKeysAway`."""
    check(url)
    change = _Change(MainKey(old_key, entropy), MainKey(new_key, entropy), folder_of(url))
    engine = connect_keys(url)
    try:
        with alone(url), not_stored(), away_if_refused():
            return _rotate(engine, change)
    finally:
        engine.dispose()


def _rotate(engine: Engine, change: _Change) -> int | None:
    with engine.begin() as connection:
        index = connection.execute(_INDEX).scalar()
        if index is None:
            return 0
        count = change.rewrap(connection, index)
    with engine.begin() as connection:
        change.finish(connection)
    return count


def _opens(key: MainKey, index: bytes) -> bool:
    try:
        key.unwrap(INDEX, index)
    except Tampered:
        return False
    return True


def _polls(connection: Connection, folder: SecretFolder) -> dict[str, str]:
    """Under which names their keys lie."""
    found = files(connection)
    if found and not is_home(connection, folder):
        raise PollKeysAway
    return found
