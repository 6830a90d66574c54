"""The tables of topics: what members want to talk about, and who supports it.

What a topic is about is sealed with the network's key. Members stand here by their random ids.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from storage.columns import code, count, index, metadata, number, row_id, sealed, truth
from storage.types import Moment

topics = Table(
    "topics",
    metadata,
    number("the order in which topics were written down"),
    row_id("random; people quote its beginning"),
    code("state", "draft, open, shortlisted, parked, merged or chosen"),
    code("root", "the topic that it was merged into; its own id while it is not: there its support counts"),
    code("language", "en or fr: in which it was written"),
    sealed("title", "what it is about"),
    sealed("why", "why now"),
    sealed("answer_en", "what facilitators said to it"),
    sealed("answer_fr", "the same in French"),
    code("tags", "themes of the network's list, parted by spaces"),
    code("proposer", "profile id: to tell them what becomes of it; empty once they have left"),
    truth("shown", "they want to be named"),
    count("supporters", "how many members support it or what is merged into it, each counted once"),
    count("revision", "counts changes of anything but support: of two at once, one wins"),
    Column("created", Moment, nullable=False, comment="since when it is known"),
    Column("touched", Moment, nullable=False, comment="when it was changed last"),
    Column("expires_at", Moment, comment="when nobody needs it any more"),
    Index("ix_topics_state", "state", "supporters", "number"),
    Index("ix_topics_root", "root", "number"),
    index("ix_topics_proposer", "proposer", "number", where="proposer <> ''"),
    index("ix_topics_expires_at", "expires_at", where="expires_at IS NOT NULL"),
)

topic_supports = Table(
    "topic_supports",
    metadata,
    Column("topic_id", String, primary_key=True, comment="of which topic: also once it is merged"),
    Column("member", String, primary_key=True, comment="profile id; only ever counted"),
    Index("ix_topic_supports_member", "member"),
    sqlite_with_rowid=False,
)
