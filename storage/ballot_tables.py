"""The tables of ballot boxes, and of the keys to them: nothing in them says who, what or when.

Ballots are rows without a number; on PostgreSQL each poll's are in a partition of their own, which is dropped
with its file. Neither they nor their keys are in a backup.
"""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.columns import code, metadata
from storage.types import Fingerprint, Moment, Sealed

KEYS_SCHEMA = "peerbot_keys"  # a schema of its own on PostgreSQL, a file of its own beside SQLite's

ballot_boxes = Table(
    "ballot_boxes",
    metadata,
    Column("poll", String, primary_key=True, comment="poll id"),
    code("state", "open, closed, or emptied: its key is to be destroyed, until that is known to be done"),
    sqlite_with_rowid=False,
)

ballots = Table(
    "ballots",
    metadata,
    Column("poll", String, primary_key=True, comment="poll id"),
    Column("tag", Fingerprint, primary_key=True, comment="one for each voter, made with the poll's key"),
    Column("sealed", Sealed, nullable=False, comment="a ballot, sealed with the poll's key; all of a length"),
    sqlite_with_rowid=False,
    postgresql_partition_by="LIST (poll)",
)

poll_keys = Table(
    "poll_keys",
    metadata,
    Column("id", String, primary_key=True, comment="poll id"),
    Column(
        "wrapped", Sealed, nullable=False, comment="a poll's key, sealed with the main key; never backed up"
    ),
    Column("minted_at", Moment, nullable=False, comment="one whose box was never opened goes a day later"),
    schema=KEYS_SCHEMA,
    sqlite_with_rowid=False,
    postgresql_partition_by="LIST (id)",
)
