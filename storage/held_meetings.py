"""What meetings hold about one person."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, select

from storage.feed_tables import calendar_feeds
from storage.holding import Source, shown
from storage.meeting_tables import former_entries, meetings, reminder_choices, seats
from storage.statements import Statement

_PERSON: BindParameter[str] = bindparam("person")
_SEATS = Statement(select(*shown(seats)).where(seats.c.member == _PERSON))
_FORMER = Statement(select(*shown(former_entries)).where(former_entries.c.member == _PERSON))
_REMINDED = Statement(select(*shown(reminder_choices)).where(reminder_choices.c.member == _PERSON))
_FEED = Statement(select(*shown(calendar_feeds)).where(calendar_feeds.c.member == _PERSON))
_FACILITATED = Statement(
    select(meetings.c.number, meetings.c.id, meetings.c.starts_at, meetings.c.facilitators).where(
        (" " + meetings.c.facilitators + " ").contains(" " + _PERSON + " ")
    )
)
_MEMBER = frozenset({"member"})

SOURCES = (
    Source(seats, _SEATS, people=_MEMBER),
    Source(former_entries, _FORMER, own="member", people=_MEMBER),
    Source(reminder_choices, _REMINDED, people=_MEMBER),
    Source(calendar_feeds, _FEED, people=_MEMBER),
    Source(meetings, _FACILITATED, people=frozenset({"facilitators"})),
)
