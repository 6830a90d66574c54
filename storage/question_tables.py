"""The tables of questions to meetings. Nothing in them says who asked, or when.

Rows without a number, by random ids; the words are sealed with the network's key. They are in no backup.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import code, count, metadata
from storage.types import Sealed

questions = Table(
    "questions",
    metadata,
    Column("id", String, primary_key=True, comment="random; the only order in which they lie"),
    code("meeting_id", "for which meeting; gone when that has ended"),
    code("mark", "open, aside or answered"),
    Column("words", Sealed, nullable=False, comment="sealed: what was asked, by nobody knows whom"),
    Index("ix_questions_meeting_id", "meeting_id"),
    sqlite_with_rowid=False,
)

scrubs = Table(
    "scrubs",
    metadata,
    Column("meeting_id", String, primary_key=True, comment="of which all that was temporary is erased"),
    count("questions", "how many there were: the receipt says so"),
    sqlite_with_rowid=False,
)
