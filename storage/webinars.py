"""Guests of public webinars, as rows."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import and_, bindparam, case, delete, func, insert, select, update

from bot.chat import Reader
from bot.webinars.model import Following, Guest
from storage.keyring import Keyring
from storage.statements import Database, Row, Statement
from storage.types import Moment
from storage.webinar_tables import webinar_guests as guests

PLACE = "webinar_guests.address"
ID_LENGTH = 26
KEY_BYTES = 16  # of the secret in an address

_AS_THEY_ARE = (
    "id", "webinar_id", "asked_at", "confirmed_at", "expires_at", "news", "sequence", "told_by", "told_as",
)  # fmt: skip
_COLUMNS = [column.key for column in guests.c]
_THIS = guests.c.id == bindparam("this")
_OF = guests.c.webinar_id == bindparam("of")
_HERE = guests.c.withdrawn_at.is_(None)
_CONFIRMED = guests.c.confirmed_at.is_not(None)
_REGISTERED = and_(_CONFIRMED, _HERE)
_FOLLOWING = select(guests.c.id, guests.c.zone, guests.c.confirmed_at).where(_OF, _REGISTERED)
_ADD = Statement(insert(guests), _COLUMNS)
_GET = Statement(select(guests).where(_THIS, _HERE))
_LEAVING = Statement(select(guests).where(_THIS, guests.c.withdrawn_at.is_not(None)))
_OF_MAILBOX = Statement(select(guests).where(guests.c.mailbox == bindparam("mailbox")))
_ASK = Statement(
    update(guests)
    .where(_THIS, guests.c.asked_at <= bindparam("before", type_=Moment))
    .where(guests.c.letters < bindparam("most"))
    .values({
        "asked_at": bindparam("now", type_=Moment),
        "letters": guests.c.letters + 1,
        "expires_at": case((_CONFIRMED, guests.c.expires_at), else_=bindparam("expires", type_=Moment)),
        "language": case((_CONFIRMED, guests.c.language), else_=bindparam("spoken")),
        "zone": case((_CONFIRMED, guests.c.zone), else_=bindparam("clock")),
    })
)  # fmt: skip
_CONFIRM = Statement(
    update(guests).where(_THIS, _HERE, guests.c.confirmed_at.is_(None)).values(letters=0),
    ["confirmed_at", "expires_at"],
)
_LEAVE = Statement(update(guests).where(_THIS, _HERE), ["withdrawn_at", "expires_at", "mailbox"])
_KEY = Statement(select(guests.c.key_id).where(_THIS, _HERE))
_EMPTY = Statement(
    update(guests).where(_THIS, _HERE).values(key_id="", address=None, language="en", zone="UTC"),
    ["expires_at"],
)
_TELL = Statement(update(guests).where(_THIS), ["news", "sequence", "told_by", "told_as"])
_FORGET = Statement(delete(guests).where(_THIS).returning(guests.c.key_id))
_COUNT = Statement(select(func.count().label("n")).select_from(guests).where(_OF, _REGISTERED))
_TO_TELL = Statement(
    _FOLLOWING.where(guests.c.written < bindparam("news"))
    .order_by(guests.c.written)
    .limit(bindparam("limit"))
)
_TELLING = Statement(
    update(guests).where(_THIS, guests.c.written < bindparam("news")), ["written", "expires_at"]
)
_STARTS = bindparam("starts", type_=Moment)
_TO_REMIND = Statement(
    _FOLLOWING.where(guests.c.reminded.is_(None) | (guests.c.reminded != _STARTS)).limit(bindparam("limit"))
)
_REMINDING = Statement(update(guests).where(_THIS), ["reminded"])
_TO_SHOW = Statement(_FOLLOWING.where(~guests.c.shown).limit(bindparam("limit")))
_SHOWING = Statement(update(guests).where(_THIS).values(shown=True))


class SqlGuests:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, guest: Guest, mailbox: str) -> None:
        key_id = self._keyring.make(guest.id)
        row = {name: getattr(guest, name) for name in _AS_THEY_ARE}
        row |= {"language": guest.reader.language, "zone": guest.reader.zone, "key_id": key_id}
        row |= {"written": 0, "reminded": None, "shown": False}
        row |= {"letters": guest.letters, "withdrawn_at": None}
        row["mailbox"] = self._fingerprint(guest.webinar_id, mailbox)
        row["address"] = self._keyring.seal(guest.id, PLACE, guest.id, guest.address)
        self._database.change(_ADD, row)

    def get(self, guest_id: str) -> Guest | None:
        row = self._database.row(_GET, {"this": guest_id})
        return self._guest(row) if row else None

    def of_mailbox(self, webinar_id: str, mailbox: str) -> Guest | None:
        row = self._database.row(_OF_MAILBOX, {"mailbox": self._fingerprint(webinar_id, mailbox)})
        return self._guest(row) if row else None

    def ask(self, guest: Guest, before: datetime, most: int) -> bool:
        values = {"this": guest.id, "before": before, "most": most}
        values |= {"now": guest.asked_at, "expires": guest.expires_at}
        spoken = {"spoken": guest.reader.language, "clock": guest.reader.zone}
        return self._database.change(_ASK, values | spoken) == 1

    def confirm(self, guest: Guest) -> bool:
        values = {"this": guest.id, "confirmed_at": guest.confirmed_at, "expires_at": guest.expires_at}
        return self._database.change(_CONFIRM, values) == 1

    def leave(self, guest_id: str, now: datetime, expires: datetime) -> bool:
        nobodys = self._fingerprint(guest_id, "")
        values = {"this": guest_id, "withdrawn_at": now, "expires_at": expires, "mailbox": nobodys}
        return self._database.change(_LEAVE, values) == 1

    def leaving(self, guest_id: str) -> Guest | None:
        row = self._database.row(_LEAVING, {"this": guest_id})
        return self._guest(row) if row else None

    def empty(self, guest_id: str, expires: datetime) -> bool:
        key_id = self._database.value(_KEY, {"this": guest_id})
        if key_id is None:
            return False
        self._doom(guest_id, key_id)
        return self._database.change(_EMPTY, {"this": guest_id, "expires_at": expires}) == 1

    def tell(self, guest: Guest) -> None:
        told = {name: getattr(guest, name) for name in ("news", "sequence", "told_by", "told_as")}
        self._database.change(_TELL, told | {"this": guest.id})

    def forget(self, guest_id: str) -> bool:
        key_id = self._database.value(_FORGET, {"this": guest_id})
        if key_id is None:
            return False
        self._doom(guest_id, key_id)
        return True

    def _doom(self, guest_id: str, key_id: str) -> None:
        """Of whoever was emptied before, there is none any more."""
        if key_id:
            self._keyring.doom(guest_id, key_id)

    def count(self, webinar_id: str) -> int:
        return int(self._database.value(_COUNT, {"of": webinar_id}))

    # ---- followed up

    def to_tell(self, webinar_id: str, news: int, limit: int) -> Sequence[Following]:
        return self._following(_TO_TELL, {"of": webinar_id, "news": news, "limit": limit})

    def telling(self, guests: Sequence[str], news: int, expires: datetime) -> None:
        told = {"news": news, "written": news, "expires_at": expires}
        self._database.change_each(_TELLING, [told | {"this": each} for each in guests])

    def to_remind(self, webinar_id: str, starts: datetime, limit: int) -> Sequence[Following]:
        return self._following(_TO_REMIND, {"of": webinar_id, "starts": starts, "limit": limit})

    def reminding(self, guests: Sequence[str], starts: datetime) -> None:
        self._database.change_each(_REMINDING, [{"this": each, "reminded": starts} for each in guests])

    def to_show(self, webinar_id: str, limit: int) -> Sequence[Following]:
        return self._following(_TO_SHOW, {"of": webinar_id, "limit": limit})

    def showing(self, guests: Sequence[str]) -> None:
        self._database.change_each(_SHOWING, [{"this": each} for each in guests])

    def _following(self, statement: Statement, values: dict[str, object]) -> Sequence[Following]:
        return [Following(*row) for row in self._database.rows(statement, values)]

    # ---- pages

    def token(self, guest_id: str) -> str:
        secret = self._keyring.fingerprint("webinar-page", guest_id)[:KEY_BYTES]
        return guest_id + base64.b32encode(secret).decode().rstrip("=").lower()

    def at_page(self, token: str) -> Guest | None:
        guest_id = token[:ID_LENGTH]
        if not token.isascii() or not hmac.compare_digest(token, self.token(guest_id)):
            return None
        return self.get(guest_id)

    # ---- rows and values

    def _fingerprint(self, webinar_id: str, mailbox: str) -> bytes:
        return self._keyring.fingerprint("webinar-guest", webinar_id, mailbox)

    def _guest(self, row: Row) -> Guest:
        self._keyring.learn(row.id, row.key_id)
        guest = Guest(
            row.id,
            row.webinar_id,
            self._keyring.unseal(row.id, PLACE, row.id, row.address),
            Reader(row.language, row.zone),
            row.asked_at,
            row.expires_at,
        )
        return replace(
            guest,
            confirmed_at=row.confirmed_at,
            news=row.news,
            sequence=row.sequence,
            told_by=row.told_by,
            told_as=row.told_as,
            letters=row.letters,
        )
