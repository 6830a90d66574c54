"""Who may vote, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    String,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from bot.polls.records import Parted, Voter
from storage.poll_tables import HAS_PARTED, poll_roll
from storage.statements import Database, Statement
from storage.tables import INSIDE, accounts, profiles

_MEMBERS = (text(INSIDE), profiles.c.standing == "member")
_ELECTORATE = Statement(
    select(
        func.count().label("members"),
        func.count(func.distinct(case((profiles.c.community_id != "", profiles.c.community_id)))).label(
            "communities"
        ),
    )
    .select_from(profiles)
    .where(*_MEMBERS)
)
_ENROL = Statement(
    insert(poll_roll).from_select(
        ["poll_id", "member", "community", "parted", "heir"],
        select(
            cast(bindparam("poll_id", type_=String), String),
            profiles.c.id,
            profiles.c.community_id,
            false(),
            literal(""),
        ).where(*_MEMBERS),
    )
)
_OF_POLL = poll_roll.c.poll_id == bindparam("poll_id")
_THIS = (_OF_POLL, poll_roll.c.member == bindparam("member"))
_COMMUNITY = Statement(select(poll_roll.c.community).where(*_THIS, text("NOT parted")))
_PAGE = (
    select(poll_roll.c.member)
    .where(_OF_POLL, poll_roll.c.member > bindparam("after"))
    .order_by(poll_roll.c.member)
    .limit(bindparam("limit"))
)
_VOTERS = Statement(_PAGE.add_columns(profiles.c.zone).join(profiles, profiles.c.id == poll_roll.c.member))
_WITHOUT_ACCOUNT = Statement(
    _PAGE.where(~select(accounts.c.number).where(accounts.c.profile_id == poll_roll.c.member).exists())
)
_PART = Statement(
    update(poll_roll)
    .where(poll_roll.c.member == bindparam("whose"), text("NOT parted"))
    .values(parted=True, heir=bindparam("heir"))
)
_PASS_ON = Statement(
    update(poll_roll)
    .where(text(HAS_PARTED), poll_roll.c.heir == bindparam("whose"))
    .values(heir=bindparam("next_heir"))
)
_PARTED = Statement(
    select(poll_roll.c.poll_id, poll_roll.c.member, poll_roll.c.heir)
    .where(text(HAS_PARTED))
    .order_by(poll_roll.c.poll_id, poll_roll.c.member)
    .limit(bindparam("limit"))
)
_AWAITS = Statement(select(poll_roll.c.member).where(_OF_POLL, text(HAS_PARTED)).limit(1))
_GET = Statement(select(poll_roll).where(*_THIS))
_STRIKE = Statement(delete(poll_roll).where(*_THIS))
_ADD = Statement(insert(poll_roll), [column.key for column in poll_roll.c])
_CLEAR = Statement(delete(poll_roll).where(_OF_POLL))


class SqlRolls:
    def __init__(self, database: Database) -> None:
        self._database = database

    def electorate(self) -> tuple[int, int]:
        row = self._database.row(_ELECTORATE, {})
        return row.members, row.communities

    def enrol(self, poll_id: str) -> int:
        return self._database.change(_ENROL, {"poll_id": poll_id})

    def community(self, poll_id: str, member: str) -> str | None:
        found: str | None = self._database.value(_COMMUNITY, {"poll_id": poll_id, "member": member})
        return found

    def voters(self, poll_id: str, after: str, limit: int) -> Sequence[Voter]:
        values = {"poll_id": poll_id, "after": after, "limit": limit}
        return [Voter(*row) for row in self._database.rows(_VOTERS, values)]

    def without_account(self, poll_id: str, after: str, limit: int) -> Sequence[str]:
        values = {"poll_id": poll_id, "after": after, "limit": limit}
        return [row.member for row in self._database.rows(_WITHOUT_ACCOUNT, values)]

    def part(self, member: str, heir: str = "") -> None:
        self._database.change(_PART, {"whose": member, "heir": heir})
        self._database.change(_PASS_ON, {"whose": member, "next_heir": heir})

    def parted(self, limit: int) -> Sequence[Parted]:
        return [Parted(*row) for row in self._database.rows(_PARTED, {"limit": limit})]

    def awaits(self, poll_id: str) -> bool:
        return self._database.row(_AWAITS, {"poll_id": poll_id}) is not None

    def strike(self, gone: Parted) -> None:
        this = {"poll_id": gone.poll, "member": gone.member}
        row = self._database.row(_GET, this)
        heirs = {"poll_id": gone.poll, "member": gone.heir}
        if row and gone.heir and self._database.row(_GET, heirs) is None:
            inherited = heirs | {"community": row.community, "parted": False, "heir": ""}
            self._database.change(_ADD, inherited)
        self._database.change(_STRIKE, this)

    def clear(self, poll_id: str) -> None:
        self._database.change(_CLEAR, {"poll_id": poll_id})
