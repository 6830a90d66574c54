"""The tables of codes that prove a mailbox: the codes, how often they were tried, and how often sent."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import count, metadata
from storage.types import Fingerprint, Moment

proof_sends = Table(
    "proof_sends",
    metadata,
    Column("applicant", String, primary_key=True, comment="profile id: to limit what one person can ask for"),
    Column(
        "mailbox", Fingerprint, primary_key=True, comment="keyed fingerprint: to limit what one mailbox gets"
    ),
    Column(
        "asked_at", Moment, primary_key=True, comment="when a code was asked for; the row lives an hour or so"
    ),
    count("times", "how often within that moment"),
    Index("ix_proof_sends_mailbox", "mailbox", "asked_at"),
    sqlite_with_rowid=False,
)

proof_attempts = Table(
    "proof_attempts",
    metadata,
    Column("request_id", String, primary_key=True, comment="whose code is tried"),
    count("made", "attempts since the last sending was asked for: to stop guessing"),
    Column("begun_at", Moment, nullable=False, comment="since when they are counted"),
    Column("lost_at", Moment, comment="when the letter with the code did not arrive, until there is another"),
    sqlite_with_rowid=False,
)

proof_codes = Table(
    "proof_codes",
    metadata,
    Column("request_id", String, primary_key=True, comment="for which request the code is good"),
    Column("digest", Fingerprint, primary_key=True, comment="keyed digest of the code, bound to the request"),
    Column("expires_at", Moment, nullable=False, comment="until when the code is good"),
    Index("ix_proof_codes_expires_at", "expires_at"),
    sqlite_with_rowid=False,
)
