"""Codes that prove a mailbox, their attempts and their sendings, as rows."""

from __future__ import annotations

import hmac
from datetime import datetime

from sqlalchemy import BigInteger, Integer, bindparam, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from bot.joining.ports import Checked
from bot.outbox import APART
from storage.keyring import Keyring
from storage.proof_tables import proof_attempts, proof_codes, proof_sends
from storage.statements import Database, Statement
from storage.tables import UNVERIFIED, requests

_TIMES = func.coalesce(func.sum(proof_sends.c.times), 0)
_SINCE = select(_TIMES).where(proof_sends.c.asked_at >= bindparam("since"))
_BY_APPLICANT = _SINCE.where(proof_sends.c.applicant == bindparam("applicant")).scalar_subquery()
_TO_MAILBOX = _SINCE.where(proof_sends.c.mailbox == bindparam("mailbox")).scalar_subquery()
_SENDS = Statement(select(_BY_APPLICANT.label("by_applicant"), _TO_MAILBOX.label("to_mailbox")))
_HOLD = Statement(
    select(
        func.pg_advisory_xact_lock(bindparam("first", type_=BigInteger)).label("first"),
        func.pg_advisory_xact_lock(bindparam("second", type_=BigInteger)).label("second"),
    )
)
_SEND = Statement(
    upsert(proof_sends).on_conflict_do_update(
        index_elements=[proof_sends.c.applicant, proof_sends.c.mailbox, proof_sends.c.asked_at],
        set_={"times": proof_sends.c.times + 1},
    )
)

_BEGIN_ANEW = Statement(delete(proof_attempts).where(proof_attempts.c.request_id == bindparam("request")))
_ATTEMPT = Statement(
    upsert(proof_attempts).on_conflict_do_update(
        index_elements=[proof_attempts.c.request_id],
        set_={"made": proof_attempts.c.made + 1},
        where=proof_attempts.c.made < bindparam("attempts", type_=Integer),
    ),
    ["request_id", "made", "begun_at"],
)
_THIS = proof_attempts.c.request_id == bindparam("request")
_LOSS = upsert(proof_attempts)
_LOSE = Statement(
    _LOSS.on_conflict_do_update(
        index_elements=[proof_attempts.c.request_id], set_={"lost_at": _LOSS.excluded.lost_at}
    )
)
_IS_LOST = Statement(select(proof_attempts.c.lost_at).where(_THIS))
_FIND = Statement(
    update(proof_attempts).where(_THIS, proof_attempts.c.lost_at.is_not(None)).values(lost_at=None)
)

_NEW_CODE = upsert(proof_codes)
_KEEP = Statement(
    _NEW_CODE.on_conflict_do_update(
        index_elements=[proof_codes.c.request_id, proof_codes.c.digest],
        set_={"expires_at": _NEW_CODE.excluded.expires_at},
    )
)
_CODES = Statement(
    select(proof_codes.c.digest, proof_codes.c.expires_at).where(
        proof_codes.c.request_id == bindparam("request")
    )
)
_DESTROY = Statement(delete(proof_codes).where(proof_codes.c.request_id == bindparam("request")))

_PRUNE_CODES = Statement(delete(proof_codes).where(proof_codes.c.expires_at < bindparam("before")))
_PRUNE_SENDS = Statement(delete(proof_sends).where(proof_sends.c.asked_at < bindparam("before")))
_SET_RIGHT = Statement(delete(proof_sends).where(proof_sends.c.asked_at > bindparam("ahead")))
_PRUNE_ATTEMPTS = Statement(
    delete(proof_attempts).where(
        proof_attempts.c.begun_at < bindparam("before"),
        ~exists().where(proof_codes.c.request_id == proof_attempts.c.request_id),
        or_(
            proof_attempts.c.lost_at.is_(None),
            ~exists().where(text(UNVERIFIED), requests.c.id == proof_attempts.c.request_id),
        ),
    )
)


class SqlProofs:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def sends(self, applicant: str, mailbox: str, since: datetime) -> tuple[int, int]:
        fingerprint = self._of_mailbox(mailbox)
        self._hold(applicant, fingerprint)
        values = {"applicant": applicant, "mailbox": fingerprint, "since": since}
        count = self._database.row(_SENDS, values)
        return count.by_applicant, count.to_mailbox

    def record_send(self, request_id: str, applicant: str, mailbox: str, now: datetime) -> None:
        send = {"applicant": applicant, "mailbox": self._of_mailbox(mailbox), "asked_at": now, "times": 1}
        self._database.change(_SEND, send)
        self._database.change(_BEGIN_ANEW, {"request": request_id})

    def lose(self, request_id: str, now: datetime) -> None:
        lost = {"request_id": request_id, "made": 0, "begun_at": now, "lost_at": now}
        self._database.change(_LOSE, lost)

    def is_lost(self, request_id: str) -> bool:
        return self._database.value(_IS_LOST, {"request": request_id}) is not None

    def keep(self, request_id: str, code: str, expires: datetime) -> None:
        self._database.change(_FIND, {"request": request_id})
        values = {"request_id": request_id, "digest": self._digest(request_id, code), "expires_at": expires}
        self._database.change(_KEEP, values)

    def check(self, request_id: str, code: str, now: datetime, attempts: int) -> Checked:
        attempt = {"request_id": request_id, "made": 1, "begun_at": now, "attempts": attempts}
        if self._database.change(_ATTEMPT, attempt) != 1:
            return Checked.SPENT
        checked = self._compare(request_id, self._digest(request_id, code), now)
        if checked is Checked.RIGHT:
            self.destroy(request_id)
        return checked

    def _compare(self, request_id: str, digest: bytes, now: datetime) -> Checked:
        codes = self._database.rows(_CODES, {"request": request_id})
        same = [row.expires_at for row in codes if hmac.compare_digest(row.digest, digest)]
        if any(expires > now for expires in same):
            return Checked.RIGHT
        return Checked.EXPIRED if same or not codes else Checked.WRONG

    def destroy(self, request_id: str) -> None:
        self._database.change(_DESTROY, {"request": request_id})

    def prune(self, before: datetime) -> int:
        pruned = (self._database.change(each, {"before": before}) for each in (_PRUNE_CODES, _PRUNE_SENDS))
        count = sum(pruned)
        self._database.change(_PRUNE_ATTEMPTS, {"before": before})
        return count

    def set_right(self, now: datetime) -> None:
        self._database.change(_SET_RIGHT, {"ahead": now + APART})

    def _hold(self, applicant: str, mailbox: bytes) -> None:
        """Counting and then recording is one step: whoever asks for the same person or mailbox waits until
        this transaction has ended. Always in the same order, so that two cannot wait for each other."""
        if self._database.dialect.name == "postgresql":
            locks = (self._keyring.fingerprint("applicant", applicant), mailbox)
            first, second = sorted(int.from_bytes(lock[:8], signed=True) for lock in locks)
            self._database.row(_HOLD, {"first": first, "second": second})

    def _of_mailbox(self, mailbox: str) -> bytes:
        return self._keyring.fingerprint("mailbox", mailbox)

    def _digest(self, request_id: str, code: str) -> bytes:
        return self._keyring.fingerprint("code", request_id, code)
