"""What of a payload goes on: what is used here, each part of the type that Slack documents.

Bolt takes shapes for granted and fails at others, so it gets nothing else; and what is not needed (the
message in which a button stood, say) is seen by nobody further on.
docs.slack.dev/reference/interaction-payloads
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.slack.events import Payload
from adapters.slack.manifest import EVENTS

_ID = re.compile(r"[A-Za-z0-9]{1,64}", re.ASCII)
ROOT = re.compile(r"/[a-z0-9_-]{1,32}", re.ASCII)
USER = {"id": _ID, "team_id": _ID}
STATE = dict  # `forms.answers` takes whatever stands there
VIEW = {
    "id": _ID, "type": str, "hash": str, "callback_id": str, "private_metadata": str,
    "blocks": [{"type": str, "block_id": str}], "state": {"values": STATE},
}  # fmt: skip
WHO = {"user": USER, "team": {"id": _ID}, "trigger_id": str}
INTERACTION: Mapping[str, Any] = WHO | {
    "type": str,
    "view": VIEW,
    "response_url": str,
    "container": {"type": str, "is_ephemeral": bool, "channel_id": str},
    "actions": [{"type": str, "action_id": str, "block_id": str, "action_ts": str}],
    "action_id": str,
    "block_id": str,
    "value": str,
}
SLASH, CHECK, EVENT = "slash", "ssl_check", "event_callback"
SHAPES: Mapping[str, Mapping[str, Any]] = {
    SLASH: {
        "command": ROOT, "text": str, "user_id": _ID, "team_id": _ID, "trigger_id": str, "response_url": str,
    },
    EVENT: {
        "type": str, "team_id": _ID,
        "event": {"type": str, "user": _ID, "tab": str, "tokens": {"bot": [_ID]}},
    },
}  # fmt: skip
# The kinds that are listened to, each with what it cannot be without.
NEEDED: Mapping[str, Sequence[str]] = {
    "block_actions": ("user.id", "actions.action_id"),
    "view_submission": ("user.id", "view.callback_id", "view.type"),
    "block_suggestion": ("user.id", "action_id", "block_id"),
    EVENT: ("event.type",),
    SLASH: ("command", "user_id"),
}


class Misshapen(Exception):
    """A field of another type than Slack's documentation says, or one that is missing."""


def shaped(payload: Payload) -> dict[str, Any] | None:
    """None for what nobody here listens to. Raises `Misshapen`."""
    kind = payload.get("type", SLASH if "command" in payload else CHECK if "ssl_check" in payload else None)
    if not isinstance(kind, str):
        raise Misshapen
    if kind not in NEEDED:
        return None
    kept = _part(payload, SHAPES.get(kind, INTERACTION))
    for path in NEEDED[kind]:
        _must_have(kept, path)
    if kind == EVENT and kept["event"]["type"] not in EVENTS:
        return None
    return kept


def _part(part: Payload, shape: Mapping[str, Any]) -> dict[str, Any]:
    """Null is as good as missing."""
    return {name: _value(part[name], kind) for name, kind in shape.items() if part.get(name) is not None}


def _value(value: object, kind: Any) -> Any:  # noqa: ANN401 - JSON
    match kind:
        case re.Pattern():
            if isinstance(value, str) and kind.fullmatch(value):
                return value
        case Mapping():
            if isinstance(value, Mapping):
                return _part(value, kind)
        case [inner]:
            if isinstance(value, list):
                return [_value(each, inner) for each in value]
        case type():
            if isinstance(value, kind):
                return value
    raise Misshapen


def _must_have(part: Any, path: str) -> None:  # noqa: ANN401 - JSON
    for name in path.split("."):
        part = part[:1] if isinstance(part, list) else [part]
        if not part or name not in part[0]:
            raise Misshapen
        part = part[0][name]
