"""Profiles and accounts as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, text, update

from bot.chat import Identity, Reader
from bot.members.model import Account, Admission, Profile, Standing
from storage import forgetting
from storage.errors import Conflict
from storage.keyring import Keyring
from storage.statements import Database, Row, Statement, Values
from storage.tables import INSIDE, accounts, profiles
from storage.types import Moment

NOTED_EVERY = timedelta(days=1)  # a coordinator decides often: not each time is written down
ID_LENGTH = 26

_GET = Statement(select(profiles).where(profiles.c.id == bindparam("id")))
_OF = Statement(
    select(profiles)
    .join(accounts, accounts.c.profile_id == profiles.c.id)
    .where(accounts.c.fingerprint == bindparam("fingerprint"))
)
_OF_MAILBOX = Statement(select(profiles).where(profiles.c.mailbox == bindparam("mailbox")))
_INSIDE = Statement(
    select(profiles)
    .where(text(INSIDE), profiles.c.id > bindparam("after"))
    .order_by(profiles.c.id)
    .limit(bindparam("limit"))
)
_OF_COMMUNITY = Statement(
    select(profiles)
    .where(
        text(INSIDE), profiles.c.community_id == bindparam("community_id"), profiles.c.id > bindparam("after")
    )
    .order_by(profiles.c.id)
    .limit(bindparam("limit"))
)
_REFERRED = Statement(
    select(profiles)
    .where(profiles.c.id >= bindparam("first"), profiles.c.id <= bindparam("last"))
    .order_by(profiles.c.id)
    .limit(2)
)
_COLUMNS = {column.key for column in profiles.c} - {"coordinated_at", "forgotten_at"}
_ADD = Statement(insert(profiles).inline(), _COLUMNS)
_SAVE = Statement(
    update(profiles).where(
        profiles.c.id == bindparam("this"), profiles.c.revision == bindparam("read_revision")
    ),
    _COLUMNS - {"id", "key_id", "doomed_key", "mailbox"},
)
_CLAIM = Statement(update(profiles).where(profiles.c.id == bindparam("this")), ["mailbox"])
_COORDINATED = Statement(
    update(profiles)
    .where(
        profiles.c.id == bindparam("this"),
        profiles.c.key_id != "",
        or_(
            profiles.c.coordinated_at.is_(None), profiles.c.coordinated_at < bindparam("lately", type_=Moment)
        ),
    )
    .values(coordinated_at=bindparam("now", type_=Moment))
)
_COORDINATORS = Statement(
    select(profiles)
    .where(profiles.c.coordinated_at >= bindparam("since", type_=Moment), text("coordinated_at IS NOT NULL"))
    .order_by(profiles.c.coordinated_at.desc())
    .limit(bindparam("limit"))
)
_ACCOUNT = Statement(select(accounts).where(accounts.c.id == bindparam("id")))
_ACCOUNTS = Statement(
    select(accounts).where(accounts.c.profile_id == bindparam("profile_id")).order_by(accounts.c.number)
)
_ACCOUNT_COLUMNS = {column.key for column in accounts.c if column.key != "number"}
_LINK = Statement(insert(accounts).inline(), _ACCOUNT_COLUMNS)
_SAVE_ACCOUNT = Statement(
    update(accounts).where(
        accounts.c.id == bindparam("this"), accounts.c.revision == bindparam("read_revision")
    ),
    _ACCOUNT_COLUMNS - {"id", "fingerprint"},
)


class SqlProfiles:
    """A profile or account that was changed by somebody else since it was read here is a conflict."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring
        self._revisions: dict[str, int] = {}

    # ---- profiles

    def add(self, profile: Profile) -> None:
        key_id = self._keyring.make(profile.id)
        own = {"id": profile.id, "key_id": key_id, "doomed_key": "", "mailbox": None, "revision": 0}
        self._database.change(_ADD, own | self._profile_row(profile))
        self._revisions[profile.id] = 0

    def get(self, profile_id: str) -> Profile | None:
        return self._one_profile(_GET, {"id": profile_id})

    def of(self, identity: Identity) -> Profile | None:
        return self._one_profile(_OF, {"fingerprint": self._of_identity(identity)})

    def of_mailbox(self, mailbox: str) -> Profile | None:
        return self._one_profile(_OF_MAILBOX, {"mailbox": self._keyring.fingerprint("mailbox", mailbox)})

    def inside(self, after: str, limit: int) -> Sequence[Profile]:
        return self._page(_INSIDE, {"after": after, "limit": limit})

    def of_community(self, community_id: str, after: str, limit: int) -> Sequence[Profile]:
        return self._page(_OF_COMMUNITY, {"community_id": community_id, "after": after, "limit": limit})

    def referred(self, reference: str) -> Sequence[Profile]:
        last = reference.ljust(ID_LENGTH, "z")
        rows = self._database.rows(_REFERRED, {"first": reference, "last": last})
        return tuple(map(self._read_profile, rows))

    def save(self, profile: Profile) -> None:
        if profile.id not in self._revisions:
            self.get(profile.id)
        self._overwrite(_SAVE, profile.id, self._profile_row(profile))

    def claim_mailbox(self, profile_id: str, mailbox: str) -> None:
        self._keyring.hold(profile_id)
        fingerprint = self._keyring.fingerprint("mailbox", mailbox)
        self._database.change(_CLAIM, {"this": profile_id, "mailbox": fingerprint})

    def forget(self, profile_id: str) -> None:
        forgotten = forgetting.forget(self._database, profile_id, self._keyring.now())
        if forgotten is None:
            return
        self._keyring.doom(profile_id, forgotten.doomed_key)
        self._revisions[profile_id] = forgotten.revision

    def coordinated(self, profile_id: str, now: datetime) -> None:
        values = {"this": profile_id, "now": now, "lately": now - NOTED_EVERY}
        self._database.change(_COORDINATED, values)

    def coordinators(self, since: datetime, limit: int) -> Sequence[Profile]:
        rows = self._database.rows(_COORDINATORS, {"since": since, "limit": limit})
        return tuple(map(self._read_profile, rows))

    # ---- accounts

    def link(self, account: Account) -> None:
        self._keyring.hold(account.profile_id)
        own = {"id": account.id, "fingerprint": self._of_identity(account.identity), "revision": 0}
        self._database.change(_LINK, own | self._account_row(account))
        self._revisions[account.id] = 0

    def save_account(self, account: Account) -> None:
        if account.id not in self._revisions:
            self.account(account.id)
        self._keyring.hold(account.profile_id)
        self._overwrite(_SAVE_ACCOUNT, account.id, self._account_row(account))

    def account(self, account_id: str) -> Account | None:
        row = self._database.row(_ACCOUNT, {"id": account_id})
        return self._read_account(row) if row else None

    def accounts(self, profile_id: str) -> Sequence[Account]:
        rows = self._database.rows(_ACCOUNTS, {"profile_id": profile_id})
        return tuple(self._read_account(row) for row in rows)

    # ---- rows and values

    def _overwrite(self, statement: Statement, row_id: str, values: dict[str, Any]) -> None:
        read = self._revisions.get(row_id, 0)
        matched = {"this": row_id, "read_revision": read, "revision": read + 1}
        if self._database.change(statement, values | matched) != 1:
            raise Conflict
        self._revisions[row_id] = read + 1

    def _one_profile(self, statement: Statement, values: Values) -> Profile | None:
        row = self._database.row(statement, values)
        return self._read_profile(row) if row else None

    def _page(self, statement: Statement, values: Values) -> Sequence[Profile]:
        rows = self._database.rows(statement, values)
        self._keyring.open([row.key_id for row in rows])
        return tuple(map(self._read_profile, rows))

    def _profile_row(self, profile: Profile) -> dict[str, Any]:
        known = bool(self._keyring.of(profile.id))
        reader = profile.reader if known else forgetting.NOBODY
        return {
            "standing": profile.standing.value,
            "name": self._seal(profile.id, "profiles.name", profile.name),
            "address": self._seal(profile.id, "profiles.address", profile.address),
            "language": reader.language,
            "zone": reader.zone,
            "known_at": profile.known_at,
            "community_id": profile.community_id if known else "",
            "community_typed": self._seal(profile.id, "profiles.community_typed", profile.community_typed),
            "mail_consent": profile.mail_consent if known else "",
            "consented_at": profile.consented_at if known else None,
            "joined_at": profile.joined_at,
            "left_at": profile.left_at,
            "reason": profile.reason,
            "verified_at": profile.verified_at if known else None,
            "asked_at": profile.asked_at if known else None,
            "asked_why": profile.asked_why if known else "",
            "reminded_at": profile.reminded_at if known else None,
            "reverify_at": profile.reverify_at if known else None,
            "mail_off": profile.mail_off and known,
            "receipt": profile.receipt if known else "",
        }

    def _read_profile(self, row: Row) -> Profile:
        self._keyring.learn(row.id, row.key_id)
        self._revisions[row.id] = row.revision
        return Profile(
            id=row.id,
            standing=Standing(row.standing),
            name=self._unseal(row.id, "profiles.name", row.name),
            address=self._unseal(row.id, "profiles.address", row.address),
            reader=Reader(row.language, row.zone),
            known_at=row.known_at,
            community_id=row.community_id,
            community_typed=self._unseal(row.id, "profiles.community_typed", row.community_typed),
            mail_consent=row.mail_consent,
            consented_at=row.consented_at,
            joined_at=row.joined_at,
            left_at=row.left_at,
            reason=row.reason,
            verified_at=row.verified_at,
            asked_at=row.asked_at,
            asked_why=row.asked_why,
            reminded_at=row.reminded_at,
            reverify_at=row.reverify_at,
            mail_off=row.mail_off,
            receipt=row.receipt,
        )

    def _account_row(self, account: Account) -> dict[str, Any]:
        written = _written(account.identity)
        return {
            "profile_id": account.profile_id,
            "identity": self._keyring.seal(account.profile_id, "accounts.identity", account.id, written),
            "admission": account.admission.value,
            "problem": account.problem,
            "directs_closed": account.directs_closed,
        }

    def _read_account(self, row: Row) -> Account:
        self._revisions[row.id] = row.revision
        written = self._keyring.unseal(row.profile_id, "accounts.identity", row.id, row.identity)
        identity = Identity(*json.loads(written)) if written else Identity("", "", "")
        admission = Admission(row.admission)
        return Account(row.id, row.profile_id, identity, admission, row.problem, row.directs_closed)

    def _seal(self, profile_id: str, place: str, words: str) -> bytes | None:
        return self._keyring.seal(profile_id, place, profile_id, words)

    def _unseal(self, profile_id: str, place: str, sealed: bytes | None) -> str:
        return self._keyring.unseal(profile_id, place, profile_id, sealed)

    def _of_identity(self, identity: Identity) -> bytes:
        return self._keyring.fingerprint("identity", identity.platform, identity.workspace, identity.user)


def _written(identity: Identity) -> str:
    return json.dumps([identity.platform, identity.workspace, identity.user], ensure_ascii=False)
