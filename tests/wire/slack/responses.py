"""Response URLs, and what acknowledges a command: docs.slack.dev/interactivity/handling-user-interaction
#message_responses, docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands."""

from __future__ import annotations

from typing import Any

from tests.wire.slack.arguments import true
from tests.wire.slack.messages import content
from tests.wire.slack.refusals import Refused, Unknown
from tests.wire.slack.workspace import BOT, Message, Workspace

FIELDS = frozenset({
    "text", "blocks", "response_type", "replace_original", "delete_original", "unfurl_links", "unfurl_media",
})  # fmt: skip


def respond(workspace: Workspace, name: str, given: dict[str, Any]) -> None:
    """Five times within thirty minutes; afterwards nothing happens."""
    permission = workspace.responses.get(name)
    if permission is None or workspace.now() > permission.until:
        raise Refused("expired_url")
    if not permission.left:
        raise Refused("used_url")
    permission.left -= 1
    channel, origin = workspace.channels[permission.channel], permission.message
    if true(given.get("delete_original")) and origin:
        _known(given)
        channel.messages.remove(origin)
    elif true(given.get("replace_original")) and origin:
        origin.text, origin.blocks = content(_known(given))
    else:
        say(workspace, permission.user, permission.channel, given)


def say(workspace: Workspace, user: str, channel_id: str, given: dict[str, Any]) -> Message:
    """For everybody in the room only when it says so ("in_channel"), and else for one alone."""
    response_type = _known(given).get("response_type", "ephemeral")
    if response_type not in {"ephemeral", "in_channel"}:
        raise Refused("invalid_response_type")
    text, blocks = content(given)
    reader = user if response_type == "ephemeral" else ""
    message = Message(workspace.ts(), BOT, text, blocks, reader)
    workspace.channels[channel_id].messages.append(message)
    return message


def _known(given: dict[str, Any]) -> dict[str, Any]:
    if unknown := given.keys() - FIELDS:
        raise Unknown(f"answer: {sorted(unknown)}")
    return given
