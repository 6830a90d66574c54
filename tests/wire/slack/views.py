"""What a modal or a home tab may be: https://docs.slack.dev/reference/views"""

from __future__ import annotations

from typing import Any

from tests.wire.slack.blocks import Json, check_view, inputs
from tests.wire.slack.refusals import Refused

TITLE = 24
METADATA = 3000
ID = 255
_MODAL = {
    "submit",
    "close",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
}
_HOME = {"private_metadata", "callback_id", "external_id"}


def check(view: object, kind: str) -> Json:
    """`kind` is modal or home: each has its own method."""
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Refused("invalid_arguments", f"[ERROR] must be a {kind} [json-pointer:/view/type]")
    needed = {"type", "blocks", "title"} if kind == "modal" else {"type", "blocks"}
    problems = [f"[ERROR] missing required field: {name}" for name in needed - view.keys()]
    allowed = needed | (_MODAL if kind == "modal" else _HOME)
    problems += [f"[ERROR] invalid additional property: {name}" for name in view.keys() - allowed]
    problems += [problem for name in ("title", "submit", "close") for problem in _short(view, name)]
    problems += [problem for name in ("callback_id", "external_id") for problem in _id(view, name)]
    if len(view.get("private_metadata", "")) > METADATA:
        problems.append("[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]")
    if problems:
        raise Refused("invalid_arguments", *problems)
    blocks = check_view(view["blocks"])
    if kind == "modal" and inputs(blocks) and "submit" not in view:
        # "submit is required when an input block is within the blocks array"
        raise Refused("invalid_arguments", "[ERROR] missing required field: submit [json-pointer:/view]")
    return view


def _short(view: dict[str, Any], name: str) -> list[str]:
    part = view.get(name)
    if part is None:
        return []
    if not isinstance(part, dict) or part.get("type") != "plain_text" or not part.get("text"):
        return [f"[ERROR] must be plain text [json-pointer:/view/{name}]"]
    return (
        [f"[ERROR] must be less than 25 characters [json-pointer:/view/{name}]"]
        if len(part["text"]) > TITLE
        else []
    )


def _id(view: dict[str, Any], name: str) -> list[str]:
    if len(view.get(name, "")) > ID:
        return [f"[ERROR] must be less than 256 characters [json-pointer:/view/{name}]"]
    return []
