"""Members' calendar feeds, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.feed_tables import calendar_feeds
from storage.keyring import Keyring
from storage.statements import Database, Statement

_OF = calendar_feeds.c.member == bindparam("member")
_MADE = Statement(select(calendar_feeds.c.made_at).where(_OF))
_NEW = insert(calendar_feeds)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[calendar_feeds.c.member],
        set_={name: _NEW.excluded[name] for name in ("token", "made_at")},
    )
)
_OWNER = Statement(select(calendar_feeds.c.member).where(calendar_feeds.c.token == bindparam("token")))
_OTHERS = calendar_feeds.alias("others")
_HAND_OVER = Statement(
    update(calendar_feeds)
    .where(
        calendar_feeds.c.member == bindparam("one"),
        ~exists().where(_OTHERS.c.member == bindparam("other")),
    )
    .values(member=bindparam("other"))
)
FORGET = Statement(delete(calendar_feeds).where(_OF))


class SqlCalendarFeeds:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def made_at(self, member: str) -> datetime | None:
        found: datetime | None = self._database.value(_MADE, {"member": member})
        return found

    def keep(self, member: str, token: str, now: datetime) -> None:
        self._keyring.hold(member)
        self._database.change(_KEEP, {"member": member, "token": self._fingerprint(token), "made_at": now})

    def owner(self, token: str) -> str | None:
        found: str | None = self._database.value(_OWNER, {"token": self._fingerprint(token)})
        return found

    def revoke(self, member: str) -> bool:
        return self._database.change(FORGET, {"member": member}) == 1

    def hand_over(self, one: str, other: str) -> None:
        self._database.change(_HAND_OVER, {"one": one, "other": other})
        self._database.change(FORGET, {"member": one})

    def _fingerprint(self, token: str) -> bytes:
        return self._keyring.fingerprint("calendar-feed", token)
