"""A form as it is shown: with what was typed, what is wrong with it, and what was found for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.answers import Given
from bot.chat import Choice, Field, Form, Kind, Text
from bot.errors import Malformed

FEW = 10  # radio buttons
TYPED = ".typed"  # behind the name of a field that is looked up: what was typed when the choice was made
Posted = Mapping[str, tuple[str, ...]]
NOTHING: Posted = {}


@dataclass(frozen=True, slots=True)
class Filled:
    """Of a field that is looked up, by its name: `found` are the options, when somebody asked for them, and
    `chosen` is the one that was chosen before."""

    form: Form
    values: Mapping[str, Given] = field(default_factory=dict)
    errors: Mapping[str, Text] = field(default_factory=dict)
    found: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    chosen: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.form.action}:{self.form.subject}:{self.form.revision}"

    @property
    def looks_up(self) -> bool:
        return any(each.kind is Kind.LOOKUP for each in self.form.fields)

    @property
    def wrong(self) -> list[Field]:
        """In the order of the form, so that the first one is the first to correct."""
        return [each for each in self.form.fields if each.name in self.errors]

    def value(self, asked: Field) -> str:
        given = self.values.get(asked.name, asked.value)
        return given if isinstance(given, str) else ""

    def choice(self, asked: Field) -> Choice | None:
        """Of a field that is looked up, what it stands at, to be shown by its name."""
        options = (*asked.choices, *filter(None, [self.chosen.get(asked.name)]))
        return next((each for each in options if each.value == self.value(asked)), None)

    def is_chosen(self, asked: Field, choice: Choice) -> bool:
        standing = asked.chosen if asked.kind is Kind.CHOICES else asked.value
        given = self.values.get(asked.name, standing)
        return choice.value == given if isinstance(given, str) else choice.value in given

    def shape(self, asked: Field) -> str:
        """How it is drawn. Radio buttons cannot be taken back, and a list can: what may stay empty is one."""
        if asked.kind is Kind.CHOICE:
            return "radios" if asked.required and len(asked.choices) <= FEW else "list"
        if asked.kind is Kind.LOOKUP and asked.name in self.found:
            return "found"
        return asked.kind.value


def read(form: Form, posted: Posted) -> dict[str, Given]:
    """What was posted for each of its fields; the rules check it. Raises `Malformed` where one answer came
    several times."""
    return {each.name: _read(each, posted.get(each.name, ())) for each in form.fields}


def _read(asked: Field, given: tuple[str, ...]) -> Given:
    if asked.kind is Kind.CHOICES:
        return given
    if len(given) > 1:
        raise Malformed
    return given[0] if given else ""
