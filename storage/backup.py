"""Two files that are a network at one moment: its data, and the keys to it.

The data is read in one transaction, while bots go on. The keys are read after it: whatever the data was
sealed with was durable before, and is among them, unless somebody was forgotten in between.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Row, Table, select, text

from bot.members.retention import Retention
from bot.ports import Clock, Entropy
from storage.connecting import connect_keys, connect_to_look
from storage.dump import header_of, write_dump
from storage.errors import NotMigrated, Tampered, WrongMainKey
from storage.keys import INDEX, KeyStore
from storage.part_file import whole_files
from storage.sealed_file import NUMBER_BYTES, SALT_BYTES, Beginning, Kind, SealedWriter
from storage.sealing import MainKey
from storage.state import check
from storage.tables import (
    HEAD,
    KEYS_SCHEMA,
    ballot_boxes,
    ballots,
    destroyed_keys,
    leases,
    metadata,
    questions,
    told,
    visits,
    wrapped_keys,
)

# Of processes that run now, and of what others know now; a link that was followed would be good once more.
PASSING = (leases, told, visits)
SECRET = (ballots, ballot_boxes, questions)  # a copy would outlive the poll or the meeting
DATA = tuple(
    table for table in metadata.sorted_tables if table.schema != KEYS_SCHEMA and table not in PASSING + SECRET
)
# And no other key: those of what must not be kept are not copied either. Those that were destroyed come after
# them, so that whoever is forgotten in between is among these.
KEYS = (wrapped_keys, destroyed_keys)
ROWS = 1000  # read at a time
GOOD_FOR = Retention().key_backup
_REVISION = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True)
class Backup:
    """Where its two files are."""

    data: Path
    keys: Path


@dataclass(frozen=True, slots=True)
class _Making:
    main: MainKey
    number: bytes
    made_at: datetime
    good_until: datetime
    entropy: Entropy

    def write(self, file: BinaryIO, kind: Kind, rows: Iterable[tuple[Table, Iterable[Row[Any]]]]) -> None:
        beginning = Beginning(kind, self.number, self.entropy.bytes(SALT_BYTES))
        sealed = SealedWriter(file, beginning, self.main)
        header = header_of(self.made_at, self.good_until, HEAD, DATA if kind is Kind.DATA else KEYS)
        write_dump(sealed.write, header, rows)
        sealed.finish()


def back_up(
    url: str,
    main_key: bytes,
    folders: tuple[Path, Path],
    clock: Clock,
    entropy: Entropy,
    good_for: timedelta = GOOD_FOR,
) -> Backup:
    """Into the first folder the data, into the second the keys; neither folder is made. It can be put back
    for as long as it is `good_for`. Raises `NotMigrated`, `KeysMissing`, `WrongMainKey` (also when that was
    rotated meanwhile), `OSError`."""
    check(url)
    main, now = MainKey(main_key, entropy), clock.now()
    making = _Making(main, entropy.bytes(NUMBER_BYTES), now, now + good_for, entropy)
    name = f"peerbot-{making.made_at:%Y%m%dT%H%M%SZ}-{making.number[:3].hex()}"
    backup = Backup(folders[0] / f"{name}-data", folders[1] / f"{name}-keys")
    with closing(KeyStore(connect_keys(url))) as keys:
        index = _index(keys, making.main)
        with whole_files([backup.data, backup.keys]) as (data_file, keys_file):
            with _snapshot(url) as connection, closing(_tables(connection)) as tables:
                making.write(data_file, Kind.DATA, tables)
            making.write(
                keys_file,
                Kind.KEYS,
                [(wrapped_keys, keys.rows()), (destroyed_keys, keys.rows(destroyed_keys))],
            )
            if index and keys.get(INDEX) != index:
                raise WrongMainKey
    return backup


def _index(keys: KeyStore, main: MainKey) -> bytes | None:
    wrapped = keys.get(INDEX)
    try:
        if wrapped:
            main.unwrap(INDEX, wrapped)
    except Tampered:
        raise WrongMainKey from None
    return wrapped


@contextmanager
def _snapshot(url: str) -> Iterator[Connection]:
    engine = connect_to_look(url)
    try:
        with engine.begin() as connection:
            if connection.execute(_REVISION).scalar() != HEAD:
                raise NotMigrated
            yield connection
    finally:
        engine.dispose()


def _tables(connection: Connection) -> Generator[tuple[Table, Iterable[Row[Any]]]]:
    streaming = {"stream_results": True, "yield_per": ROWS}
    for table in DATA:
        with connection.execute(select(table), execution_options=streaming) as rows:
            yield table, rows
