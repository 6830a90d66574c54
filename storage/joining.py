"""Join requests as rows, with the words that people handed over in a table of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import combinations, groupby
from typing import Any

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.joining.model import JoinRequest, Purpose, State, WorkRole
from storage.keyring import Keyring
from storage.statements import Database, Row, Statement, Values
from storage.tables import DECIDABLE, OPEN, UNVERIFIED, profiles, requests, writings
from storage.writings import SqlWritings

_ALL = (
    select(requests, profiles.c.key_id, writings.c.kind, writings.c.sealed)
    .join(profiles, profiles.c.id == requests.c.applicant)
    .outerjoin(writings, writings.c.request_id == requests.c.id)
    .order_by(requests.c.asked_at.desc(), requests.c.number.desc())
)
_GET = Statement(_ALL.where(requests.c.id == bindparam("id")))
_OF = Statement(_ALL.where(requests.c.applicant == bindparam("applicant")))
_OPEN_OF = Statement(_ALL.where(requests.c.applicant == bindparam("applicant"), text(OPEN)))
_LATEST_OF = Statement(
    _ALL.where(
        requests.c.number
        == select(requests.c.number)
        .where(requests.c.applicant == bindparam("applicant"))
        .order_by(requests.c.asked_at.desc(), requests.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
)
_THIS = requests.alias("this")
_EARLIER = Statement(
    _ALL.where(
        requests.c.mailbox == select(_THIS.c.mailbox).where(_THIS.c.id == bindparam("id")).scalar_subquery(),
        requests.c.proven_at.is_not(None),
        requests.c.id != bindparam("id"),
    )
)
_UNVERIFIED = Statement(
    select(requests.c.id)
    .where(text(UNVERIFIED), requests.c.asked_at < bindparam("before"))
    .order_by(requests.c.asked_at, requests.c.number)
    .limit(bindparam("limit"))
)
_UNPROVEN = Statement(
    select(requests.c.id).where(text(UNVERIFIED), requests.c.mailbox == bindparam("mailbox"))
)
_COLUMNS = {column.key for column in requests.c if column.key != "number"}
_ADD = Statement(insert(requests).inline(), _COLUMNS)
_OVER_THE_ONE_BEFORE = update(requests).where(
    requests.c.id == bindparam("this"), requests.c.revision == bindparam("revision_before")
)
_OF_TIME = (
    "reminds_at",
    "broken_at",
)  # `SqlDeadlines` changes them too, and the revision tells nothing of it
_MAY_STAY = ("mailbox", *_OF_TIME)
_SAVE_ALL_BUT = {
    frozenset(kept): Statement(_OVER_THE_ONE_BEFORE, _COLUMNS - {"id", *kept})
    for count in range(len(_MAY_STAY) + 1)
    for kept in combinations(_MAY_STAY, count)
}
EMPTIED = {  # of whom it was; where it stood stays
    requests.c.name: None,
    requests.c.address: None,
    requests.c.mailbox: None,
    requests.c.community_id: "",
    requests.c.community_typed: None,
    requests.c.revision: requests.c.revision + 1,
}
_FORGET = Statement(update(requests).where(requests.c.applicant == bindparam("this")).values(EMPTIED))
_DONE_BY = [
    Statement(update(requests).where(column == bindparam("one")).values({column: bindparam("other")}))
    for column in (requests.c.assigned_to, requests.c.decided_by, requests.c.first_by)
]
_DECIDABLE = Statement(
    _ALL.where(
        requests.c.id.in_(
            select(requests.c.id)
            .where(text(DECIDABLE))
            .order_by(requests.c.answer_by)
            .limit(bindparam("limit"))
            .scalar_subquery()
        )
    )
)
_HELD = Statement(
    _ALL.where(
        requests.c.id.in_(
            select(requests.c.id)
            .where(requests.c.held_until.is_not(None))
            .order_by(requests.c.held_until)
            .limit(bindparam("limit"))
            .scalar_subquery()
        )
    )
)


class SqlRequests:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring
        self._writings = SqlWritings(database, keyring)
        self._read: dict[str, JoinRequest] = {}

    def add(self, request: JoinRequest, mailbox: str) -> None:
        values = self._row(request) | {"id": request.id, "mailbox": self._of_mailbox(mailbox)}
        self._database.change(_ADD, values)
        self._writings.keep(request, replace(request, line="", question="", answer="", note="", former=""))
        self._read[request.id] = request

    def get(self, request_id: str) -> JoinRequest | None:
        return self._one(_GET, {"id": request_id})

    def save(self, request: JoinRequest, mailbox: str | None = None) -> bool:
        read = self._read.get(request.id)
        kept = {name for name in _OF_TIME if read and getattr(read, name) == getattr(request, name)}
        values = self._row(request) | {"this": request.id, "revision_before": request.revision - 1}
        if mailbox is None:
            kept.add("mailbox")
        else:
            values["mailbox"] = self._of_mailbox(mailbox)
        if self._database.change(_SAVE_ALL_BUT[frozenset(kept)], values) != 1:
            return False
        self._writings.keep(request, read)
        if request.decided_at or read is None or read.decided_at:
            self._writings.expire(request.id, request.decided_at)
        self._read[request.id] = request
        return True

    def open_of(self, applicant: str) -> JoinRequest | None:
        return self._one(_OPEN_OF, {"applicant": applicant})

    def of(self, applicant: str) -> Sequence[JoinRequest]:
        return self._several(_OF, {"applicant": applicant})

    def latest_of(self, applicant: str) -> JoinRequest | None:
        return self._one(_LATEST_OF, {"applicant": applicant})

    def earlier(self, request: JoinRequest) -> Sequence[JoinRequest]:
        return self._several(_EARLIER, {"id": request.id})

    def forget(self, applicant: str) -> None:
        self._writings.forget(applicant)
        self._database.change(_FORGET, {"this": applicant})

    def hand_over(self, one: str, other: str) -> None:
        for column in _DONE_BY:
            self._database.change(column, {"one": one, "other": other})

    def unproven(self, mailbox: str) -> Sequence[str]:
        found = self._database.rows(_UNPROVEN, {"mailbox": self._of_mailbox(mailbox)})
        return [row.id for row in found]

    def unverified_since(self, before: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_UNVERIFIED, {"before": before, "limit": limit})]

    # ---- the desk

    def decidable(self, limit: int) -> Sequence[JoinRequest]:
        found = self._several(_DECIDABLE, {"limit": limit})
        return sorted(found, key=lambda request: (request.answer_by or request.asked_at, request.id))

    def held(self, limit: int) -> Sequence[JoinRequest]:
        found = self._several(_HELD, {"limit": limit})
        return sorted(found, key=lambda request: (request.held_until or request.asked_at, request.id))

    # ---- rows and values

    def _one(self, statement: Statement, values: Values) -> JoinRequest | None:
        return next(iter(self._several(statement, values)), None)

    def _several(self, statement: Statement, values: Values) -> Sequence[JoinRequest]:
        rows = self._database.rows(statement, values)
        return tuple(self._request(list(own)) for _, own in groupby(rows, key=lambda row: row.number))

    def _row(self, request: JoinRequest) -> dict[str, Any]:
        return {
            "applicant": request.applicant,
            "state": request.state.value,
            "revision": request.revision,
            "name": self._seal(request, "name"),
            "address": self._seal(request, "address"),
            "community_id": request.community_id,
            "community_typed": self._seal(request, "community_typed"),
            "work_role": request.work_role.value,
            "insisted": request.insisted,
            "evidence": request.evidence,
            "reasons": " ".join(request.reasons),
            "asked_at": request.asked_at,
            "proven_at": request.proven_at,
            "attestation": request.attestation,
            "answer_by": request.answer_by,
            "paused_at": request.paused_at,
            "assigned_to": request.assigned_to,
            "decided_by": request.decided_by,
            "decided_at": request.decided_at,
            "reason": request.reason,
            "silent": request.silent,
            "purpose": request.purpose.value,
            "reminds_at": request.reminds_at,
            "broken_at": request.broken_at,
            "held_until": request.held_until,
            "first_by": request.first_by,
            "unsure": request.unsure,
        }

    def _request(self, rows: Sequence[Row]) -> JoinRequest:
        """From its row, once for each kind of words."""
        row = rows[0]
        self._keyring.learn(row.applicant, row.key_id)
        words = {each.kind: self._unseal(row, each.kind, each.sealed) for each in rows if each.kind}
        request = JoinRequest(
            id=row.id,
            applicant=row.applicant,
            state=State(row.state),
            revision=row.revision,
            name=self._unseal(row, "name", row.name),
            address=self._unseal(row, "address", row.address),
            community_id=row.community_id,
            community_typed=self._unseal(row, "community_typed", row.community_typed),
            work_role=WorkRole(row.work_role),
            line=words.get("line", ""),
            asked_at=row.asked_at,
            insisted=row.insisted,
            evidence=row.evidence,
            reasons=tuple(row.reasons.split()),
            proven_at=row.proven_at,
            attestation=row.attestation,
            answer_by=row.answer_by,
            paused_at=row.paused_at,
            question=words.get("question", ""),
            answer=words.get("answer", ""),
            assigned_to=row.assigned_to,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            reason=row.reason,
            note=words.get("note", ""),
            silent=row.silent,
            purpose=Purpose(row.purpose),
            reminds_at=row.reminds_at,
            broken_at=row.broken_at,
            held_until=row.held_until,
            first_by=row.first_by,
            unsure=row.unsure,
            former=words.get("former", ""),
        )
        self._read[request.id] = request
        return request

    def _seal(self, request: JoinRequest, field: str) -> bytes | None:
        words: str = getattr(request, field)
        return self._keyring.seal(request.applicant, f"requests.{field}", request.id, words)

    def _unseal(self, row: Row, field: str, sealed: bytes | None) -> str:
        return self._keyring.unseal(row.applicant, f"requests.{field}", row.id, sealed)

    def _of_mailbox(self, mailbox: str) -> bytes:
        return self._keyring.fingerprint("mailbox", mailbox)
