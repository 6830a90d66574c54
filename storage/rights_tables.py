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

tickets = Table(
    "tickets",
    metadata,
    Column("member", String, primary_key=True, comment="profile id: whose it is"),
    Column("purpose", String, primary_key=True, comment="download or forget: what it is good for, once"),
    Column(
        "token",
        Fingerprint,
        nullable=False,
        unique=True,
        comment="keyed fingerprint of the secret",
    ),
    Column("expires_at", Moment, nullable=False, comment="until when it is good"),
    Index("ix_tickets_expires_at", "expires_at"),
    sqlite_with_rowid=False,
)
