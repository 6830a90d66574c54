"""What themes hold about one person."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, select, text

from storage.holding import Source, shown
from storage.statements import Statement
from storage.topic_tables import topic_supports, topics

_PERSON: BindParameter[str] = bindparam("person")
_BROUGHT = Statement(select(*shown(topics)).where(topics.c.proposer == _PERSON, text("proposer <> ''")))
_SUPPORTED = Statement(select(*shown(topic_supports)).where(topic_supports.c.member == _PERSON))

SOURCES = (
    Source(topics, _BROUGHT, people=frozenset({"proposer"})),
    Source(topic_supports, _SUPPORTED, people=frozenset({"member"})),
)
