"""The table of visits to members' own pages, and of the links that begin them."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.columns import metadata
from storage.types import Fingerprint, Moment

visits = Table(
    "visits",
    metadata,
    Column("link", Fingerprint, primary_key=True, comment="keyed fingerprint of the secret in a link"),
    Column(
        "visit",
        Fingerprint,
        unique=True,
        comment="keyed fingerprint of the secret of the browser that has followed it",
    ),
    Column("member", String, nullable=False, index=True, comment="profile id: whose pages they are"),
    Column(
        "expires_at",
        Moment,
        nullable=False,
        index=True,
        comment="until when the link is good, or the visit that it began",
    ),
    sqlite_with_rowid=False,
)
