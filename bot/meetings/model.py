"""A meeting, and what a member has of it: the invitation in their calendar, and their answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Named
from bot.meetings import breaks
from bot.meetings.breaks import Break
from bot.meetings.kinds import POLICIES, SHORTEST, MeetingKind
from bot.meetings.walltime import instant


class State(StrEnum):
    """Of a draft nobody has heard but whoever writes it."""

    DRAFT = "draft"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Interpretation(StrEnum):
    """Whether there will be interpreters."""

    OPEN = "open"
    PLANNED = "planned"
    NONE = "none"


class Coming(StrEnum):
    """What a member answers."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Why(StrEnum):
    """Why somebody cannot come: only ever counted."""

    TIME = "time"
    WORKLOAD = "workload"
    THEME = "theme"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Meeting:
    """`wall` is what clocks show in `zone` when it begins. Without a theme it is still to be decided; a
    `link` may come later. `facilitators` are ids of profiles; `languages` those that are spoken; there is
    room for `capacity`, or for everybody (0). `sequence` rises when members are asked again, and says to
    their calendars which answer is to what (RFC 5546, 2.1.4). `revision` counts all changes; `news` is the
    latest of those that members are to be told, made at `stamp`, and `told` the one that every member was
    told; `telling` and `reminding` say how far that and reminders have come, `hosting` what those who run it
    are told next. The stored instant was computed with `zone_data`."""

    id: str
    kind: MeetingKind
    state: State
    wall: datetime
    zone: str
    minutes: int
    stamp: datetime
    theme_en: str = ""
    theme_fr: str = ""
    link: str = ""
    facilitators: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    interpretation: Interpretation = Interpretation.OPEN
    breakouts: bool = False
    capacity: int = 0
    breaks: tuple[Break, ...] = ()
    recording: str = ""
    note_en: str = ""
    note_fr: str = ""
    sequence: int = 0
    revision: int = 0
    news: int = 0
    told: int = 0
    telling: str = ""
    reminding: str = ""
    hosting: str = ""
    zone_data: str = ""

    def __post_init__(self) -> None:
        policy = POLICIES[self.kind]
        if self.wall.tzinfo is not None or not SHORTEST <= self.minutes <= policy.longest:
            raise ValueError(self.id)
        if self.recording and not policy.recordable:
            raise ValueError("this kind is never recorded")
        if (self.capacity or self.breaks) and not policy.seated:
            raise ValueError("this kind has no breaks, and room for everybody")
        if self.capacity < 0 or not breaks.fit(self.breaks, self.minutes):
            raise ValueError(self.id)

    @property
    def reference(self) -> str:
        """By which people name it."""
        return self.id[:6].upper()

    @property
    def note(self) -> Named | None:
        """What members read before it, likewise."""
        one, other = self.note_en or self.note_fr, self.note_fr or self.note_en
        return Named(one, other) if one else None

    @property
    def starts(self) -> datetime:
        return instant(self.wall, self.zone)

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.state is State.PLANNED

    @property
    def theme(self) -> Named | None:
        """None while it is to be decided; in the other language where there is only one."""
        one, other = self.theme_en or self.theme_fr, self.theme_fr or self.theme_en
        return Named(one, other) if one else None

    def link_at(self, now: datetime, before: timedelta) -> str:
        """Where members come in, once it is shown to them: so long before it, or at once."""
        return self.link if not before or now >= self.starts - before else ""

    def is_ahead(self, now: datetime) -> bool:
        """Planned, and there is still time to come."""
        return self.is_planned and now < self.ends


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's. Their calendar knows it by a `uid` of their own, or by the meeting's id where it was told
    of it before there were such (empty). It was told the `news` of that number (none yet: 0), with the
    meeting's `sequence`, by the errand `told_by` in the words of `told_as`, as a cancellation when it was
    `called_off`; `under_way` until that letter has arrived or failed. By `shift` the sequence in their
    calendar is higher than the meeting's: they were called off, and invited anew, alone. `answer` was given
    to the meeting's sequence `answered_to`; who is going is `placed` where there is room for them, and waits
    otherwise, in the order of `line`; `wish` is for interpretation."""

    meeting_id: str
    member: str
    uid: str = ""
    news: int = 0
    sequence: int = 0
    told_by: str = ""
    told_as: str = ""
    called_off: bool = False
    under_way: bool = False
    shift: int = 0
    answer: str = ""
    answered_to: int = 0
    answered_at: datetime | None = None
    placed: bool = False
    line: int = 0
    wish: bool = False

    @property
    def known_as(self) -> str:
        """By their calendar."""
        return self.uid or self.meeting_id

    @property
    def is_invited(self) -> bool:
        """It stands in their calendar, as far as anybody knows."""
        return self.news > 0 and not self.called_off

    def handed_to(self, other: str) -> Seat:
        """The answer alone: what their calendar was told, another one was not."""
        return Seat(
            self.meeting_id,
            other,
            answer=self.answer,
            answered_to=self.answered_to,
            answered_at=self.answered_at,
            placed=self.placed,
            line=self.line,
        )

    def answer_to(self, meeting: Meeting) -> str:
        """Empty when they have not answered, or since were asked again."""
        return self.answer if self.answered_to == meeting.sequence else ""

    def is_waiting(self, meeting: Meeting) -> bool:
        """They want to come, and there is no place for them yet."""
        limited = meeting.capacity > 0
        return limited and not self.placed and self.answer_to(meeting) == Coming.GOING


@dataclass(frozen=True, slots=True)
class Former:
    """An entry behind `address` that is to be taken out, with that `sequence`; `member` is whose it was, as
    they are known now."""

    id: str
    member: str
    meeting_id: str
    uid: str
    sequence: int
    address: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answered what; never who."""

    going: int = 0
    maybe: int = 0
    no: int = 0
    invited: int = 0
    wishes: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    waiting: int = 0

    @property
    def silent(self) -> int:
        return max(self.invited - self.going - self.waiting - self.maybe - self.no, 0)
