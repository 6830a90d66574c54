"""Polls with their options, as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, text, update

from bot.polls.model import Deciding, Method, Option, Poll, Stage, TieRule
from bot.polls.records import Progress
from storage.keyring import Keyring
from storage.poll_tables import OPEN_POLL, RUNNING, TO_REMIND, TO_TELL, poll_options, polls
from storage.statements import Database, Row, Statement
from storage.types import Moment

DONE = "done"
_THIS = polls.c.id == bindparam("this")
_COLUMNS = {column.key for column in polls.c if column.key != "number"}
_PROGRESS = {
    "voters", "turnout", "counted_at", "telling", "reminds_at", "reminding", "totals", "theme_of",
}  # fmt: skip
_ADD = Statement(insert(polls).inline(), _COLUMNS)
_GET = Statement(select(polls).where(_THIS))
_SAVE = Statement(
    update(polls).where(_THIS, polls.c.revision == bindparam("revision_before")),
    _COLUMNS - _PROGRESS - {"id"},
)
_DROP = Statement(delete(polls).where(_THIS, polls.c.stage == "draft"))
_IN_STAGE = Statement(
    select(polls)
    .where(polls.c.stage == bindparam("stage"))
    .order_by(polls.c.number.desc())
    .limit(bindparam("limit"))
)
_OPENED = Statement(update(polls).where(_THIS).values(telling="", turnout=0), ["voters"])
_COUNT = Statement(update(polls).where(_THIS), ["turnout", "counted_at"])
_TO_COUNT = Statement(
    select(polls.c.id)
    .where(
        text(RUNNING),
        text(OPEN_POLL),
        or_(polls.c.counted_at.is_(None), polls.c.counted_at < bindparam("at", type_=Moment)),
    )
    .order_by(polls.c.closes_at)
    .limit(bindparam("limit"))
)
_TELLING = Statement(update(polls).where(_THIS), ["telling"])
_TO_TELL = Statement(
    select(polls.c.id).where(text(TO_TELL)).order_by(polls.c.number).limit(bindparam("limit"))
)
_REMIND = Statement(update(polls).where(_THIS), ["reminds_at", "reminding"])
_TO_REMIND = Statement(
    select(polls.c.id)
    .where(polls.c.reminds_at <= bindparam("now", type_=Moment))
    .order_by(polls.c.reminds_at)
    .limit(bindparam("limit"))
)
_NEXT_REMINDER = Statement(select(func.min(polls.c.reminds_at).label("moment")).where(text(TO_REMIND)))
_TO_CLOSE = Statement(
    select(polls.c.id)
    .where(text(RUNNING), polls.c.closes_at <= bindparam("now", type_=Moment))
    .order_by(polls.c.closes_at)
    .limit(bindparam("limit"))
)
_NEXT_CLOSING = Statement(select(func.min(polls.c.closes_at).label("moment")).where(text(RUNNING)))
_PUBLISH = Statement(update(polls).where(_THIS), ["totals"])
_THEMED = Statement(update(polls).where(_THIS, polls.c.theme_of == ""), ["theme_of"])

_OF_POLL = poll_options.c.poll_id == bindparam("of_poll")
_OPTIONS = Statement(select(poll_options).where(_OF_POLL).order_by(poll_options.c.place))
_ADD_OPTION = Statement(insert(poll_options), [column.key for column in poll_options.c])
_DROP_OPTIONS = Statement(delete(poll_options).where(_OF_POLL))
_NOBODYS = Statement(update(poll_options).where(_OF_POLL).values(suggested_by=""))


class SqlPolls:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, poll: Poll) -> None:
        blank = dict.fromkeys(_PROGRESS, "") | {"voters": 0, "turnout": 0}
        absent = {"counted_at": None, "reminds_at": None, "totals": None}
        self._database.change(_ADD, self._row(poll) | blank | absent)
        self._write_options(poll)

    def get(self, poll_id: str) -> Poll | None:
        row = self._database.row(_GET, {"this": poll_id})
        return self._poll(row) if row else None

    def save(self, poll: Poll) -> bool:
        matched = {"this": poll.id, "revision_before": poll.revision - 1}
        if self._database.change(_SAVE, self._row(poll) | matched) != 1:
            return False
        if poll.stage is Stage.DRAFT:
            self._database.change(_DROP_OPTIONS, {"of_poll": poll.id})
            self._write_options(poll)
        return True

    def drop(self, poll_id: str) -> bool:
        dropped = self._database.change(_DROP, {"this": poll_id}) == 1
        if dropped:
            self._database.change(_DROP_OPTIONS, {"of_poll": poll_id})
        return dropped

    def in_stages(self, stages: Collection[Stage], limit: int) -> Sequence[Poll]:
        rows = [
            row
            for stage in stages
            for row in self._database.rows(_IN_STAGE, {"stage": stage.value, "limit": limit})
        ]
        newest = sorted(rows, key=lambda row: row.number, reverse=True)
        return [self._poll(row) for row in newest[:limit]]

    # ---- options that members add

    def suggest(self, poll_id: str, option: Option, member: str) -> None:
        place = len(self._database.rows(_OPTIONS, {"of_poll": poll_id}))
        row = self._option_row(poll_id, place, option) | {"suggested_by": member}
        self._database.change(_ADD_OPTION, row)

    def suggested(self, poll_id: str, member: str) -> int:
        rows = self._database.rows(_OPTIONS, {"of_poll": poll_id})
        return sum(row.suggested_by == member for row in rows)

    # ---- what is shown, and what is due

    def progress(self, poll_id: str) -> Progress:
        row = self._database.row(_GET, {"this": poll_id})
        if row is None:
            return Progress()
        return Progress(row.voters, row.turnout, row.counted_at, row.telling, row.reminding, row.theme_of)

    def opened(self, poll_id: str, voters: int) -> None:
        self._database.change(_OPENED, {"this": poll_id, "voters": voters})

    def count(self, poll_id: str, turnout: int, at: datetime) -> None:
        self._database.change(_COUNT, {"this": poll_id, "turnout": turnout, "counted_at": at})

    def to_count(self, at: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_TO_COUNT, {"at": at, "limit": limit})]

    def telling(self, poll_id: str, after: str | None) -> None:
        self._database.change(_TELLING, {"this": poll_id, "telling": DONE if after is None else after})

    def to_tell(self, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_TO_TELL, {"limit": limit})]

    def remind(self, poll_id: str, at: datetime | None, reminding: str) -> None:
        values = {"this": poll_id, "reminds_at": at, "reminding": reminding}
        self._database.change(_REMIND, values)

    def to_remind(self, now: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_TO_REMIND, {"now": now, "limit": limit})]

    def next_reminder(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT_REMINDER, {})
        return moment

    def to_close(self, now: datetime, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_TO_CLOSE, {"now": now, "limit": limit})]

    def next_closing(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT_CLOSING, {})
        return moment

    # ---- what came of it

    def publish(self, poll_id: str, totals: str) -> None:
        sealed = self._keyring.seal_common("polls.totals", poll_id, totals)
        self._database.change(_PUBLISH, {"this": poll_id, "totals": sealed})

    def disown(self, poll_id: str) -> None:
        self._database.change(_NOBODYS, {"of_poll": poll_id})

    def totals(self, poll_id: str) -> str:
        row = self._database.row(_GET, {"this": poll_id})
        return self._unseal("polls.totals", poll_id, row.totals) if row else ""

    def themed(self, poll_id: str, meeting: str) -> bool:
        return self._database.change(_THEMED, {"this": poll_id, "theme_of": meeting}) == 1

    # ---- rows and values

    def _write_options(self, poll: Poll) -> None:
        rows = [self._option_row(poll.id, place, option) for place, option in enumerate(poll.options)]
        self._database.change_each(_ADD_OPTION, rows)

    def _row(self, poll: Poll) -> dict[str, object]:
        return {
            "id": poll.id,
            "title_en": self._keyring.seal_common("polls.title_en", poll.id, poll.title_en),
            "title_fr": self._keyring.seal_common("polls.title_fr", poll.id, poll.title_fr),
            "method": poll.method.value,
            "most": poll.limit,
            "closes_at": poll.closes,
            "seed": poll.seed,
            "quorum": poll.quorum,
            "deciding": poll.deciding.value,
            "tie": poll.tie.value,
            "may_add": poll.may_add,
            "meeting_id": poll.meeting,
            "stage": poll.stage.value,
            "opened_at": poll.opened,
            "opened_by": poll.opened_by,
            "revision": poll.revision,
        }

    def _poll(self, row: Row) -> Poll:
        return Poll(
            id=row.id,
            title_en=self._unseal("polls.title_en", row.id, row.title_en),
            title_fr=self._unseal("polls.title_fr", row.id, row.title_fr),
            method=Method(row.method),
            options=tuple(map(self._option, self._database.rows(_OPTIONS, {"of_poll": row.id}))),
            closes=row.closes_at,
            seed=row.seed,
            limit=row.most,
            quorum=row.quorum,
            deciding=Deciding(row.deciding),
            tie=TieRule(row.tie),
            may_add=row.may_add,
            meeting=row.meeting_id,
            stage=Stage(row.stage),
            opened=row.opened_at,
            opened_by=row.opened_by,
            revision=row.revision,
        )

    def _option_row(self, poll_id: str, place: int, option: Option) -> dict[str, object]:
        row = f"{poll_id}-{option.number}"
        return {
            "poll_id": poll_id,
            "option": option.number,
            "place": place,
            "text_en": self._keyring.seal_common("poll_options.text_en", row, option.text_en),
            "text_fr": self._keyring.seal_common("poll_options.text_fr", row, option.text_fr),
            "topic": option.topic,
            "suggested_by": "",
        }

    def _option(self, row: Row) -> Option:
        place = f"{row.poll_id}-{row.option}"
        return Option(
            row.option,
            self._unseal("poll_options.text_en", place, row.text_en),
            self._unseal("poll_options.text_fr", place, row.text_fr),
            row.topic,
        )

    def _unseal(self, place: str, row: str, sealed: bytes | None) -> str:
        return self._keyring.unseal_common(place, row, sealed)
