"""`/host roll`: the names of those who are in a meeting, pasted; back come those that look like recording
assistants, with a sentence to ask them out. Nothing of the list is kept: it is read, answered and gone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.chat import Card, Command, Field, Form, Kind, Press, Submission, Text, Value
from bot.errors import Invalid
from bot.folding import fold
from bot.meetings.assistants import LONGEST, Likeness, likeness
from bot.meetings.views import ALL, roll
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

ACTION = "meetings.roll"
FIELDS = ("names", "more", "rest")
FIELD_LIMIT = 3000  # Slack's; with all of them there is room for some hundred names
SHOWN, SHOWN_LENGTH = 15, 60
_BLANK = {"Zl": "\n", "Zp": "\n", "Zs": " "}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKED = re.compile(r"^(?:\d{1,3}[.)]|[-*•·])\s+")  # a list's bullet or number
_TLDV = re.compile(r"tl\s*;\s*dv", re.IGNORECASE)  # the one whose name has a separator in it


@dataclass(frozen=True, slots=True)
class Roll:
    """What was found among so many names."""

    total: int
    sure: Sequence[str]
    perhaps: Sequence[str]


# ---- events


def open_form(_turn: Turn, _event: Command | Press) -> Reply:
    return Ask(form())


def read(_turn: Turn, submission: Submission) -> Reply:
    """Nothing is written, whoever pastes what."""
    found = called(pasted(submission.values))
    if not found.total:
        raise Invalid({FIELDS[0]: Text("answers.required")})
    return Say(card(found))


# ---- the list


def pasted(values: Mapping[str, str | tuple[str, ...]]) -> str:
    """All fields together, without what cannot be seen: lists bring along what the rules of forms refuse."""
    given = [value for name in FIELDS if isinstance(value := values.get(name, ""), str)]
    if any(len(value) > FIELD_LIMIT for value in given):
        raise Invalid({FIELDS[0]: Text("answers.too_long", {"n": FIELD_LIMIT})})
    return "\n".join("".join(map(_visible, value)) for value in given)


def _visible(character: str) -> str:
    if character in "\n\t":
        return character
    category = unicodedata.category(character)
    return "" if category in _HIDDEN and character != "\r" else _BLANK.get(category, character)


def called(text: str) -> Roll:
    """Each name once, as it was first written."""
    names = {fold(name) or name: name for name in reversed([*_names(text)])}
    likely: dict[Likeness | None, list[str]] = {}
    for name in reversed(names.values()):
        likely.setdefault(likeness(name), []).append(name)
    return Roll(len(names), likely.get(Likeness.SURE, []), likely.get(Likeness.PERHAPS, []))


def _names(text: str) -> Iterator[str]:
    """A line each, or parted by semicolons; by commas where all stand in one line. Of a table that Teams
    gives, the first column."""
    whole = _TLDV.sub("tl-dv", text).replace("\r", "\n").strip()
    between = ";" if ";" in whole or "\n" in whole else ","
    for line in whole.split("\n"):
        for part in line.split("\t", 1)[0].split(between):
            name = _MARKED.sub("", part.strip().strip("\"'")).strip()[:LONGEST]
            if any(map(str.isalnum, name)):
                yield name


# ---- what is shown


def form() -> Form:
    fields = tuple(
        Field(
            name,
            Kind.PARAGRAPH,
            Text(f"meetings.roll.field.{name}"),
            required=name == FIELDS[0],
            limit=FIELD_LIMIT,
            hint=Text("meetings.roll.hint") if name == FIELDS[0] else None,
        )
        for name in FIELDS
    )
    return Form(ACTION, ALL, 0, Text("meetings.roll.title"), fields, Text("meetings.roll.submit"))


def card(found: Roll) -> Card:
    """What to say is there in both languages, whoever reads it: it is said to all."""
    listed = (
        *_listed(Likeness.SURE, found.sure),
        *_listed(Likeness.PERHAPS, found.perhaps),
    )
    say = (Text("meetings.roll.say"), (Text("meetings.roll.say_en"), Text("meetings.roll.say_fr")))
    body = (
        *(listed or (Text("meetings.roll.none", {"n": found.total}),)),
        *(say if listed else ()),
        Text("meetings.roll.honest"),
        Text("meetings.roll.gone"),
    )
    return Card(Text("meetings.roll.found", {"n": found.total}), body, buttons=(roll(),))


def _listed(likely: Likeness, names: Sequence[str]) -> tuple[Value, ...]:
    if not names:
        return ()
    more = (Text("meetings.roll.further", {"n": len(names) - SHOWN}),) if len(names) > SHOWN else ()
    return (Text(f"meetings.roll.{likely}"), (*(name[:SHOWN_LENGTH] for name in names[:SHOWN]), *more))
