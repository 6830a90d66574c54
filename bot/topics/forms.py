"""The dialogs about themes: a member's own, and those of facilitators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers import Unusable, clean_line
from bot.chat import Choice, Field, Form, Kind, Text
from bot.ports import Turn
from bot.topics.model import ANSWER_LIMIT, TITLE_LIMIT, WHY_LIMIT, Topic

NEW = "new"
LANGUAGES = ("en", "fr")
YES, NO = "yes", "no"


def suggest(turn: Turn, typed: str = "") -> Form:
    """With what was typed behind the command; their own language stands there already."""
    themes = turn.world.network.themes
    tags = tuple(Choice(code, name) for code, name in themes.items())
    fields = (
        Field("title", Kind.LINE, Text("topics.field.title"), limit=TITLE_LIMIT, value=_usable(typed)),
        Field(
            "why",
            Kind.PARAGRAPH,
            Text("topics.field.why"),
            required=False,
            limit=WHY_LIMIT,
            hint=Text("topics.field.why_hint"),
        ),
        *(
            (Field("tags", Kind.CHOICES, Text("topics.field.tags"), required=False, choices=tags),)
            if tags
            else ()
        ),
        Field(
            "language",
            Kind.CHOICE,
            Text("topics.field.language"),
            choices=tuple(Choice(code, Text(f"language.{code}")) for code in LANGUAGES),
            value=turn.reader.language,
        ),
        Field(
            "shown",
            Kind.CHOICE,
            Text("topics.field.shown"),
            choices=tuple(Choice(each, Text(f"topics.shown.{each}")) for each in (NO, YES)),
            value=NO,
        ),
    )
    return Form("topics.suggest", NEW, 0, Text("topics.suggest.title"), fields, Text("topics.suggest.submit"))


def _usable(typed: str) -> str:
    """What can stand there; whatever else was typed is asked for."""
    try:
        return clean_line(typed, TITLE_LIMIT, required=False)
    except Unusable:
        return ""


# ---- facilitators'


def merge(topic: Topic, others: Sequence[Topic], *, by_reference: bool) -> Form:
    """Into which of the others; where there are more than a list holds, by its reference too."""
    choices = tuple(Choice(each.id, each.title) for each in others)
    which = Field("into", Kind.CHOICE, Text("topics.field.into"), required=not by_reference, choices=choices)
    named = Field("reference", Kind.LINE, Text("topics.field.reference"), required=False, limit=26)
    fields = (which, named) if by_reference else (which,)
    return _about(topic, "topics.merge", Text("topics.merge.title"), fields)


def split(topic: Topic) -> Form:
    """One theme that holds two: each gets its own title, and the support of all who had supported both."""
    one = Field("title", Kind.LINE, Text("topics.field.first"), limit=TITLE_LIMIT, value=topic.title)
    other = Field("other", Kind.LINE, Text("topics.field.second"), limit=TITLE_LIMIT)
    return _about(topic, "topics.split", Text("topics.split.title"), (one, other))


def part(topic: Topic, merged: Sequence[Topic]) -> Form:
    """Which of those that were merged into it stands by itself again."""
    choices = tuple(Choice(each.id, each.title) for each in merged)
    field = Field("apart", Kind.CHOICE, Text("topics.field.which"), choices=choices)
    return _about(topic, "topics.part", Text("topics.part.title"), (field,))


def park(topic: Topic) -> Form:
    """Not now, and why, in a word."""
    return _about(topic, "topics.park", Text("topics.park.title"), _words(topic))


def answer(topic: Topic) -> Form:
    return _about(topic, "topics.answer", Text("topics.answer.title"), _words(topic))


def _words(topic: Topic) -> tuple[Field, ...]:
    """In both languages; where there is one alone it stands for both."""
    field = Field("en", Kind.PARAGRAPH, Text("topics.field.answer_en"), required=False, limit=ANSWER_LIMIT)
    return (
        replace(field, value=topic.answer_en, hint=Text("topics.field.answer_hint")),
        replace(field, name="fr", label=Text("topics.field.answer_fr"), value=topic.answer_fr),
    )


def _about(topic: Topic, action: str, title: Text, fields: tuple[Field, ...]) -> Form:
    return Form(action, topic.id, topic.revision, title, fields, Text("topics.change.submit"))
