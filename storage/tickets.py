"""What is good once and for a while, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from bot.rights.ports import Purpose
from storage.keyring import Keyring
from storage.rights_tables import tickets
from storage.statements import Database, Statement

_NEW = insert(tickets)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[tickets.c.member, tickets.c.purpose],
        set_={name: _NEW.excluded[name] for name in ("token", "expires_at")},
    )
)
_TAKE = Statement(
    delete(tickets)
    .where(tickets.c.token == bindparam("token"))
    .returning(tickets.c.member, tickets.c.expires_at)
)
FORGET = Statement(delete(tickets).where(tickets.c.member == bindparam("member")))


class SqlTickets:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def keep(self, member: str, purpose: Purpose, token: str, expires: datetime) -> None:
        self._keyring.hold(member)
        fingerprint = self._fingerprint(purpose, token)
        values = {"member": member, "purpose": purpose.value, "token": fingerprint, "expires_at": expires}
        self._database.change(_KEEP, values)

    def take(self, purpose: Purpose, token: str, now: datetime) -> str | None:
        row = self._database.row(_TAKE, {"token": self._fingerprint(purpose, token)})
        return row.member if row and now < row.expires_at else None

    def _fingerprint(self, purpose: Purpose, token: str) -> bytes:
        """Good for this alone."""
        return self._keyring.fingerprint("ticket", purpose.value, token)
