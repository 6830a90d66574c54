"""Meetings as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, text, update

from bot.meetings.breaks import Break
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Interpretation, Meeting, State
from storage.keyring import Keyring
from storage.meeting_tables import PLANNED, UNTOLD, meetings
from storage.statements import Database, Row, Statement
from storage.types import Moment

ID_LENGTH = 26
SEALED = ("theme_en", "theme_fr", "link", "note_en", "note_fr", "recording")

_ALL = select(meetings)
_THIS = meetings.c.id == bindparam("this")
_AFTER = meetings.c.starts_at > bindparam("now", type_=Moment)
_COLUMNS = {column.key for column in meetings.c if column.key != "number"}
_ADD = Statement(insert(meetings).inline(), _COLUMNS)
_GET = Statement(_ALL.where(meetings.c.id == bindparam("id")))
_SAVE = Statement(
    update(meetings).where(_THIS, meetings.c.revision == bindparam("revision_before")),
    _COLUMNS
    - {"id", "told", "telling", "reminds_at", "reminding", "hosts_at", "hosting", "line", "attended"},
)
_DROP = Statement(delete(meetings).where(_THIS, text("state = 'draft'")))
_REFERRED = Statement(
    _ALL.where(meetings.c.id >= bindparam("first"), meetings.c.id <= bindparam("last"))
    .order_by(meetings.c.id)
    .limit(2)
)
_BETWEEN = Statement(
    _ALL.where(
        meetings.c.starts_at >= bindparam("first", type_=Moment),
        meetings.c.starts_at < bindparam("last", type_=Moment),
    )
    .order_by(meetings.c.starts_at)
    .limit(bindparam("limit"))
)
_NEXT = Statement(select(func.min(meetings.c.starts_at).label("moment")).where(text(PLANNED), _AFTER))
_UNTOLD = Statement(
    select(meetings.c.id).where(text(UNTOLD)).order_by(meetings.c.number).limit(bindparam("limit"))
)
_TELL = Statement(update(meetings).where(_THIS, meetings.c.told < bindparam("news")), ["told"])
_TELLING = Statement(update(meetings).where(_THIS), ["telling"])
_TELL_AGAIN = Statement(
    update(meetings)
    .where(text(f"{PLANNED} AND (told >= news OR telling <> '')"), _AFTER)
    .values(told=meetings.c.news - 1, telling="")
)
_REMIND = Statement(update(meetings).where(_THIS), ["reminds_at", "reminding"])
_TO_REMIND = Statement(
    select(meetings.c.id)
    .where(meetings.c.reminds_at <= bindparam("before", type_=Moment))
    .order_by(meetings.c.reminds_at)
    .limit(bindparam("limit"))
)
_NEXT_REMINDER = Statement(
    select(func.min(meetings.c.reminds_at).label("moment")).where(meetings.c.reminds_at.is_not(None))
)
_HOST = Statement(update(meetings).where(_THIS), ["hosts_at", "hosting"])
_TO_HOST = Statement(
    select(meetings.c.id)
    .where(meetings.c.hosts_at <= bindparam("before", type_=Moment))
    .order_by(meetings.c.hosts_at)
    .limit(bindparam("limit"))
)
_NEXT_HOSTED = Statement(
    select(func.min(meetings.c.hosts_at).label("moment")).where(meetings.c.hosts_at.is_not(None))
)
_HOLD = Statement(update(meetings).where(_THIS).values(line=meetings.c.line + 1).returning(meetings.c.line))
_OTHERWISE = Statement(
    select(meetings.c.id)
    .where(text(PLANNED), _AFTER, meetings.c.zone_data != bindparam("zone_data"))
    .order_by(meetings.c.starts_at)
    .limit(bindparam("limit"))
)
_SCRUB = Statement(update(meetings).where(_THIS).values(link=None, note_en=None, note_fr=None))
_COMPUTED = Statement(select(meetings.c.starts_at).where(_THIS))
_RECOMPUTED = Statement(update(meetings).where(_THIS), ["zone_data"])


class SqlMeetings:
    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, meeting: Meeting) -> None:
        told = {"id": meeting.id, "told": meeting.told, "telling": meeting.telling}
        timed = {
            "reminds_at": None,
            "reminding": meeting.reminding,
            "hosts_at": None,
            "hosting": "",
            "line": 0,
            "attended": 0,
        }
        self._database.change(_ADD, self._row(meeting) | told | timed)

    def get(self, meeting_id: str) -> Meeting | None:
        row = self._database.row(_GET, {"id": meeting_id})
        return self._meeting(row) if row else None

    def save(self, meeting: Meeting) -> bool:
        matched = {"this": meeting.id, "revision_before": meeting.revision - 1}
        return self._database.change(_SAVE, self._row(meeting) | matched) == 1

    def drop(self, meeting_id: str) -> bool:
        return self._database.change(_DROP, {"this": meeting_id}) == 1

    def referred(self, reference: str) -> Sequence[Meeting]:
        values = {"first": reference, "last": reference.ljust(ID_LENGTH, "z")}
        return [self._meeting(row) for row in self._database.rows(_REFERRED, values)]

    def between(self, first: datetime, last: datetime, limit: int) -> Sequence[Meeting]:
        values = {"first": first, "last": last, "limit": limit}
        return [self._meeting(row) for row in self._database.rows(_BETWEEN, values)]

    def next_start(self, now: datetime) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT, {"now": now})
        return moment

    def untold(self, limit: int) -> Sequence[str]:
        return [row.id for row in self._database.rows(_UNTOLD, {"limit": limit})]

    def tell(self, meeting_id: str, news: int) -> None:
        self._database.change(_TELL, {"this": meeting_id, "news": news, "told": news})

    def telling(self, meeting_id: str, news: int, after: str) -> None:
        self._database.change(_TELLING, {"this": meeting_id, "telling": f"{news}:{after}"})

    def tell_again(self, now: datetime) -> None:
        self._database.change(_TELL_AGAIN, {"now": now})

    def remind(self, meeting_id: str, at: datetime | None, reminding: str) -> None:
        values = {"this": meeting_id, "reminds_at": at, "reminding": reminding}
        self._database.change(_REMIND, values)

    def to_remind(self, before: datetime, limit: int) -> Sequence[str]:
        values = {"before": before, "limit": limit}
        return [row.id for row in self._database.rows(_TO_REMIND, values)]

    def next_reminder(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT_REMINDER, {})
        return moment

    def host(self, meeting_id: str, at: datetime | None, hosting: str) -> None:
        self._database.change(_HOST, {"this": meeting_id, "hosts_at": at, "hosting": hosting})

    def to_host(self, before: datetime, limit: int) -> Sequence[str]:
        values = {"before": before, "limit": limit}
        return [row.id for row in self._database.rows(_TO_HOST, values)]

    def next_hosted(self) -> datetime | None:
        moment: datetime | None = self._database.value(_NEXT_HOSTED, {})
        return moment

    def hold(self, meeting_id: str) -> int:
        number: int | None = self._database.value(_HOLD, {"this": meeting_id})
        return number or 0

    def scrub(self, meeting_id: str) -> None:
        self._database.change(_SCRUB, {"this": meeting_id})

    def otherwise_computed(self, zone_data: str, now: datetime, limit: int) -> Sequence[str]:
        values = {"zone_data": zone_data, "now": now, "limit": limit}
        return [row.id for row in self._database.rows(_OTHERWISE, values)]

    def computed(self, meeting_id: str) -> datetime | None:
        moment: datetime | None = self._database.value(_COMPUTED, {"this": meeting_id})
        return moment

    def recomputed(self, meeting_id: str, zone_data: str) -> None:
        self._database.change(_RECOMPUTED, {"this": meeting_id, "zone_data": zone_data})

    # ---- rows and values

    def _row(self, meeting: Meeting) -> dict[str, object]:
        return {
            "kind": meeting.kind.value,
            "state": meeting.state.value,
            "wall": meeting.wall.isoformat(timespec="minutes"),
            "zone": meeting.zone,
            "minutes": meeting.minutes,
            "starts_at": meeting.starts,
            "zone_data": meeting.zone_data,
            "facilitators": " ".join(meeting.facilitators),
            "languages": " ".join(meeting.languages),
            "interpretation": meeting.interpretation.value,
            "breakouts": meeting.breakouts,
            "capacity": meeting.capacity,
            "breaks": " ".join(f"{each.after}+{each.minutes}" for each in meeting.breaks),
            "sequence": meeting.sequence,
            "revision": meeting.revision,
            "news": meeting.news,
            "stamp": meeting.stamp,
        } | {field: self._seal(meeting, field) for field in SEALED}

    def _meeting(self, row: Row) -> Meeting:
        return Meeting(
            id=row.id,
            kind=MeetingKind(row.kind),
            state=State(row.state),
            wall=datetime.fromisoformat(row.wall),
            zone=row.zone,
            minutes=row.minutes,
            stamp=row.stamp,
            theme_en=self._unseal(row, "theme_en"),
            theme_fr=self._unseal(row, "theme_fr"),
            link=self._unseal(row, "link"),
            facilitators=tuple(row.facilitators.split()),
            languages=tuple(row.languages.split()),
            interpretation=Interpretation(row.interpretation),
            breakouts=row.breakouts,
            capacity=row.capacity,
            breaks=_breaks(row.breaks),
            recording=self._unseal(row, "recording"),
            note_en=self._unseal(row, "note_en"),
            note_fr=self._unseal(row, "note_fr"),
            sequence=row.sequence,
            revision=row.revision,
            news=row.news,
            told=row.told,
            telling=row.telling,
            reminding=row.reminding,
            hosting=row.hosting,
            zone_data=row.zone_data,
        )

    def _seal(self, meeting: Meeting, field: str) -> bytes | None:
        words: str = getattr(meeting, field)
        return self._keyring.seal_common(f"meetings.{field}", meeting.id, words)

    def _unseal(self, row: Row, field: str) -> str:
        return self._keyring.unseal_common(f"meetings.{field}", row.id, getattr(row, field))


def _breaks(written: str) -> tuple[Break, ...]:
    return tuple(Break(*map(int, each.split("+"))) for each in written.split())
