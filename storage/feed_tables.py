"""The table of members' calendar feeds."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.columns import metadata
from storage.types import Fingerprint, Moment

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("member", String, primary_key=True, comment="profile id"),
    Column(
        "token",
        Fingerprint,
        nullable=False,
        unique=True,
        comment="keyed fingerprint of the secret in its address",
    ),
    Column("made_at", Moment, nullable=False, comment="since when that is its address, to show it"),
    sqlite_with_rowid=False,
)
