"""Looking through a backup, from its first byte to its last, without changing anything."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.backup import Backup
from storage.dump import Dump, Header
from storage.errors import (
    BackupDamaged,
    Expired,
    KeysMissing,
    NotOneBackup,
    NotTheTwoFiles,
    OtherRevision,
    Tampered,
)
from storage.forgotten import NOBODY, Forgotten, said_beside
from storage.keys import INDEX
from storage.known_keys import KnownKeys
from storage.sealed_file import Kind, SealedReader
from storage.sealing import MainKey
from storage.tables import HEAD, profiles, wrapped_keys


@dataclass(frozen=True, slots=True)
class Opened:
    """The two files of one backup, at their beginnings."""

    data: Dump
    keys: Dump


@dataclass(frozen=True, slots=True)
class Found:
    """What a backup holds. The `keyless` are profile ids: their keys were destroyed, most likely because
    they were forgotten while the backup was made. `again` are those whose keys were destroyed since."""

    header: Header
    counts: Mapping[str, int]
    keyless: frozenset[str]
    again: frozenset[str]
    known_until: datetime

    def must_fit(self, now: datetime) -> None:
        """Raises `Expired` when its time is over, `OtherRevision` when this version cannot restore it."""
        if now >= self.header.good_until:
            raise Expired
        if self.header.revision != HEAD:
            raise OtherRevision


@contextmanager
def opened(backup: Backup, main: MainKey) -> Iterator[Opened]:
    """Raises `OSError`, `NotABackup`, `NotTheTwoFiles`, `NotOneBackup`, `OtherMainKey`, `BackupDamaged`."""
    with backup.data.open("rb") as data_file, backup.keys.open("rb") as keys_file:
        data, keys = SealedReader(data_file), SealedReader(keys_file)
        if (data.beginning.kind, keys.beginning.kind) != (Kind.DATA, Kind.KEYS):
            raise NotTheTwoFiles
        if data.beginning.number != keys.beginning.number:
            raise NotOneBackup
        yield Opened(Dump(data.lines(main)), Dump(keys.lines(main)))


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was looked through, and is whole."""

    backup: Backup
    found: Found
    known: KnownKeys
    forgotten: Forgotten


@contextmanager
def checked(backup: Backup, main: MainKey, elsewhere: Forgotten = NOBODY) -> Iterator[Checked]:
    """`elsewhere`: what else is known of who was forgotten than what lies beside the backup. Raises as
    `opened`, and `KeysMissing` when it has none of the keys that are needed."""
    forgotten = elsewhere | said_beside(backup.keys, main)
    with closing(KnownKeys()) as known:
        with opened(backup, main) as files:
            _look_through_keys(files.keys, main, known)
            gone = dict(_gone(files.data, known, forgotten))
            counts = files.data.counts + files.keys.counts
            if counts[profiles.fullname] and not known.has(INDEX):
                raise KeysMissing
        again = frozenset(each for each, is_known in gone.items() if is_known)
        found = Found(files.data.header, counts, frozenset(gone) - again, again, forgotten.until)
        yield Checked(backup, found, known, forgotten)


def _look_through_keys(dump: Dump, main: MainKey, known: KnownKeys) -> None:
    for row in _named(dump, wrapped_keys.fullname):
        wrapped = b64decode(row["wrapped"])
        try:
            main.unwrap(row["id"], wrapped)
        except Tampered:
            raise BackupDamaged from None
        known.add(row["id"], wrapped)


def _gone(dump: Dump, known: KnownKeys, forgotten: Forgotten) -> Iterator[tuple[str, bool]]:
    """Profile ids; and whether it is known that they were forgotten."""
    for row in _named(dump, profiles.fullname):
        key_id = row["key_id"]
        if key_id and (key_id in forgotten.keys or not known.has(key_id)):
            yield row["id"], key_id in forgotten.keys and known.has(key_id)


def _named(dump: Dump, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of one table; reads the whole, whatever version has written it."""
    columns = dump.header.columns.get(table, ())
    for name, row in dump.rows():
        if name == table:
            yield dict(zip(columns, row, strict=True))
