"""What messages, modals, commands and choices may hold: docs.discord.com/developers, the pages named below.

The official description lets much of this pass; the written limits are what Discord enforces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.discord.refusals import Refused, invalid

Json = Mapping[str, Any]

# components/reference#component-object-component-types
ROW, BUTTON, SELECT, INPUT, LABEL, RADIO, CHECKBOXES, CHECKBOX = 1, 2, 3, 4, 18, 21, 22, 23
CONTENT, EMBEDS, TOGETHER = 2000, 10, 6000  # resources/message
TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE, FOOTER = 256, 4096, 25, 256, 1024, 2048
NAME = re.compile(r"[-_'\w]{1,32}")  # interactions/application-commands#application-command-object


def check_message(given: Json) -> None:
    """resources/message#create-message"""
    content, embeds, rows = given.get("content") or "", given.get("embeds") or [], given.get("components") or []
    if not (content or embeds or rows):
        raise Refused(400, 50006, "Cannot send an empty message")
    _string(content, "content", CONTENT, least=0)
    if len(embeds) > EMBEDS:
        raise invalid("embeds", f"Must be {EMBEDS} or fewer in length.")
    for place, embed in enumerate(embeds):
        _embed(embed, f"embeds.{place}")
    if sum(map(_size, embeds)) > TOGETHER:
        raise invalid("embeds", "Embed size exceeds maximum size of 6000")
    check_rows(rows)


def _size(embed: Json) -> int:
    parts = [embed.get("title", ""), embed.get("description", ""), embed.get("footer", {}).get("text", "")]
    parts += [text for field in embed.get("fields", ()) for text in (field["name"], field["value"])]
    return sum(map(len, parts))


def _embed(embed: Json, where: str) -> None:
    """resources/message#embed-object-embed-limits"""
    if unknown := embed.keys() - {"type", "title", "description", "fields", "footer", "color", "flags"}:
        raise invalid(where, f"not expected here: {sorted(unknown)}")
    _string(embed.get("title", "-"), f"{where}.title", TITLE)
    _string(embed.get("description", "-"), f"{where}.description", DESCRIPTION)
    fields = embed.get("fields", [])
    if len(fields) > FIELDS:
        raise invalid(f"{where}.fields", f"Must be {FIELDS} or fewer in length.")
    for place, field in enumerate(fields):
        _string(field.get("name"), f"{where}.fields.{place}.name", FIELD_NAME)
        _string(field.get("value"), f"{where}.fields.{place}.value", FIELD_VALUE)


def check_rows(rows: Sequence[Json]) -> None:
    """components/reference#action-row: up to five of them, each with up to five buttons or one select."""
    if len(rows) > 5:
        raise invalid("components", "Must be 5 or fewer in length.")
    ids: list[str] = []
    for place, row in enumerate(rows):
        where = f"components.{place}"
        if row.get("type") != ROW:
            raise invalid(f"{where}.type", "must be an action row")
        inside = row.get("components") or []
        if not 1 <= len(inside) <= 5 or (any(c.get("type") == SELECT for c in inside) and len(inside) > 1):
            raise invalid(f"{where}.components", "Must be between 1 and 5 in length.")
        for at, component in enumerate(inside):
            _in_row(component, f"{where}.components.{at}")
        ids += [str(component.get("custom_id")) for component in inside]
    if len(ids) != len(set(ids)):
        raise invalid("components", "Component custom id cannot be duplicated")


def _in_row(component: Json, where: str) -> None:
    if component.get("type") == BUTTON:
        _button(component, where)
    elif component.get("type") == SELECT:
        _select(component, where)
    else:
        raise invalid(f"{where}.type", "cannot be in a message's row")


def _button(button: Json, where: str) -> None:
    """components/reference#button"""
    if unknown := button.keys() - {"type", "style", "label", "custom_id", "disabled", "id"}:
        raise invalid(where, f"not expected here: {sorted(unknown)}")
    if button.get("style") not in {1, 2, 3, 4}:
        raise invalid(f"{where}.style", "must be one of the styles with a custom id")
    _string(button.get("label"), f"{where}.label", 80)
    _string(button.get("custom_id"), f"{where}.custom_id", 100)


def _select(select: Json, where: str) -> None:
    """components/reference#string-select"""
    _string(select.get("custom_id"), f"{where}.custom_id", 100)
    _string(select.get("placeholder", "-"), f"{where}.placeholder", 150)
    options = select.get("options") or []
    if not 1 <= len(options) <= 25:
        raise invalid(f"{where}.options", "Must be between 1 and 25 in length.")
    for place, option in enumerate(options):
        _option(option, f"{where}.options.{place}")
    if len({option["value"] for option in options}) != len(options):
        raise invalid(f"{where}.options", "The specified option value is already used")
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not (0 <= least <= 25 and 1 <= most <= len(options) and least <= most):
        raise invalid(f"{where}.max_values", "is more than there are options")


