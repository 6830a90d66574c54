"""The tables of people's rights: what they agreed to and when, and links to what is held about them."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import code, metadata, number, truth
from storage.types import Fingerprint, Moment

consents = Table(
    "consents",
    metadata,
    number("the order in which they were written down"),
    code("member", "profile id of whose consent it is"),
    Column("at", Moment, nullable=False, comment="when they agreed to mail, or stopped it"),
    truth("agreed", "they agreed; otherwise they stopped"),
    code("way", "form, import, command, mail or link: how they said so"),
    code("platform", "where they said so, if in a chat"),
    code("version", "of the text that they agreed to"),
    code("language", "en or fr: in which they read it"),
    Index("ix_consents_member", "member", "number"),
)

downloads = Table(
    "downloads",
    metadata,
    Column("member", String, primary_key=True, comment="profile id: who may take along what is held"),
    Column(
        "token",
        Fingerprint,
        nullable=False,
        unique=True,
        comment="keyed fingerprint of the secret in the link",
    ),
    Column("expires_at", Moment, nullable=False, comment="until when the link is good, once"),
    Index("ix_downloads_expires_at", "expires_at"),
    sqlite_with_rowid=False,
)
