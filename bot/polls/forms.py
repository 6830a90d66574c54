"""The dialogs of those who prepare polls, and what their answers mean."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Choice, Field, Form, Kind, Local, Text
from bot.meetings.model import Meeting
from bot.meetings.walltime import local
from bot.polls.filled import DASH
from bot.polls.model import Deciding, Method, Poll, TieRule
from bot.polls.totals import ENOUGH_COMMUNITIES
from bot.topics.model import Topic

NEW, NONE = "new", "none"
YES, NO = "yes", "no"
TITLE_LIMIT, LIST_LIMIT = 120, 2900
USUAL_LIMIT = 3  # of an approval, until another is said

# ---- as they are shown


def new() -> Form:
    """Five questions; all else has a usual answer that can be changed."""
    return Form(
        "polls.new",
        NEW,
        0,
        Text("polls.new.title"),
        (
            _title("title", Text("polls.field.title"), "", required=True),
            _method(Method.ONE),
            *moment("", ""),
            _options("options", Text("polls.field.options"), ""),
        ),
        Text("polls.new.submit"),
    )


def texts(poll: Poll) -> Form:
    """In both languages; where there is one alone, that is said on the ballot."""
    return _about(
        poll,
        "polls.texts",
        Text("polls.texts.title"),
        (
            _title("title_en", Text("polls.field.title_en"), poll.title_en),
            _title("title_fr", Text("polls.field.title_fr"), poll.title_fr),
            _options("options_en", Text("polls.field.options_en"), _written(poll, "en")),
            _options("options_fr", Text("polls.field.options_fr"), _written(poll, "fr")),
        ),
    )


def topics(poll: Poll, shortlisted: Sequence[Topic]) -> Form:
    choices = tuple(Choice(each.id, each.title) for each in shortlisted)
    field = Field("topics", Kind.CHOICES, Text("polls.field.topics"), choices=choices)
    return _about(poll, "polls.topics", Text("polls.topics.title"), (field,))


def rules(poll: Poll, communities: int) -> Form:
    """That communities decide is not offered where there are fewer than five of them."""
    deciding = tuple(Deciding) if communities >= ENOUGH_COMMUNITIES else (Deciding.PERSON,)
    return _about(
        poll,
        "polls.rules",
        Text("polls.rules.title"),
        (
            _method(poll.method),
            _number("limit", Text("polls.field.limit"), Text("polls.field.limit_hint"), poll.limit),
            _number("quorum", Text("polls.field.quorum"), Text("polls.field.quorum_hint"), poll.quorum),
            _choice("tie", Text("polls.field.tie"), tuple(TieRule), poll.tie),
            _choice("deciding", Text("polls.field.deciding"), deciding, poll.deciding),
        ),
    )


def closing(poll: Poll, action: str, zone: str) -> Form:
    """Of a draft, or another moment for one that is open."""
    wall = local(poll.closes, zone)
    return _about(poll, action, Text("polls.closing.title"), moment(f"{wall:%Y-%m-%d}", f"{wall:%H:%M}"))


def scope(poll: Poll, meetings: Sequence[Meeting]) -> Form:
    """For which meeting, and whether members may add options."""
    return _about(
        poll,
        "polls.scope",
        Text("polls.scope.title"),
        (_meeting(poll.meeting or NONE, meetings), _may_add(poll)),
    )


def theme(poll: Poll, meetings: Sequence[Meeting]) -> Form:
    """Of which meeting the outcome is to be the theme."""
    field = Field(
        "meeting", Kind.CHOICE, Text("polls.field.meeting"), choices=tuple(map(_of_meeting, meetings))
    )
    return _about(poll, "polls.theme", Text("polls.theme.title"), (field,))


def moment(day: str, hour: str) -> tuple[Field, ...]:
    """By the network's clocks, with the same rules as a meeting's."""
    hints = Text("meetings.field.day_hint"), Text("meetings.field.time_hint")
    return (
        Field("day", Kind.LINE, Text("polls.field.day"), limit=60, hint=hints[0], value=day),
        Field("time", Kind.LINE, Text("polls.field.time"), limit=20, hint=hints[1], value=hour),
    )


# ---- fields


def _about(poll: Poll, action: str, title: Text, fields: tuple[Field, ...]) -> Form:
    return Form(action, poll.id, poll.revision, title, fields, Text("meetings.change.submit"))


def _title(name: str, label: Text, value: str, *, required: bool = False) -> Field:
    return Field(name, Kind.LINE, label, required=required, limit=TITLE_LIMIT, value=value)


def _options(name: str, label: Text, value: str) -> Field:
    hint = Text("polls.field.options_hint")
    return Field(name, Kind.PARAGRAPH, label, required=False, limit=LIST_LIMIT, hint=hint, value=value)


def _written(poll: Poll, language: str) -> str:
    """A line each; a dash where there is none in that language, unless there is none at all."""
    said = [option.text_fr if language == "fr" else option.text_en for option in poll.options]
    return "\n".join(text or DASH for text in said) if any(said) else ""


def _method(value: Method) -> Field:
    return _choice("method", Text("polls.field.method"), tuple(Method), value)


def _choice(name: str, label: Text, values: tuple[str, ...], value: str) -> Field:
    choices = tuple(Choice(str(each), Text(f"polls.{name}.{each}")) for each in values)
    return Field(name, Kind.CHOICE, label, choices=choices, value=str(value))


def _number(name: str, label: Text, hint: Text, value: int) -> Field:
    said = str(value) if value else ""
    return Field(name, Kind.LINE, label, required=False, limit=6, hint=hint, value=said)


def _may_add(poll: Poll) -> Field:
    return _choice("may_add", Text("polls.field.may_add"), (NO, YES), YES if poll.may_add else NO)


def _meeting(value: str, meetings: Sequence[Meeting]) -> Field:
    choices = (Choice(NONE, Text("polls.meeting.none")), *map(_of_meeting, meetings))
    return Field("meeting", Kind.CHOICE, Text("polls.field.meeting"), choices=choices, value=value)


def _of_meeting(meeting: Meeting) -> Choice:
    return Choice(meeting.id, Local(meeting.starts, meeting.zone))
