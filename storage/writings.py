"""What people wrote into forms, and the address before a change, as rows: sealed with the applicant's key,
deleted a while after the end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.joining.model import JoinRequest
from storage.keyring import Keyring
from storage.statements import Database, Statement
from storage.tables import requests, writings

WORDS = ("line", "question", "answer", "note", "former")
KEPT = timedelta(days=90)  # after their request is over

_NEW = insert(writings)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[writings.c.request_id, writings.c.kind],
        set_={"sealed": _NEW.excluded.sealed, "expires_at": _NEW.excluded.expires_at},
    )
)
_DROP = Statement(
    delete(writings).where(
        writings.c.request_id == bindparam("request"), writings.c.kind == bindparam("dropped")
    )
)
_EXPIRE = Statement(
    update(writings)
    .where(writings.c.request_id == bindparam("request"))
    .values(expires_at=bindparam("until"))
)
_FORGET = Statement(
    delete(writings).where(
        writings.c.request_id.in_(select(requests.c.id).where(requests.c.applicant == bindparam("applicant")))
    )
)


class SqlWritings:
    """Not a store of its own: `SqlRequests` keeps its words here."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def keep(self, request: JoinRequest, read: JoinRequest | None) -> None:
        """Those that differ from what was `read`; all when nothing was, or when they get another key."""
        for kind in _changed(request, read):
            sealed = self._keyring.seal(
                request.applicant, f"requests.{kind}", request.id, getattr(request, kind)
            )
            if sealed:
                values = {"request_id": request.id, "kind": kind, "sealed": sealed, "expires_at": None}
                self._database.change(_KEEP, values)
            else:
                self._database.change(_DROP, {"request": request.id, "dropped": kind})

    def expire(self, request_id: str, over_since: datetime | None) -> None:
        """From when the request is over; never, while it is not."""
        until = over_since + KEPT if over_since else None
        self._database.change(_EXPIRE, {"request": request_id, "until": until})

    def forget(self, applicant: str) -> None:
        self._database.change(_FORGET, {"applicant": applicant})


def _changed(request: JoinRequest, read: JoinRequest | None) -> Iterable[str]:
    if read is None or read.applicant != request.applicant:
        return WORDS
    return [kind for kind in WORDS if getattr(read, kind) != getattr(request, kind)]
