"""Cards and forms as the page's JSON; pure.

The page puts every string in as text, never as markup, so nothing needs escaping: what a person wrote only
loses what could reorder or imitate the words around it. A moment is kept as a mark and worded when somebody
looks, in that viewer's zone, as Slack and Discord do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from adapters.dates import when
from adapters.harmless import harmless
from adapters.local.journal import Json
from adapters.words import Words, Writer
from bot.chat import Button, Card, Choice, Field, Form, Mention, Reader, Text, Value
from bot.network import Network

Say = Callable[[Value], str]

# Private-use characters around a moment; a person's words never hold them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z]*)\\|([^{_CLOSE}]*){_CLOSE}")


class Marking(Writer):
    """Words for the page, with marks where a moment stands."""

    def text(self, written: str) -> str:
        return harmless(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return _mark(reader.language, moment)

    def mention(self, mention: Mention) -> str:
        return f"@{harmless(mention.name)}"


def to_reader(words: Words, reader: Reader) -> Say:
    """For one person."""
    return lambda value: words.say(value, reader, Marking())


def to_room(words: Words, network: Network) -> Say:
    """For a room, in the network's languages. A moment that stands alone is said once, in the viewer's."""

    def say(value: Value) -> str:
        return _mark("", value) if isinstance(value, datetime) else words.post(value, network, Marking())

    return say


def card(shown: Card, say: Say) -> Json:
    return {
        "title": say(shown.title),
        "body": [said for value in shown.body if (said := say(value))],
        "facts": [{"label": say(fact.label), "value": say(fact.value)} for fact in shown.facts],
        "buttons": [_button(button, say) for button in shown.buttons],
    }


def talk(written: str) -> Json:
    """What a person said in a room."""
    return {"talk": harmless(written)}


def form(asked: Form, say: Say) -> Json:
    return {
        "action": asked.action,
        "subject": asked.subject,
        "revision": asked.revision,
        "title": say(asked.title),
        "submit": say(asked.submit),
        "fields": [_field(field, say) for field in asked.fields],
    }


def errors(fields: Mapping[str, Text], say: Say) -> Json:
    return {name: say(problem) for name, problem in fields.items()}


def choices(options: Iterable[Choice], say: Say) -> Json:
    return [{"value": option.value, "label": say(option.label)} for option in options]


def worded(content: Json, viewer: Reader) -> Json:
    """The same with every moment in words, in the viewer's zone."""
    match content:
        case str():
            return _MARK.sub(lambda mark: _moment(mark, viewer), content)
        case list() | tuple():
            return [worded(part, viewer) for part in content]
        case Mapping():
            return {name: worded(part, viewer) for name, part in content.items()}
        case _:
            return content


def _button(button: Button, say: Say) -> Json:
    return {"key": button.key, "label": say(button.label), "style": button.style.value}


def _field(field: Field, say: Say) -> Json:
    return {
        "name": field.name,
        "kind": field.kind.value,
        "label": say(field.label),
        "hint": say(field.hint) if field.hint else "",
        "required": field.required,
        "limit": field.limit,
        "choices": choices(field.choices, say),
        "value": field.value,
        "chosen": list(field.chosen),
    }


def _mark(language: str, moment: datetime) -> str:
    return f"{_OPEN}{language}|{moment.isoformat()}{_CLOSE}"


def _moment(mark: re.Match[str], viewer: Reader) -> str:
    reader = Reader(mark[1] or viewer.language, viewer.zone)
    return when(datetime.fromisoformat(mark[2]), reader)
