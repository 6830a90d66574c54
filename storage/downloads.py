"""Links by which people take along what is held about them, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from storage.keyring import Keyring
from storage.rights_tables import downloads
from storage.statements import Database, Statement
from storage.types import Moment

_NEW = insert(downloads)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[downloads.c.member],
        set_={name: _NEW.excluded[name] for name in ("token", "expires_at")},
    )
)
_TAKE = Statement(
    delete(downloads)
    .where(downloads.c.token == bindparam("token"))
    .returning(downloads.c.member, downloads.c.expires_at)
)
_PRUNE = Statement(delete(downloads).where(downloads.c.expires_at < bindparam("before", type_=Moment)))
FORGET = Statement(delete(downloads).where(downloads.c.member == bindparam("member")))


class SqlDownloads:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def keep(self, member: str, token: str, expires: datetime) -> None:
        self._keyring.hold(member)
        values = {"member": member, "token": self._fingerprint(token), "expires_at": expires}
        self._database.change(_KEEP, values)

    def take(self, token: str, now: datetime) -> str | None:
        row = self._database.row(_TAKE, {"token": self._fingerprint(token)})
        return row.member if row and now < row.expires_at else None

    def prune(self, before: datetime) -> int:
        return self._database.change(_PRUNE, {"before": before})

    def _fingerprint(self, token: str) -> bytes:
        return self._keyring.fingerprint("download", token)
