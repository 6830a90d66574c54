"""Join requests as rows, with the words that people handed over in a table of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert

from bot.joining.model import JoinRequest, State, WorkRole
from storage.keyring import Keyring
from storage.statements import Database, Row, Statement, Values
from storage.tables import OPEN, profiles, requests, writings

WORDS = ("line", "question", "answer", "note")
KEPT = timedelta(days=90)  # what people wrote, after their request is over

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
    .where(text("state = 'unverified'"), requests.c.asked_at < bindparam("before"))
    .order_by(requests.c.asked_at, requests.c.number)
    .limit(bindparam("limit"))
)
_COLUMNS = {column.key for column in requests.c if column.key != "number"}
_ADD = Statement(insert(requests).inline(), _COLUMNS)
_OVER_THE_ONE_BEFORE = update(requests).where(
    requests.c.id == bindparam("this"), requests.c.revision == bindparam("revision_before")
)
_SAVE = Statement(_OVER_THE_ONE_BEFORE, _COLUMNS - {"id", "mailbox"})
_SAVE_WITH_MAILBOX = Statement(_OVER_THE_ONE_BEFORE, _COLUMNS - {"id"})
_FORGET = Statement(
    update(requests)
    .where(requests.c.applicant == bindparam("this"))
    .values(
        name=None,
        address=None,
        mailbox=None,
        community_id="",
        community_typed=None,
        revision=requests.c.revision + 1,
    )
)
_NEW_WORDS = insert(writings)
_KEEP_WORDS = Statement(
    _NEW_WORDS.on_conflict_do_update(
        index_elements=[writings.c.request_id, writings.c.kind],
        set_={"sealed": _NEW_WORDS.excluded.sealed, "expires_at": _NEW_WORDS.excluded.expires_at},
    )
)
_DROP_WORDS = Statement(
    delete(writings).where(
        writings.c.request_id == bindparam("request"), writings.c.kind == bindparam("dropped")
    )
)
_EXPIRE_WORDS = Statement(
    update(writings)
    .where(writings.c.request_id == bindparam("request"))
    .values(expires_at=bindparam("until"))
)
_DONE_BY = [
    Statement(update(requests).where(column == bindparam("one")).values({column: bindparam("other")}))
    for column in (requests.c.assigned_to, requests.c.decided_by)
]
_FORGET_WORDS = Statement(
    delete(writings).where(
        writings.c.request_id.in_(select(requests.c.id).where(requests.c.applicant == bindparam("applicant")))
    )
)


class SqlRequests:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring
        self._read: dict[str, JoinRequest] = {}

    def add(self, request: JoinRequest, mailbox: str) -> None:
        values = self._row(request) | {"id": request.id, "mailbox": self._of_mailbox(mailbox)}
        self._database.change(_ADD, values)
        self._keep_words(request, [kind for kind in WORDS if getattr(request, kind)])
        self._read[request.id] = request

    def get(self, request_id: str) -> JoinRequest | None:
        return self._one(_GET, {"id": request_id})

    def save(self, request: JoinRequest, mailbox: str | None = None) -> bool:
        matched = {"this": request.id, "revision_before": request.revision - 1}
        values = self._row(request) | matched
        if mailbox is None:
            saved = self._database.change(_SAVE, values)
        else:
            values["mailbox"] = self._of_mailbox(mailbox)
            saved = self._database.change(_SAVE_WITH_MAILBOX, values)
        if saved != 1:
            return False
        self._keep_words(request, self._changed_words(request))
        if request.decided_at:
            until = request.decided_at + KEPT
            self._database.change(_EXPIRE_WORDS, {"request": request.id, "until": until})
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
        self._database.change(_FORGET_WORDS, {"applicant": applicant})
        self._database.change(_FORGET, {"this": applicant})

    def hand_over(self, one: str, other: str) -> None:
        for column in _DONE_BY:
            self._database.change(column, {"one": one, "other": other})

    def unverified_since(self, before: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_UNVERIFIED, {"before": before, "limit": limit})]

    # ---- words

    def _changed_words(self, request: JoinRequest) -> Iterable[str]:
        """Those that differ from what was read here; all when nothing was, or when they get another key."""
        read = self._read.get(request.id)
        if read is None or read.applicant != request.applicant:
            return WORDS
        return [kind for kind in WORDS if getattr(read, kind) != getattr(request, kind)]

    def _keep_words(self, request: JoinRequest, kinds: Iterable[str]) -> None:
        for kind in kinds:
            sealed = self._seal(request, kind)
            if sealed:
                values = {"request_id": request.id, "kind": kind, "sealed": sealed, "expires_at": None}
                self._database.change(_KEEP_WORDS, values)
            else:
                self._database.change(_DROP_WORDS, {"request": request.id, "dropped": kind})

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
