"""What goes with a person who is forgotten: all but the bare row."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, update

from bot.chat import Reader
from storage import consents, feeds, formers, pages, reminder_choices, seats, supports, tickets, visits
from storage.statements import Database, Row, Statement
from storage.tables import accounts, profiles
from storage.types import Moment

NOBODY = Reader("en", "UTC")  # stands for the language and zone of whoever was forgotten

_FORGET = Statement(
    update(profiles)
    .where(profiles.c.id == bindparam("this"), profiles.c.key_id != "")
    .values(
        key_id="",
        doomed_key=profiles.c.key_id,
        revision=profiles.c.revision + 1,
        name=None,
        address=None,
        mailbox=None,
        language=NOBODY.language,
        zone=NOBODY.zone,
        community_id="",
        community_typed=None,
        mail_consent="",
        consented_at=None,
        coordinated_at=None,
        verified_at=None,
        asked_at=None,
        asked_why="",
        reminded_at=None,
        reverify_at=None,
        mail_off=False,
        receipt="",
        forgotten_at=bindparam("now", type_=Moment),
    )
    .returning(profiles.c.doomed_key, profiles.c.revision)
)
_UNLINK_ALL = Statement(delete(accounts).where(accounts.c.profile_id == bindparam("profile_id")))


def forget(database: Database, profile_id: str, now: datetime) -> Row:
    """The key that is to be destroyed, with the row's revision; None for whoever was forgotten before."""
    forgotten = database.row(_FORGET, {"this": profile_id, "now": now})
    if forgotten is None:
        return None
    database.change(_UNLINK_ALL, {"profile_id": profile_id})
    beside = (
        seats.FORGET,
        reminder_choices.FORGET,
        feeds.FORGET,
        pages.FORGET,
        visits.FORGET,
        formers.FORGET,
        consents.FORGET,
        tickets.FORGET,
        *supports.FORGET,
    )
    for statement in beside:
        database.change(statement, {"member": profile_id})
    return forgotten
