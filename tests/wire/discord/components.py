"""Rows, buttons and selects of a message: docs.discord.com/developers/components/reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from tests.wire.discord.checks import (
    a_list,
    an_object,
    distinct,
    flag,
    known,
    may_be_list,
    may_be_string,
    may_be_whole,
    numbered,
    one_of,
    string,
    whole,
)
from tests.wire.discord.refusals import Unknown, invalid

Json = Mapping[str, Any]
ROW, BUTTON, SELECT, INPUT, TEXT, LABEL, RADIO, CHECKBOXES, CHECKBOX = 1, 2, 3, 4, 10, 18, 21, 22, 23
CUSTOM_ID, ROWS, IN_ROW, OPTIONS = 100, 5, 5, 25
LINK, PREMIUM = 5, 6  # styles that carry no custom_id


def check_rows(rows: object) -> None:
    """Up to five, each with up to five buttons or one select; each custom_id once."""
    listed = may_be_list(rows, "components", ROWS)
    for place, row in enumerate(listed):
        _row(an_object(row, f"components.{place}"), f"components.{place}")
    ids = [part["custom_id"] for row in listed for part in row["components"] if "custom_id" in part]
    distinct(ids, "components", "Component custom id cannot be duplicated", "COMPONENT_CUSTOM_ID_DUPLICATED")


def _row(row: Json, where: str) -> None:
    one_of(row.get("type"), f"{where}.type", {ROW})
    known(row, {"type", "id", "components"}, where)
    numbered(row, where)
    inside = a_list(row.get("components"), f"{where}.components", IN_ROW, 1)
    kinds = [an_object(part, f"{where}.components").get("type") for part in inside]
    if SELECT in kinds and len(kinds) > 1:
        raise invalid(f"{where}.components", "The specified component exceeds the maximum width")
    for at, part in enumerate(inside):
        inner = f"{where}.components.{at}"
        one_of(part.get("type"), f"{inner}.type", {BUTTON, SELECT})
        (_button if part["type"] == BUTTON else check_select)(part, inner)


def _button(button: Json, where: str) -> None:
    known(button, {"type", "id", "style", "label", "emoji", "custom_id", "url", "disabled"}, where)
    numbered(button, where)
    style = whole(button.get("style"), f"{where}.style", 1, 6)
    if style == PREMIUM or button.get("emoji"):
        raise Unknown(f"{where}: premium, emoji")
    label = may_be_string(button.get("label"), f"{where}.label", 80, least=0)
    if not label:
        raise invalid(where, "A button must have a label or emoji", "BUTTON_COMPONENT_INVALID")
    flag(button.get("disabled"), f"{where}.disabled")
    if style == LINK:
        string(button.get("url"), f"{where}.url", 512)
        if "custom_id" in button:
            raise invalid(f"{where}.custom_id", "A custom id and url cannot both be specified")
        return
    string(button.get("custom_id"), f"{where}.custom_id", CUSTOM_ID)
    if button.get("url"):
        raise invalid(f"{where}.url", "A custom id and url cannot both be specified")


def check_select(select: Json, where: str) -> None:
    """docs.discord.com/developers/components/reference: a string select, in a row or a modal's label."""
    fields = {
        "type",
        "id",
        "custom_id",
        "placeholder",
        "options",
        "min_values",
        "max_values",
        "disabled",
        "required",
    }
    known(select, fields, where)
    numbered(select, where)
    flag(select.get("disabled"), f"{where}.disabled")
    string(select.get("custom_id"), f"{where}.custom_id", CUSTOM_ID)
    may_be_string(select.get("placeholder"), f"{where}.placeholder", 150, least=0)
    options = check_options(select.get("options"), f"{where}.options", OPTIONS)
    least = may_be_whole(select.get("min_values"), f"{where}.min_values", 0, OPTIONS, 1)
    most = may_be_whole(select.get("max_values"), f"{where}.max_values", 1, OPTIONS, 1)
    if least > most or most > len(options):
        raise invalid(f"{where}.max_values", "is more than there are, or less than the least")
    if sum(bool(option.get("default")) for option in options) > most:
        raise invalid(f"{where}.options", "Too many default values")


def check_options(given: object, where: str, most: int, least: int = 1) -> Sequence[Json]:
    options = a_list(given, where, most, least)
    for place, option in enumerate(options):
        inner = f"{where}.{place}"
        known(an_object(option, inner), {"label", "value", "description", "default"}, inner)
        string(option.get("label"), f"{inner}.label", 100)
        string(option.get("value"), f"{inner}.value", 100)
        may_be_string(option.get("description"), f"{inner}.description", 100, least=0)
        flag(option.get("default"), f"{inner}.default")
    values = [option["value"] for option in options]
    distinct(
        values,
        where,
        "The specified option value is already used",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    )
    return options


def with_ids(parts: Sequence[Json]) -> list[dict[str, Any]]:
    """Each component gets a number, in order, where it brought none."""
    return [_numbered(part, numbers) for numbers in (count(1),) for part in parts]


def _numbered(part: Json, numbers: count[int]) -> dict[str, Any]:
    made = {**part, "id": part.get("id") or next(numbers)}
    if part["type"] == SELECT:
        made |= {"min_values": part.get("min_values", 1), "max_values": part.get("max_values", 1)}
    if "components" in part:
        made["components"] = [_numbered(each, numbers) for each in part["components"]]
    if "component" in part:
        made["component"] = _numbered(part["component"], numbers)
    return made


def inside(rows: Sequence[Json]) -> list[Json]:
    """All that can be pressed or chosen, in order."""
    return [part for row in rows for part in row["components"]]
