"""Visits to members' own pages, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from storage.keyring import Keyring
from storage.statements import Database, Statement
from storage.types import Fingerprint, Moment
from storage.visit_tables import visits

_NOW = bindparam("now", type_=Moment)
_THIS = visits.c.visit == bindparam("this", type_=Fingerprint)
_LINK = Statement(insert(visits))
_BEGIN = Statement(
    update(visits)
    .where(visits.c.link == bindparam("taken"), visits.c.visit.is_(None), visits.c.expires_at > _NOW)
    .values(visit=bindparam("begun", type_=Fingerprint), expires_at=bindparam("until", type_=Moment))
    .returning(visits.c.member)
)
_BEGAN = Statement(
    select(visits.c.member).where(visits.c.link == bindparam("taken"), _THIS, visits.c.expires_at > _NOW)
)
_VISITOR = Statement(select(visits.c.member).where(_THIS, visits.c.expires_at > _NOW))
_END = Statement(delete(visits).where(_THIS))
_HAND_OVER = Statement(
    update(visits).where(visits.c.member == bindparam("one")).values(member=bindparam("other"))
)
_TAKE_BACK = Statement(delete(visits).where(visits.c.member == bindparam("member"), visits.c.visit.is_(None)))
FORGET = Statement(delete(visits).where(visits.c.member == bindparam("member")))


class SqlVisits:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def link(self, token: str, member: str, expires: datetime) -> None:
        self._keyring.hold(member)
        values = {"link": self._of_link(token), "visit": None, "member": member, "expires_at": expires}
        self._database.change(_LINK, values)

    def begin(self, link: str, visit: str, now: datetime, until: datetime) -> str | None:
        values = {"taken": self._of_link(link), "begun": self._of_visit(visit), "now": now, "until": until}
        row = self._database.row(_BEGIN, values)
        return row.member if row else None

    def began(self, link: str, visit: str, now: datetime) -> bool:
        values = {"taken": self._of_link(link), "this": self._of_visit(visit), "now": now}
        return self._database.row(_BEGAN, values) is not None

    def visitor(self, visit: str, now: datetime) -> str | None:
        found: str | None = self._database.value(_VISITOR, {"this": self._of_visit(visit), "now": now})
        return found

    def end(self, visit: str) -> None:
        self._database.change(_END, {"this": self._of_visit(visit)})

    def end_all(self, member: str) -> None:
        self._database.change(FORGET, {"member": member})

    def take_back(self, member: str) -> None:
        self._database.change(_TAKE_BACK, {"member": member})

    def hand_over(self, one: str, other: str) -> None:
        self._database.change(_HAND_OVER, {"one": one, "other": other})

    def _of_link(self, token: str) -> bytes:
        return self._keyring.fingerprint("visit-link", token)

    def _of_visit(self, token: str) -> bytes:
        return self._keyring.fingerprint("visit", token)
