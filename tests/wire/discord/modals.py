"""What a modal may hold: docs.discord.com/developers/interactions/receiving-and-responding, and the parts of
docs.discord.com/developers/components/reference that stand in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.discord.checks import (
    a_list,
    an_object,
    distinct,
    flag,
    known,
    may_be_string,
    may_be_whole,
    numbered,
    one_of,
    string,
)
from tests.wire.discord.components import (
    CHECKBOX,
    CHECKBOXES,
    CUSTOM_ID,
    INPUT,
    LABEL,
    RADIO,
    SELECT,
    TEXT,
    check_options,
    check_select,
)
from tests.wire.discord.refusals import invalid

Json = Mapping[str, Any]
PARTS, TITLE, LABEL_TEXT, LABEL_DESCRIPTION, PLACEHOLDER, LONGEST = 5, 45, 45, 100, 100, 4000
GROUP = 10


def check_modal(modal: Json) -> None:
    known(modal, {"title", "custom_id", "components"}, "data")
    string(modal.get("title"), "data.title", TITLE)
    string(modal.get("custom_id"), "data.custom_id", CUSTOM_ID)
    parts = a_list(modal.get("components"), "data.components", PARTS, 1)
    for place, part in enumerate(parts):
        _part(an_object(part, f"data.components.{place}"), f"data.components.{place}")
    ids = [each["custom_id"] for each in asked(parts)]
    distinct(
        ids, "data.components", "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED"
    )


def asked(parts: Sequence[Json]) -> list[Json]:
    """What can be filled in, in order."""
    return [part["component"] for part in parts if part["type"] == LABEL]


def _part(part: Json, where: str) -> None:
    one_of(part.get("type"), f"{where}.type", {LABEL, TEXT})
    numbered(part, where)
    if part["type"] == TEXT:
        known(part, {"type", "id", "content"}, where)
        string(part.get("content"), f"{where}.content", LONGEST)
        return
    known(part, {"type", "id", "label", "description", "component"}, where)
    string(part.get("label"), f"{where}.label", LABEL_TEXT)
    may_be_string(part.get("description"), f"{where}.description", LABEL_DESCRIPTION)
    _inner(an_object(part.get("component"), f"{where}.component"), f"{where}.component")


def _inner(component: Json, where: str) -> None:
    kind = component.get("type")
    one_of(kind, f"{where}.type", {INPUT, SELECT, RADIO, CHECKBOXES, CHECKBOX})
    numbered(component, where)
    string(component.get("custom_id"), f"{where}.custom_id", CUSTOM_ID)
    if kind != CHECKBOX:
        flag(component.get("required"), f"{where}.required")
    if kind == INPUT:
        _input(component, where)
    elif kind == SELECT:
        _select(component, where)
    elif kind == CHECKBOX:
        known(component, {"type", "id", "custom_id", "default"}, where)
        flag(component.get("default"), f"{where}.default")
    else:
        _group(component, where)


def _input(component: Json, where: str) -> None:
    fields = {
        "type",
        "id",
        "custom_id",
        "style",
        "min_length",
        "max_length",
        "required",
        "value",
        "placeholder",
    }
    if component.get("label") is not None:
        raise invalid(f"{where}.label", "a label is around it already")
    known(component, fields | {"label"}, where)
    one_of(component.get("style"), f"{where}.style", {1, 2})
    least = may_be_whole(component.get("min_length"), f"{where}.min_length", 0, LONGEST)
    most = may_be_whole(component.get("max_length"), f"{where}.max_length", 1, LONGEST, LONGEST)
    if least > most:
        raise invalid(f"{where}.min_length", "is more than max_length")
    may_be_string(component.get("value"), f"{where}.value", most, least=0)
    may_be_string(component.get("placeholder"), f"{where}.placeholder", PLACEHOLDER, least=0)


def _select(component: Json, where: str) -> None:
    check_select(component, where)
    if component.get("disabled"):
        raise invalid(f"{where}.disabled", "cannot be disabled in a modal")
    if component.get("required", True) and component.get("min_values", 1) == 0:
        raise invalid(f"{where}.min_values", "is nothing, although something is required")


def _group(component: Json, where: str) -> None:
    """Two to ten to choose one of; one to ten to tick."""
    radio = component["type"] == RADIO
    known(
        component,
        {"type", "id", "custom_id", "options", "required"}
        | (set() if radio else {"min_values", "max_values"}),
        where,
    )
    options = check_options(component.get("options"), f"{where}.options", GROUP, 2 if radio else 1)
    least = may_be_whole(component.get("min_values"), f"{where}.min_values", 0, GROUP, 1)
    most = may_be_whole(
        component.get("max_values"), f"{where}.max_values", 1, GROUP, 1 if radio else len(options)
    )
    if least > most or most > len(options):
        raise invalid(f"{where}.max_values", "is more than there are, or less than the least")
    if component.get("required", True) and least == 0:
        raise invalid(f"{where}.min_values", "is nothing, although something is required")
    if sum(bool(option.get("default")) for option in options) > most:
        raise invalid(f"{where}.options", "Too many default values")
