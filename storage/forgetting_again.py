"""Whoever was forgotten since a backup was made, or while it was made, is forgotten again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, String, bindparam, case, delete, select, update
from sqlalchemy import text as condition

from storage.forgotten import Forgotten
from storage.tables import INSIDE, OPEN, profiles, requests, webinar_guests
from storage.types import Moment
from storage.unit import SqlUnit

_WHOSE = bindparam("whose", type_=String)
_NOW = bindparam("now", type_=Moment)
_KEYS = select(profiles.c.id, profiles.c.key_id).where(profiles.c.key_id != "")
_GUESTS = select(webinar_guests.c.id, webinar_guests.c.key_id)
_FORGET_GUEST = delete(webinar_guests).where(webinar_guests.c.id == _WHOSE)
# As if they had left: nobody is inside, and nothing waits at the desk, of whom nothing can be read.
_LEAVE = (
    update(profiles).where(profiles.c.id == _WHOSE, condition(INSIDE)).values(standing="left", left_at=_NOW)
)
_CLOSE = (
    update(requests)
    .where(requests.c.applicant == _WHOSE, condition(OPEN))
    .values(
        state=case((requests.c.decided_at.is_(None), "withdrawn"), else_=requests.c.state),
        decided_at=case((requests.c.decided_at.is_(None), _NOW), else_=requests.c.decided_at),
        reminds_at=None,
        held_until=None,
    )
)


def forget_again(
    connection: Connection, unit: SqlUnit, keyless: Collection[str], forgotten: Forgotten, now: datetime
) -> None:
    """Nothing of what was sealed for them can be read, and nothing could be sealed."""
    _forget_guests(connection, forgotten)
    rows = connection.execute(_KEYS).all()
    again = {row.id for row in rows if row.key_id in forgotten.keys}
    for profile_id in sorted(again.union(keyless)):
        for change in (_LEAVE, _CLOSE):
            connection.execute(change, {"whose": profile_id, "now": now})
        unit.requests.forget(profile_id)
        unit.topics.forget(profile_id)
        unit.profiles.forget(profile_id)


def _forget_guests(connection: Connection, forgotten: Forgotten) -> None:
    """Of webinars: whoever withdrew since is not written to again."""
    for row in connection.execute(_GUESTS).all():
        if row.key_id in forgotten.keys:
            connection.execute(_FORGET_GUEST, {"whose": row.id})
