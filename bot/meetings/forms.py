"""The dialogs of those who run meetings, and what their answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from urllib.parse import urlsplit

from bot.answers import Given, Unusable, check
from bot.chat import Choice, Field, Form, Kind, Text, Value
from bot.errors import Invalid
from bot.meetings import breaks
from bot.meetings.kinds import POLICIES, SHORTEST
from bot.meetings.model import Meeting
from bot.meetings.typed import read_day, read_time
from bot.meetings.walltime import flaw, instant, local
from bot.members.model import Profile

T = TypeVar("T")

NEW = "new"
THEME_LIMIT = 120
LINK_LIMIT = 500
FARTHEST = timedelta(days=366)  # beyond it, the year is more likely a slip of the fingers
Answers = Mapping[str, Given]

# ---- as they are shown


def plan() -> Form:
    """Five questions; how long it is follows from its kind, and can be changed like everything else."""
    return Form(
        "meetings.plan",
        NEW,
        0,
        Text("meetings.plan.title"),
        (
            _day(""),
            _time(""),
            Field("kind", Kind.CHOICE, Text("meetings.field.kind"), choices=_kinds()),
            Field(
                "theme",
                Kind.LINE,
                Text("meetings.field.theme"),
                required=False,
                limit=THEME_LIMIT,
                hint=Text("meetings.field.theme_hint"),
            ),
            _link(""),
        ),
        Text("meetings.plan.submit"),
    )


def _kinds() -> tuple[Choice, ...]:
    return tuple(
        Choice(
            kind.value,
            Text("meetings.kind.choice", {"kind": Text(f"meetings.kind.{kind}"), "n": policy.minutes}),
        )
        for kind, policy in POLICIES.items()
    )


def move(meeting: Meeting) -> Form:
    """Another moment, or another length."""
    fields = (
        _day(meeting.wall.date().isoformat()),
        _time(f"{meeting.wall:%H:%M}"),
        Field("minutes", Kind.LINE, Text("meetings.field.minutes"), limit=3, value=str(meeting.minutes)),
    )
    return _about(meeting, "meetings.move", Text("meetings.move.title"), fields)


def theme(meeting: Meeting) -> Form:
    """In both languages; where there is one alone it stands for both, without any it is to be decided."""
    fields = tuple(
        Field(
            f"theme_{language}",
            Kind.LINE,
            Text(f"meetings.field.theme_{language}"),
            required=False,
            limit=THEME_LIMIT,
            value=said,
        )
        for language, said in (("en", meeting.theme_en), ("fr", meeting.theme_fr))
    )
    return _about(meeting, "meetings.theme", Text("meetings.theme.title"), fields)


def link(meeting: Meeting) -> Form:
    return _about(meeting, "meetings.link", Text("meetings.link.title"), (_link(meeting.link),))


def recording(meeting: Meeting) -> Form:
    """Of a public webinar, once it is over."""
    field = replace(_link(meeting.recording), hint=Text("meetings.recording.hint"))
    return _about(meeting, "meetings.recording", Text("meetings.recording.title"), (field,))


def hand_over(meeting: Meeting, colleagues: Sequence[Profile]) -> Form:
    choices = tuple(Choice(each.id, each.name) for each in colleagues)
    field = Field("facilitator", Kind.CHOICE, Text("meetings.field.facilitator"), choices=choices)
    return _about(meeting, "meetings.hand", Text("meetings.hand.title"), (field,))


def _about(meeting: Meeting, action: str, title: Text, fields: tuple[Field, ...]) -> Form:
    return Form(action, meeting.id, meeting.revision, title, fields, Text("meetings.change.submit"))


def _day(value: str) -> Field:
    hint = Text("meetings.field.day_hint")
    return Field("day", Kind.LINE, Text("meetings.field.day"), limit=60, hint=hint, value=value)


def _time(value: str) -> Field:
    hint = Text("meetings.field.time_hint")
    return Field("time", Kind.LINE, Text("meetings.field.time"), limit=20, hint=hint, value=value)


def _link(value: str) -> Field:
    return Field(
        "link",
        Kind.LINE,
        Text("meetings.field.link"),
        required=False,
        limit=LINK_LIMIT,
        hint=Text("meetings.field.link_hint"),
        value=value,
    )


# ---- as they are filled in


class Answered:
    """What was filled in, read field by field, so that all problems are told at once."""

    def __init__(self, form: Form, values: Answers) -> None:
        self.problems: dict[str, Text] = {}
        self._values: dict[str, Given] = {}
        for field in form.fields:
            try:
                self._values |= check(replace(form, fields=(field,)), values)
            except Invalid as invalid:
                self.problems |= invalid.fields

    def text(self, name: str) -> str:
        return str(self._values.get(name, ""))

    def read(self, name: str, read: Callable[[str], T], instead: T) -> T:
        """Or `instead`, where there is a problem."""
        if name in self.problems:
            return instead
        try:
            return read(self.text(name))
        except Unusable as unusable:
            self.problems[name] = unusable.problem
            return instead

    def wall(self, now: datetime, zone: str) -> datetime:
        """A moment that is still to come, and exists once."""
        day, hour = self.read("day", read_day, date.min), self.read("time", read_time, time())
        wall = datetime.combine(day, hour)
        if not self.problems.keys() & {"day", "time"}:
            self.problems |= _wrong(wall, now, zone)
        return wall

    def minutes(self, meeting: Meeting) -> int:
        """As long as that kind may be, and its breaks lie within it."""
        longest = POLICIES[meeting.kind].longest
        minutes = self.read("minutes", lambda typed: _minutes(typed, longest), SHORTEST)
        if "minutes" not in self.problems and not breaks.fit(meeting.breaks, minutes):
            self.problems["minutes"] = Text("meetings.breaks.beyond")
        return minutes

    def link(self) -> str:
        return self.read("link", https, "")

    def done(self) -> None:
        """Raises `Invalid` with all of them."""
        if self.problems:
            raise Invalid(self.problems)


def _wrong(wall: datetime, now: datetime, zone: str) -> dict[str, Text]:
    if not local(now, zone).date() <= wall.date() <= local(now + FARTHEST, zone).date():
        far = wall.date() > local(now, zone).date()
        return {"day": Text("meetings.day.far" if far else "meetings.day.past")}
    found = flaw(wall, zone)
    if found:
        return {"time": Text(f"meetings.time.{found}")}
    return {"time": Text("meetings.time.past")} if instant(wall, zone) <= now else {}


def _minutes(typed: str, longest: int) -> int:
    values: dict[str, Value] = {"shortest": SHORTEST, "n": longest}
    if not typed.isascii() or not typed.isdigit() or not SHORTEST <= int(typed) <= longest:
        raise Unusable(Text("meetings.minutes", values))
    return int(typed)


def https(typed: str) -> str:
    """An address where a browser goes, and nothing else: it stands in calendars and mails. Raises
    `Unusable`."""
    if not typed:
        return ""
    try:
        parts = urlsplit(typed)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Unusable(Text("meetings.link.https")) from None
    plain = typed.isascii() and typed.isprintable() and not any(c in typed for c in ' "<>\\^`{|}')
    if parts.scheme != "https" or not host or "." not in host or "@" in parts.netloc or not plain:
        raise Unusable(Text("meetings.link.https"))
    return typed
