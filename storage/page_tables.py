"""The table of private pages on the web."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.columns import metadata
from storage.types import Fingerprint, Moment

private_pages = Table(
    "private_pages",
    metadata,
    Column(
        "token",
        Fingerprint,
        primary_key=True,
        comment="keyed fingerprint of the secret in its address: who knows it, looks after the request",
    ),
    Column("owner", String, nullable=False, index=True, comment="profile id"),
    Column("made_at", Moment, nullable=False, index=True, comment="from then on it counts for half a year"),
    sqlite_with_rowid=False,
)
