"""The tables of ballot boxes, and of where the keys to them lie: nothing in them says who, what or when.

Ballots are rows without a number; on PostgreSQL each poll's are in a partition of their own, which is dropped
with its file. Neither they nor their keys are in a backup; no table has a key.
"""

from __future__ import annotations

import re

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
    Column("id", String, primary_key=True, comment="poll id; `folder` for the folder itself"),
    code("name", "random; of the file that holds its key, sealed with the main key; never backed up"),
    Column("minted_at", Moment, nullable=False, comment="one whose box was never opened goes a day later"),
    schema=KEYS_SCHEMA,
    sqlite_with_rowid=False,
)
FOLDER = "folder"  # no id of a poll: those are longer

_ID = re.compile(r"[a-z0-9]{1,40}")


def partition(table: str, poll: str) -> str:
    """The name of the one that is this poll's alone; nothing but an id of ours gets into it."""
    if not _ID.fullmatch(poll):
        raise ValueError("this is no id of a poll")
    return f"{table}_{poll}"
