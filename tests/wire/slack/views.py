"""What a modal or a home tab may be, and what may answer a submission: docs.slack.dev/reference/views."""

from __future__ import annotations

import json
from typing import Any

from tests.wire.slack.blocks import check_view, inputs, named
from tests.wire.slack.parts import PLAIN, Json, Wrong, boolean, string, text
from tests.wire.slack.refusals import Refused

TITLE, METADATA, ID = 24, 3000, 255
LARGEST = 250 * 1024  # reference/methods/views.open, view_too_large: "greater than 250kb"
_BOTH = {"private_metadata", "callback_id", "external_id"}
_MODAL = _BOTH | {"submit", "close", "clear_on_close", "notify_on_close"}


def check(view: object, kind: str, name: str = "b") -> Json:
    """`kind` is modal or home: each has its own method. What comes back has an id on each block.

    reference/views/modal-views: title, close, submit of at most 24 characters, submit needed with an input.
    reference/views/home-tab-views: none of these.
    Both: private_metadata of at most 3000, callback_id and external_id of at most 255 characters.
    """
    if not isinstance(view, dict) or view.get("type") != kind:
        raise Refused("invalid_arguments", f"[ERROR] must be a {kind} [json-pointer:/view/type]")
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST:
        raise Refused("view_too_large")
    if problems := _problems(view, kind):
        raise Refused("invalid_arguments", *problems)
    blocks = check_view(view["blocks"])
    if kind == "modal" and inputs(named(blocks, name)) and "submit" not in view:
        raise Refused("invalid_arguments", "[ERROR] missing required field: submit [json-pointer:/view]")
    return {**view, "blocks": named(blocks, name)}


def _problems(view: dict[str, Any], kind: str) -> list[str]:
    needed = {"type", "blocks", "title"} if kind == "modal" else {"type", "blocks"}
    allowed = needed | (_MODAL if kind == "modal" else _BOTH)
    problems = [f"[ERROR] missing required field: {name}" for name in sorted(needed - view.keys())]
    problems += [f"[ERROR] invalid additional property: {name}" for name in sorted(view.keys() - allowed)]
    for name in view.keys() & allowed:
        try:
            _field(view, name)
        except Wrong as wrong:
            problems.append(str(wrong))
    return problems


def _field(view: dict[str, Any], name: str) -> None:
    if name in {"title", "submit", "close"}:
        text(view[name], f"/view/{name}", TITLE, PLAIN)
    elif name in {"callback_id", "external_id"}:
        string(view, name, "/view", ID)
    elif name == "private_metadata" and len(view[name]) > METADATA:
        raise Wrong(f"must be less than {METADATA + 1} characters", "/view/private_metadata")
    elif name in {"clear_on_close", "notify_on_close"}:
        boolean(view, name, "/view")


def check_answer(view: Json, answer: object) -> Json:
    """What acknowledges a submission (surfaces/modals): errors at the `block_id` of an input block, a valid
    modal instead of it or on top of it, or all closed. Anything else shows the person an error."""
    if answer is None or answer == {}:
        return {"response_action": "close"}
    if not isinstance(answer, dict):
        raise Refused("invalid_response", "must be an object")
    action, fields = answer.get("response_action"), answer.keys() - {"response_action"}
    if action == "errors" and fields == {"errors"}:
        return _errors(view, answer)
    if action in {"update", "push"} and fields == {"view"}:
        return {**answer, "view": check(answer["view"], "modal")}
    if action == "clear" and not fields:
        return answer
    raise Refused("invalid_response", f"response_action {action} with {sorted(fields)}")


def _errors(view: Json, answer: dict[str, Any]) -> Json:
    errors = answer["errors"]
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_response", "errors must name blocks")
    if stray := errors.keys() - inputs(view["blocks"]).keys():
        raise Refused("invalid_response", f"errors at no input block: {sorted(stray)}")
    if not all(isinstance(said, str) and said for said in errors.values()):
        raise Refused("invalid_response", "errors must be sentences")
    return answer
