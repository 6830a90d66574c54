"""What Slack sends, as the core's events; pure. docs.slack.dev/reference/interaction-payloads

Nothing of it is trusted to have the shape that the documentation says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from adapters.command_words import CommandWords
from adapters.slack.forms import answers
from bot.chat import Command, Lookup, Person, Press, Submission, read_key
from bot.errors import Malformed

Payload = Mapping[str, Any]
LINE_LIMIT = 2000
_SECONDS = re.compile(r"([0-9]{1,11})\.([0-9]{1,6})", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Origin(StrEnum):
    """Where somebody pressed: that decides where the answer appears."""

    MESSAGE = "message"  # everybody's, in a room
    DIRECT = "direct"  # in their conversation with the bot
    EPHEMERAL = "ephemeral"  # for them alone
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True, slots=True)
class Place:
    """`response_url` answers where it came from, `trigger` opens a dialog within three seconds; `view` and
    `hash` name the dialog in which it happened."""

    origin: Origin
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    hash: str = ""


def user_of(payload: Payload) -> tuple[str, str]:
    """The account and its workspace; raises `Malformed`."""
    user = payload.get("user")
    if isinstance(user, Mapping):
        return text(user, "id"), text(user, "team_id") or text(_part(payload, "team"), "id")
    return text(payload, "user_id"), text(payload, "team_id")


def command(payload: Payload, words: CommandWords, person: Person) -> Command:
    """`/peer join …`, in English or French."""
    root = text(payload, "command").removeprefix("/").lower()
    name, argument = (*text(payload, "text")[:LINE_LIMIT].split(maxsplit=1), "", "")[:2]
    return Command(root, words.name(root, name), person, argument.strip())


def press(payload: Payload, person: Person) -> Press:
    """The first action: a button is one. Raises `Malformed`."""
    actions = payload.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], Mapping):
        raise Malformed
    return Press(*read_key(text(actions[0], "action_id")), person, _moment(text(actions[0], "action_ts")))


def submission(payload: Payload, person: Person) -> Submission:
    view = _part(payload, "view")
    action, subject, revision = read_key(text(view, "callback_id"))
    state = _part(_part(view, "state"), "values")
    return Submission(action, subject, revision, answers(state), person)


def fields_of(payload: Payload) -> frozenset[str]:
    """What the dialog asked for: it may be of an older version."""
    blocks = _part(payload, "view").get("blocks")
    parts = [block for block in blocks if isinstance(block, Mapping)] if isinstance(blocks, list) else []
    return frozenset(text(part, "block_id") for part in parts if part.get("type") == "input")


def view_of(payload: Payload) -> str:
    return text(_part(payload, "view"), "id")


def language_of(payload: Payload) -> str:
    """In which the dialog was worded."""
    return text(_part(payload, "view"), "private_metadata")


def lookup(payload: Payload, person: Person) -> Lookup:
    action, _, _ = read_key(text(_part(payload, "view"), "callback_id"))
    return Lookup(action, text(payload, "block_id"), text(payload, "value")[:LINE_LIMIT], person)


def place_of(payload: Payload) -> Place:
    container, view = _part(payload, "container"), _part(payload, "view")
    trigger, response_url = text(payload, "trigger_id"), text(payload, "response_url")
    if text(container, "type") == "view":
        origin = Origin.HOME if text(view, "type") == "home" else Origin.MODAL
        return Place(origin, response_url, trigger, text(view, "id"), text(view, "hash"))
    if container.get("is_ephemeral") is True or not container:
        return Place(Origin.EPHEMERAL, response_url, trigger)
    direct = text(container, "channel_id").startswith("D")
    return Place(Origin.DIRECT if direct else Origin.MESSAGE, response_url, trigger)


def bot_token_is_revoked(payload: Payload) -> bool:
    """`tokens_revoked` also tells of people's own: docs.slack.dev/reference/events/tokens_revoked."""
    return bool(_part(_part(payload, "event"), "tokens").get("bot"))


def text(part: Payload, name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _moment(written: str) -> datetime | None:
    """Seconds with a fraction; None for anything else."""
    read = _SECONDS.fullmatch(written)
    if read is None:
        return None
    return _EPOCH + timedelta(seconds=int(read[1]), microseconds=int(f"{read[2]:0<6}"))


def _part(payload: Payload, name: str) -> Payload:
    value = payload.get(name)
    return value if isinstance(value, Mapping) else {}
