"""The registry of communities as rows: what was imported and learned, each with the number of its change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.communities.model import Community
from bot.communities.registry import Changes, Listed
from storage.statements import Database, Row, Statement
from storage.witness_tables import communities, counters, listings

NAME = "registry"
LOCK = 7_370_642_255  # of PostgreSQL's advisory lock

_VERSION = Statement(select(counters.c.count).where(counters.c.name == bindparam("name")))
# Whoever counts holds the row until the end: numbers become visible in their order.
_COUNT = Statement(
    insert(counters)
    .values(name=bindparam("name"), count=1)
    .on_conflict_do_update(index_elements=[counters.c.name], set_={"count": counters.c.count + 1})
    .returning(counters.c.count)
)
_HOLD = Statement(select(func.pg_advisory_xact_lock(bindparam("lock", type_=BigInteger)).label("lock")))
_COMMUNITIES_SINCE = Statement(
    select(communities).where(communities.c.changed > bindparam("version")).order_by(communities.c.changed)
)
_LISTED_SINCE = Statement(
    select(listings).where(listings.c.changed > bindparam("version")).order_by(listings.c.changed)
)
_OF_DOMAIN = Statement(select(listings).where(listings.c.domain == bindparam("domain")))
_LISTED = Statement(select(listings).where(listings.c.key == bindparam("key")))
_OF = Statement(
    select(listings).where(listings.c.community_id == bindparam("community_id")).order_by(listings.c.domain)
)
_SAID_BY = Statement(
    select(listings).where(
        or_(listings.c.confirmed_by == bindparam("one"), listings.c.revoked_by == bindparam("one"))
    )
)
_NEW_COMMUNITY = insert(communities)
_SAVE_COMMUNITY = Statement(
    _NEW_COMMUNITY.on_conflict_do_update(
        index_elements=[communities.c.id],
        set_={column.name: _NEW_COMMUNITY.excluded[column.name] for column in communities.c[1:]},
    )
)
_NEW_LISTED = insert(listings)
_SAVE_LISTED = Statement(
    _NEW_LISTED.on_conflict_do_update(
        index_elements=[listings.c.key],
        set_={column.name: _NEW_LISTED.excluded[column.name] for column in listings.c[1:]},
    )
)


class SqlRegistry:
    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self) -> int:
        number: int | None = self._database.value(_VERSION, {"name": NAME})
        return number or 0

    def since(self, version: int) -> Changes:
        now, after = self.version(), {"version": version}
        return Changes(
            now,
            [_community(row) for row in self._database.rows(_COMMUNITIES_SINCE, after)],
            [_listed(row) for row in self._database.rows(_LISTED_SINCE, after)],
        )

    def learned(self, domains: Collection[str]) -> Sequence[Listed]:
        return [
            _listed(row) for domain in domains for row in self._database.rows(_OF_DOMAIN, {"domain": domain})
        ]

    def listed(self, key: str) -> Listed | None:
        row = self._database.row(_LISTED, {"key": key})
        return _listed(row) if row else None

    def of(self, community_id: str) -> Sequence[Listed]:
        return [_listed(row) for row in self._database.rows(_OF, {"community_id": community_id})]

    def hand_over(self, one: str, other: str) -> None:
        self.hold()
        said = [_listed(row) for row in self._database.rows(_SAID_BY, {"one": one})]
        if said:
            self.save((), [_by_the_same(each, one, other) for each in said])

    def hold(self) -> None:
        if self._database.dialect.name == "postgresql":  # on SQLite there is one writer anyway
            self._database.row(_HOLD, {"lock": LOCK})

    def save(self, communities: Sequence[Community], listed: Sequence[Listed]) -> int:
        number: int = self._database.value(_COUNT, {"name": NAME})
        changed = {"changed": number}
        self._database.change_each(_SAVE_COMMUNITY, [_of_community(each) | changed for each in communities])
        self._database.change_each(_SAVE_LISTED, [_of_listed(each) | changed for each in listed])
        return number


def _by_the_same(listed: Listed, one: str, other: str) -> Listed:
    same = {one: other}
    return replace(
        listed,
        confirmed_by=same.get(listed.confirmed_by, listed.confirmed_by),
        revoked_by=same.get(listed.revoked_by, listed.revoked_by),
    )


def _of_community(community: Community) -> dict[str, object]:
    return {
        "id": community.id,
        "name": community.name,
        "name_fr": community.name_fr,
        "aliases": ";".join(community.aliases),
        "kind": community.kind,
        "type_code": community.type_code,
        "province": community.province,
        "parent_id": community.parent_id,
        "mail_class": community.mail_class,
        "note": community.note,
        "withdrawn": community.withdrawn,
    }


def _community(row: Row) -> Community:
    return Community(
        id=row.id,
        name=row.name,
        name_fr=row.name_fr,
        kind=row.kind,
        province=row.province,
        type_code=row.type_code,
        parent_id=row.parent_id,
        mail_class=row.mail_class,
        aliases=tuple(filter(None, row.aliases.split(";"))),
        note=row.note,
        withdrawn=row.withdrawn,
    )


def _of_listed(listed: Listed) -> dict[str, object]:
    return {
        "key": listed.key,
        "community_id": listed.community_id,
        "domain": listed.domain,
        "source": listed.source,
        "sourced": listed.sourced,
        "as_of": listed.as_of,
        "confirmed_by": listed.confirmed_by,
        "confirmed_at": listed.confirmed_at,
        "revoked_by": listed.revoked_by,
        "revoked_at": listed.revoked_at,
    }


def _listed(row: Row) -> Listed:
    return Listed(
        row.community_id,
        row.domain,
        row.source,
        row.sourced,
        row.as_of,
        row.confirmed_by,
        row.confirmed_at,
        row.revoked_by,
        row.revoked_at,
    )
