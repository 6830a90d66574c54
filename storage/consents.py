"""What people agreed to, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select

from bot.members.consents import Consent, Way
from storage.keyring import Keyring
from storage.rights_tables import consents
from storage.statements import Database, Statement

_OF = consents.c.member == bindparam("member")
_COLUMNS = [column.key for column in consents.c if column.key != "number"]
_SAID = [column for column in consents.c if column.key in _COLUMNS and column.key != "member"]
_NOTE = Statement(insert(consents).inline(), _COLUMNS)
_THEIRS = Statement(select(consents).where(_OF).order_by(consents.c.number))
_HAND_OVER = Statement(
    insert(consents).from_select(
        ["member", *(column.key for column in _SAID)],
        select(bindparam("other", type_=consents.c.member.type), *_SAID)
        .where(consents.c.member == bindparam("one"))
        .order_by(consents.c.number),
    )
)
FORGET = Statement(delete(consents).where(_OF))


class SqlConsents:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def note(self, consent: Consent) -> None:
        self._keyring.hold(consent.member)
        self._database.change(_NOTE, {name: getattr(consent, name) for name in _COLUMNS})

    def of(self, member: str) -> Sequence[Consent]:
        rows = self._database.rows(_THEIRS, {"member": member})
        return tuple(
            Consent(row.member, row.at, row.agreed, Way(row.way), row.platform, row.version, row.language)
            for row in rows
        )

    def hand_over(self, one: str, other: str) -> None:
        self._database.change(_HAND_OVER, {"one": one, "other": other})
