"""The dialogs of those who prepare polls, and what their answers mean."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import Unusable, clean_line
from bot.chat import Choice, Field, Form, Kind, Local, Text
from bot.folding import fold
from bot.meetings.model import Meeting
from bot.meetings.walltime import local
from bot.polls.model import Deciding, Method, Option, Poll, TieRule
from bot.polls.totals import ENOUGH_COMMUNITIES
from bot.topics.model import Topic

NEW, NONE = "new", "none"
YES, NO = "yes", "no"
TITLE_LIMIT, OPTION_LIMIT, LIST_LIMIT = 120, 120, 2900
MOST = 20  # options: as many facts as a card has
FEWEST = 2
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


# ---- as they are filled in

DASH = "-"


def read_number(typed: str, highest: int) -> int:
    """0 for nothing; raises `Unusable`."""
    if not typed:
        return 0
    if not typed.isascii() or not typed.isdigit() or int(typed) > highest:
        raise Unusable(Text("polls.number", {"n": highest}))
    return int(typed)


def read_lines(typed: str) -> list[str]:
    """An option each, clean; raises `Unusable` for one that is too long or stands there twice."""
    lines = [clean_line(line, OPTION_LIMIT, required=False) for line in typed.split("\n")]
    given = [line for line in lines if line]
    if len(given) > MOST:
        raise Unusable(Text("polls.options.many", {"n": MOST}))
    folded = [fold(line) or line for line in given if line != DASH]
    twice = [line for line in given if line != DASH and folded.count(fold(line) or line) > 1]
    if twice:
        raise Unusable(Text("polls.options.twice", {"text": twice[0]}))
    return given


def read_options(
    english: Sequence[str], french: Sequence[str], before: Sequence[Option]
) -> tuple[Option, ...]:
    """Line by line; what came from a topic is still of that topic. Raises `Unusable`."""
    if english and french and len(english) != len(french):
        raise Unusable(Text("polls.options.uneven", {"en": len(english), "fr": len(french)}))
    count = max(len(english), len(french))
    pairs = [(_at(english, place), _at(french, place)) for place in range(count)]
    if any(not one and not other for one, other in pairs):
        raise Unusable(Text("polls.options.empty"))
    return tuple(
        Option(place, one, other, _topic(before, one, other)) for place, (one, other) in enumerate(pairs, 1)
    )


def _at(lines: Sequence[str], place: int) -> str:
    said = lines[place] if place < len(lines) else ""
    return "" if said == DASH else said


def _topic(before: Sequence[Option], english: str, french: str) -> str:
    same = (
        option.topic
        for option in before
        if (english and english == option.text_en) or (french and french == option.text_fr)
    )
    return next(same, "")


def same(option: Option, text: str) -> bool:
    """Whether that text, however it is written, is this option in either language."""
    return (fold(text) or text) in {fold(said) or said for said in (option.text_en, option.text_fr) if said}
