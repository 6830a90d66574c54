"""What polls hold about one person: on which rolls they stand, never what is in a box."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, or_, select

from storage.holding import Source, shown
from storage.poll_tables import poll_options, poll_roll, polls
from storage.statements import Statement

_PERSON: BindParameter[str] = bindparam("person")
_ROLLS = Statement(
    select(*shown(poll_roll)).where(or_(poll_roll.c.member == _PERSON, poll_roll.c.heir == _PERSON))
)
_SUGGESTED = Statement(select(*shown(poll_options)).where(poll_options.c.suggested_by == _PERSON))
_OPENED = Statement(
    select(polls.c.number, polls.c.id, polls.c.opened_at, polls.c.opened_by).where(
        polls.c.opened_by == _PERSON
    )
)

SOURCES = (
    Source(poll_roll, _ROLLS, people=frozenset({"member", "heir"})),
    Source(
        poll_options,
        _SUGGESTED,
        people=frozenset({"suggested_by"}),
        row=lambda row: f"{row.poll_id}-{row.option}",
    ),
    Source(polls, _OPENED, people=frozenset({"opened_by"})),
)
