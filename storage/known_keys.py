"""Which keys a backup has."""

from __future__ import annotations

import sqlite3
from hashlib import sha256

from storage.errors import BackupDamaged, NotStored


class KnownKeys:
    """On the disk as soon as there are many, and without what would open anything."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # unnamed: gone with the connection
        self._database.execute("CREATE TABLE known (id TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def add(self, key_id: str, wrapped: bytes) -> None:
        row = (key_id, sha256(wrapped).digest())
        try:
            self._database.execute("INSERT INTO known VALUES (?, ?)", row)
        except sqlite3.IntegrityError:
            raise BackupDamaged from None
        except sqlite3.OperationalError as error:
            raise NotStored from error

    def has(self, key_id: str, wrapped: bytes | None = None) -> bool:
        found = self._database.execute("SELECT digest FROM known WHERE id = ?", (key_id,)).fetchone()
        return found is not None and (wrapped is None or found[0] == sha256(wrapped).digest())

    def close(self) -> None:
        self._database.close()
