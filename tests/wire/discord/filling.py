"""A modal as it is filled in and sent: docs.discord.com/developers/components/reference (what each part gives
back), docs.discord.com/developers/interactions/receiving-and-responding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.wire.discord.components import CHECKBOX, CHECKBOXES, INPUT, LABEL, RADIO, SELECT, with_ids
from tests.wire.discord.modals import asked

Json = Mapping[str, Any]
Given = str | bool | Sequence[str]
Values = Mapping[str, Given]


def data(modal: Json, values: Values) -> dict[str, Any]:
    """What was there from the start stays, unless something else is given."""
    parts = [_part(part, values) for part in with_ids(modal["components"])]
    return {"custom_id": modal["custom_id"], "components": parts}


def _part(part: Json, values: Values) -> dict[str, Any]:
    if part["type"] != LABEL:
        return {"type": part["type"], "id": part["id"]}
    component = part["component"]
    name = component["custom_id"]
    sent = {"type": component["type"], "id": component["id"], "custom_id": name}
    sent |= _value(component, values.get(name, _from_start(component)))
    return {"type": LABEL, "id": part["id"], "component": sent}


def _from_start(component: Json) -> Given:
    if component["type"] == INPUT:
        return str(component.get("value") or "")
    if component["type"] == CHECKBOX:
        return bool(component.get("default"))
    return [option["value"] for option in component["options"] if option.get("default")]


def _value(component: Json, given: Given) -> dict[str, Any]:
    if component["type"] in {INPUT, CHECKBOX}:
        return {"value": given}
    chosen = _several(given)
    return {"value": chosen[0] if chosen else None} if component["type"] == RADIO else {"values": chosen}


def _several(given: Given) -> list[str]:
    assert not isinstance(given, bool)
    return ([given] if given else []) if isinstance(given, str) else list(given)


def check(modal: Json, values: Values) -> None:
    """What the client refuses to send."""
    parts = {part["custom_id"]: part for part in asked(modal["components"])}
    assert not values.keys() - parts.keys(), f"not asked: {values.keys() - parts.keys()}"
    for name, part in parts.items():
        given = values.get(name, _from_start(part))
        if part["type"] == INPUT:
            _check_text(name, part, str(given))
        elif part["type"] in {SELECT, RADIO, CHECKBOXES}:
            _check_chosen(name, part, _several(given))


def _check_text(name: str, part: Json, given: str) -> None:
    assert given or part.get("required") is False, f"{name} is needed"
    least, most = part.get("min_length") or 0, part.get("max_length") or 4000
    assert not given or least <= len(given) <= most, f"{name} is too short or too long"


def _check_chosen(name: str, part: Json, chosen: Sequence[str]) -> None:
    offered = [option["value"] for option in part["options"]]
    assert set(chosen) <= set(offered), f"{name}: {chosen} is not among {offered}"
    assert chosen or part.get("required") is False, f"{name} is needed"
    several = len(offered) if part["type"] == CHECKBOXES else 1
    most = part.get("max_values") or several
    assert not chosen or (part.get("min_values") or 0) <= len(chosen) <= most, f"{name}: too few or too many"
