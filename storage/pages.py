"""Private pages, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from storage.keyring import Keyring
from storage.page_tables import private_pages
from storage.statements import Database, Statement
from storage.types import Moment

_OPEN = Statement(insert(private_pages))
_OWNER = Statement(
    select(private_pages.c.owner).where(
        private_pages.c.token == bindparam("token"),
        private_pages.c.made_at > bindparam("since", type_=Moment),
    )
)
_HAND_OVER = Statement(
    update(private_pages).where(private_pages.c.owner == bindparam("one")).values(owner=bindparam("other"))
)
FORGET = Statement(delete(private_pages).where(private_pages.c.owner == bindparam("member")))


class SqlPages:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def open(self, token: str, owner: str, now: datetime) -> None:
        self._keyring.hold(owner)
        self._database.change(_OPEN, {"token": self._fingerprint(token), "owner": owner, "made_at": now})

    def owner(self, token: str, since: datetime) -> str | None:
        asked = {"token": self._fingerprint(token), "since": since}
        found: str | None = self._database.value(_OWNER, asked)
        return found

    def hand_over(self, one: str, other: str) -> None:
        self._database.change(_HAND_OVER, {"one": one, "other": other})

    def _fingerprint(self, token: str) -> bytes:
        return self._keyring.fingerprint("private-page", token)
