"""Forms as modals, and what comes back from them; pure. docs.discord.com/developers/components/reference

A modal has one answer for each field, in a label that says what is asked. What is looked up is typed here:
a modal suggests nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import discord

from adapters.discord.render import Wording, shortened
from bot.chat import BUTTON_KEY_LIMIT, Choice, Field, Form, Kind, Text
from bot.errors import Malformed
from bot.joining.forms import LISTED, TYPED

TITLE, LABEL, HINT, OPTION = 45, 45, 100, 100
FEW = 10  # radio buttons and checkboxes
INPUT = 4000
SEVERAL = "[]"  # behind the name of a list from which several can be chosen: what comes back does not tell
Answers = Mapping[str, str | tuple[str, ...]]
LOOKUP_HINT = Text("discord.lookup_hint")  # the field's own may speak of a list
NOTHING: Mapping[str, str] = MappingProxyType({})


def modal(
    form: Form, wording: Wording, given: Mapping[str, str] = NOTHING, values: Answers = NOTHING
) -> discord.ui.Modal:
    """`given` was answered beforehand and is not asked (unless it is too long to go with the key); `values`
    fill in what is asked. Stopped, so that the library keeps nothing of it."""
    key = f"{form.action}:{form.subject}:{form.revision}"
    custom_id, kept = _with_given(key, {name: given[name] for name in _names(form) if name in given})
    shown = discord.ui.Modal(title=shortened(wording.plain(form.title), TITLE), custom_id=custom_id)
    for field in form.fields:
        if field.name not in kept and _can_be_asked(field):
            shown.add_item(_label(field, wording, {**given, **values}.get(field.name)))
    shown.stop()
    return shown


def _names(form: Form) -> list[str]:
    return [field.name for field in form.fields]


def _with_given(key: str, given: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """As many of them as there is room for."""
    kept = set[str]()
    for name, value in given.items():
        longer = f"{key}|{name}={value.replace('%', '%25').replace('|', '%7C')}"
        if len(longer) <= BUTTON_KEY_LIMIT:
            key = longer
            kept.add(name)
    return key, frozenset(kept)


def _can_be_asked(field: Field) -> bool:
    """A list of nothing is refused."""
    return bool(field.choices) or field.kind not in {Kind.CHOICE, Kind.CHOICES}


def _label(field: Field, wording: Wording, value: str | tuple[str, ...] | None) -> discord.ui.Label[Any]:
    hint = LOOKUP_HINT if field.kind is Kind.LOOKUP else field.hint
    return discord.ui.Label(
        text=shortened(wording.plain(field.label), LABEL),
        description=shortened(wording.plain(hint), HINT) if hint else None,
        component=_component(field, wording, value),
    )


def _component(field: Field, wording: Wording, value: str | tuple[str, ...] | None) -> discord.ui.Item[Any]:
    match field.kind:
        case Kind.CHOICE:
            return _choice(field, wording, field.value if value is None else value)
        case Kind.CHOICES:
            return _choices(field, wording, field.chosen if value is None else value)
        case Kind.LOOKUP:
            return _input(field, typed(field, wording, field.value if value is None else str(value)))
        case Kind.LINE | Kind.PARAGRAPH | Kind.EMAIL:
            return _input(field, field.value if value is None else str(value))


def _input(field: Field, value: str) -> discord.ui.TextInput[Any]:
    limit = min(field.limit, INPUT)
    long = field.kind is Kind.PARAGRAPH
    return discord.ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=field.required,
        max_length=limit,
        default=value[:limit] or None,
    )


def typed(field: Field, wording: Wording, value: str) -> str:
    """What somebody would have typed for it: the name of what is chosen, else its id or their own words."""
    chosen = next((choice for choice in field.choices if choice.value == value), None)
    if chosen is None:
        return value.removeprefix(LISTED).removeprefix(TYPED)
    label = chosen.label
    said = label.values if isinstance(label, Text) else {}
    return wording.plain(said.get("name", said.get("typed", label)))


def _choice(field: Field, wording: Wording, value: str | tuple[str, ...]) -> discord.ui.Item[Any]:
    """Radio buttons cannot be taken back, and a list can: so what may stay empty is a list."""
    if field.required and 2 <= len(field.choices) <= FEW:  # noqa: PLR2004 - Discord's least
        radio = [discord.RadioGroupOption(**each) for each in _options(field.choices, wording, value)]
        return discord.ui.RadioGroup(custom_id=field.name, required=True, options=radio)
    options = [discord.SelectOption(**each) for each in _options(field.choices, wording, value)]
    return discord.ui.Select(
        custom_id=field.name, min_values=int(field.required), options=options, required=field.required
    )


def _choices(field: Field, wording: Wording, value: str | tuple[str, ...]) -> discord.ui.Item[Any]:
    least, most = int(field.required), len(field.choices)
    drawn = _options(field.choices, wording, value)
    if most <= FEW:
        return discord.ui.CheckboxGroup(
            custom_id=field.name, required=field.required, min_values=least, max_values=most,
            options=[discord.CheckboxGroupOption(**each) for each in drawn],
        )  # fmt: skip
    return discord.ui.Select(
        custom_id=field.name + SEVERAL, required=field.required, min_values=least, max_values=most,
        options=[discord.SelectOption(**each) for each in drawn],
    )  # fmt: skip


def _options(
    choices: Sequence[Choice], wording: Wording, value: str | tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    chosen = value if isinstance(value, tuple) else (value,)
    for choice in choices:
        label = shortened(wording.plain(choice.label), OPTION)
        yield {"label": label, "value": choice.value, "default": choice.value in chosen}


# ---- what comes back


def read_modal_key(custom_id: str) -> tuple[str, dict[str, str]]:
    """The form's key, and what was answered beforehand; raises `Malformed`."""
    key, *parts = custom_id.split("|")
    given = dict[str, str]()
    for part in parts:
        name, equals, value = part.partition("=")
        if not equals or not name:
            raise Malformed
        given[name] = unquote(value)
    return key, given


def values_of(data: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """…/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure; every field
    that was asked is there, filled in or not. Nothing of it is trusted to have this shape."""
    return {
        name.removesuffix(SEVERAL): _answer(part, several=name.endswith(SEVERAL))
        for part in _parts(data.get("components"))
        if isinstance(name := part.get("custom_id"), str)
    }


def _parts(labels: object) -> Iterator[Mapping[str, Any]]:
    for label in labels if isinstance(labels, list) else ():
        if isinstance(label, Mapping) and isinstance(part := label.get("component"), Mapping):
            yield part


def _answer(part: Mapping[str, Any], *, several: bool) -> str | tuple[str, ...]:
    chosen = part.get("values")
    found = tuple(each for each in chosen if isinstance(each, str)) if isinstance(chosen, list) else ()
    if several or part.get("type") == discord.ComponentType.checkbox_group.value:
        return found
    value = part.get("value")
    return value if isinstance(value, str) else next(iter(found), "")
