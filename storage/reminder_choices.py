"""How members want to be reminded, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ColumnElement, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from bot.meetings.choices import BY_ITSELF, ReminderChoice, Wanting, Way
from bot.meetings.reminders import Step
from storage.meeting_tables import reminder_choices
from storage.statements import Database, Row, Statement, Values
from storage.tables import INSIDE, accounts, profiles

LAST = "z" * 27  # comes after every id

_GET = Statement(select(reminder_choices).where(reminder_choices.c.member == bindparam("member")))
_NEW = insert(reminder_choices)
_CHANGED = ("way", *Step)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[reminder_choices.c.member],
        set_={name: _NEW.excluded[name] for name in _CHANGED},
    ),
    ("member", *_CHANGED),
)
_MEMBERS = (text(INSIDE), profiles.c.standing == "member", profiles.c.id > bindparam("after"))
_WANTING = {
    step: Statement(
        select(profiles.c.id, profiles.c.zone, reminder_choices.c.way)
        .join(reminder_choices, reminder_choices.c.member == profiles.c.id)
        .where(*_MEMBERS, reminder_choices.c[step], reminder_choices.c.way != Way.NONE)
        .order_by(profiles.c.id)
        .limit(bindparam("limit"))
    )
    for step in Step
}


def _none(whose: Column[str]) -> ColumnElement[bool]:
    """There is no such row for the profile at hand. Looked up for each, as far as the page goes: of "not
    exists" PostgreSQL may make a join with all that there are."""
    return select(whose).where(whose == profiles.c.id).limit(1).scalar_subquery().is_(None)


_BY_ITSELF = Statement(
    select(profiles.c.id, profiles.c.zone)
    .where(
        *_MEMBERS,
        profiles.c.id <= bindparam("last"),
        _none(accounts.c.profile_id),
        _none(reminder_choices.c.member),
    )
    .order_by(profiles.c.id)
    .limit(bindparam("limit"))
)
FORGET = Statement(delete(reminder_choices).where(reminder_choices.c.member == bindparam("member")))


class SqlReminderChoices:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, member: str) -> ReminderChoice | None:
        row = self._database.row(_GET, {"member": member})
        return _choice(row) if row else None

    def keep(self, choice: ReminderChoice) -> None:
        values: dict[str, object] = {step.value: step in choice.steps for step in Step}
        self._database.change(_KEEP, values | {"member": choice.member, "way": choice.way.value})

    def wanting(self, step: Step, after: str, limit: int) -> Sequence[Wanting]:
        values: Values = {"after": after, "limit": limit}
        chosen = self._database.rows(_WANTING[step], values)
        found = [Wanting(row.id, Way(row.way), row.zone) for row in chosen]
        if step in BY_ITSELF:
            last = chosen[-1].id if len(chosen) == limit else LAST  # beyond it, the next page looks
            by_itself = self._database.rows(_BY_ITSELF, {**values, "last": last})
            found += [Wanting(row.id, Way.MAIL, row.zone) for row in by_itself]
        return sorted(found, key=lambda each: each.member)[:limit]

    def forget(self, member: str) -> None:
        self._database.change(FORGET, {"member": member})


def _choice(row: Row) -> ReminderChoice:
    return ReminderChoice(row.member, Way(row.way), tuple(step for step in Step if getattr(row, step)))
