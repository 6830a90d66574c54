"""`chat.*`: what is said in a channel, to whom it is shown, and who may change it."""

from __future__ import annotations

from typing import Any

from tests.wire.slack.arguments import Arguments, true
from tests.wire.slack.blocks import check_message, named
from tests.wire.slack.conversations import inside, somebody
from tests.wire.slack.parts import Json
from tests.wire.slack.refusals import Refused
from tests.wire.slack.workspace import BOT, Channel, Message, Workspace

# Slack cuts what is longer than 40,000 characters (reference/methods/chat.postMessage, "Truncating content").
# A bot that gets there has lost words: here it is told so, with that page's own error.
TEXT_LIMIT = 40_000


def content(given: Arguments) -> tuple[str, list[Json]]:
    """Text and blocks; one of them is needed (reference/methods/chat.postMessage, errors)."""
    text, blocks = str(given.get("text") or ""), given.get("blocks")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > TEXT_LIMIT:
        raise Refused("msg_too_long")
    if blocks and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    return text, named(check_message(blocks), "b") if blocks else []


def post(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/chat.postMessage"""
    channel = writable(workspace, given.get("channel"))
    text, blocks = content(given)
    message = Message(workspace.ts(), BOT, text, blocks, link_names=_links_names(given, "none"))
    channel.messages.append(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


def update(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/chat.update: what is not given is lost, so text alone drops the blocks; one's own
    messages only, and "ephemeral messages … cannot be updated"; `parse` is "client" unless told."""
    channel = workspace.channel(given.get("channel"))
    if channel.archived:  # "frozen, archived or deleted"
        raise Refused("is_inactive")
    message = workspace.find(channel, given.get("ts"))
    if message.author != BOT or BOT not in channel.members:
        raise Refused("cant_update_message")
    message.text, message.blocks = content(given)
    message.link_names = _links_names(given, "client")
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}


def ephemeral(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/chat.postEphemeral: one reader, who is in the channel."""
    channel = writable(workspace, given.get("channel"))
    user = somebody(workspace, given.get("user"))
    if user.id not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(given)
    message = Message(workspace.ts(), BOT, text, blocks, user.id, link_names=_links_names(given, "none"))
    channel.messages.append(message)
    return {"message_ts": message.ts}


def writable(workspace: Workspace, channel_id: object) -> Channel:
    """A channel that the app is in; by somebody's id, their conversation with it
    (reference/methods/chat.postMessage#channels). With a deactivated account there is none."""
    user = workspace.users.get(str(channel_id))
    channel = workspace.direct(user.id) if user and user.id != BOT else workspace.channel(channel_id)
    if channel.direct and workspace.users[channel.direct].deleted:
        raise Refused("channel_not_found")
    return inside(channel)


def _links_names(given: Arguments, parse: str) -> bool:
    """Whether `@here` in the text calls (messaging/formatting-message-text#automatic-parsing)."""
    return true(given.get("link_names")) or given.get("parse", parse) != "none"