def _option(option: Json, where: str) -> None:
    _string(option.get("label"), f"{where}.label", 100)
    _string(option.get("value"), f"{where}.value", 100)
    _string(option.get("description", "-") or "-", f"{where}.description", 100)


# ---- modals (interactions/receiving-and-responding#interaction-response-object-modal)


def check_modal(modal: Json) -> None:
    if unknown := modal.keys() - {"title", "custom_id", "components"}:
        raise invalid("data", f"not expected here: {sorted(unknown)}")
    _string(modal.get("title"), "data.title", 45)
    _string(modal.get("custom_id"), "data.custom_id", 100)
    labels = modal.get("components") or []
    if not 1 <= len(labels) <= 5:
        raise invalid("data.components", "Must be between 1 and 5 in length.")
    for place, label in enumerate(labels):
        _label(label, f"data.components.{place}")
    ids = [label["component"]["custom_id"] for label in labels]
    if len(ids) != len(set(ids)):
        raise invalid("data.components", "Component custom id cannot be duplicated")


def _label(label: Json, where: str) -> None:
    """components/reference#label"""
    if label.get("type") != LABEL:
        raise invalid(f"{where}.type", "must be a label")
    _string(label.get("label"), f"{where}.label", 45)
    _string(label.get("description") or "-", f"{where}.description", 100)
    component, inner = label.get("component") or {}, f"{where}.component"
    match component.get("type"):
        case 4:
            _input(component, inner)
        case 3:
            _select(component, inner)
        case 21 | 22:
            _group(component, inner)
        case _:
            raise invalid(f"{inner}.type", "cannot be in a modal")


def _input(component: Json, where: str) -> None:
    """components/reference#text-input"""
    _string(component.get("custom_id"), f"{where}.custom_id", 100)
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if not (0 <= least <= 4000 and 1 <= most <= 4000):
        raise invalid(f"{where}.max_length", "must be between 1 and 4000")
    _string(component.get("value") or "-", f"{where}.value", most)
    _string(component.get("placeholder") or "-", f"{where}.placeholder", 100)
    if component.get("style") not in {1, 2}:
        raise invalid(f"{where}.style", "must be 1 or 2")
    if component.get("label"):
        raise invalid(f"{where}.label", "a label is around it already")


def _group(component: Json, where: str) -> None:
    """components/reference#radio-group (2 to 10 options), #checkbox-group (1 to 10)"""
    _string(component.get("custom_id"), f"{where}.custom_id", 100)
    options = component.get("options") or []
    if not (2 if component["type"] == RADIO else 1) <= len(options) <= 10:
        raise invalid(f"{where}.options", "too few or too many")
    for place, option in enumerate(options):
        _option(option, f"{where}.options.{place}")


# ---- commands (interactions/application-commands)


def check_commands(commands: Sequence[Json]) -> None:
    if len(commands) > 100:
        raise invalid("commands", "Must be 100 or fewer in length.")
    for place, command in enumerate(commands):
        _command(command, str(place))
        spoken = sum(map(len, _spoken(command)))
        if spoken > 8000:
            raise invalid(str(place), "APPLICATION_COMMAND_TOO_LARGE")


def _spoken(command: Json) -> list[str]:
    parts = [command.get("name", ""), command.get("description", "")]
    return parts + [text for option in command.get("options") or () for text in _spoken(option)]


def _command(command: Json, where: str) -> None:
    _name(command.get("name"), f"{where}.name")
    _string(command.get("description"), f"{where}.description", 100)
    for locale, name in (command.get("name_localizations") or {}).items():
        _name(name, f"{where}.name_localizations.{locale}")
        if locale not in {"fr", "en-US", "en-GB"}:
            raise invalid(f"{where}.name_localizations", f"unknown locale {locale}")
    for locale, said in (command.get("description_localizations") or {}).items():
        _string(said, f"{where}.description_localizations.{locale}", 100)
    options = command.get("options") or []
    if len(options) > 25:
        raise invalid(f"{where}.options", "Must be 25 or fewer in length.")
    for place, option in enumerate(options):
        _command(option, f"{where}.options.{place}")
    if len({option["name"] for option in options}) != len(options):
        raise invalid(f"{where}.options", "Option names must be unique")


def _name(name: object, where: str) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name) or name != name.lower():
        raise invalid(where, "Command name is invalid")


def check_choices(choices: Sequence[Json]) -> None:
    """…#application-command-object-application-command-option-choice-structure: up to 25"""
    if len(choices) > 25:
        raise invalid("data.choices", "Must be 25 or fewer in length.")
    for place, choice in enumerate(choices):
        _string(choice.get("name"), f"data.choices.{place}.name", 100)
        _string(choice.get("value"), f"data.choices.{place}.value", 100)


def _string(value: object, where: str, most: int, least: int = 1) -> None:
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise invalid(where, f"Must be between {least} and {most} in length.")
