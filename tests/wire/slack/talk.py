"""What Slack would tell an app that may read: people who talk, in every event and payload in which their
words can be. Ours asks for none of it. docs.slack.dev/reference/events, …/reference/interaction-payloads
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from tests.wire.slack import payloads
from tests.wire.slack.deliveries import Delivery, NotAcknowledged
from tests.wire.slack.workspace import Channel, User, Workspace

Says = Callable[[str], str]  # the words that are said in an event of this kind


async def talks(delivery: Delivery, workspace: Workspace, user: User, channel: Channel, says: Says) -> int:
    """All that there is, at once; how much it was. An app need not acknowledge what it does not want."""
    events = [
        ("event", payloads.envelope(event, workspace.id("Ev"), int(workspace.now())))
        for event in said(workspace, user, channel, says)
    ]
    told = [*events, *(("interactive", each) for each in pressed(workspace, user, channel, says))]
    async with asyncio.TaskGroup() as together:
        for kind, each in told:
            together.create_task(_tell(delivery, kind, each))
    return len(told)


async def _tell(delivery: Delivery, kind: str, payload: dict[str, Any]) -> None:
    with suppress(NotAcknowledged):
        await delivery.deliver(kind, payload)


def said(workspace: Workspace, user: User, channel: Channel, says: Says) -> Iterator[dict[str, Any]]:
    """reference/events: a page for each."""
    yield from _messages(workspace, user, channel, says)
    where: dict[str, Any] = {"user": user.id, "channel": channel.id, "event_ts": workspace.ts()}
    item = {"type": "message", "channel": channel.id, "ts": workspace.ts()}
    yield where | _message(workspace, user, says("app_mention")) | {"type": "app_mention"}
    for kind in ("reaction_added", "reaction_removed"):
        yield where | {"type": kind, "reaction": says(kind), "item": item, "item_user": user.id}
    for kind in ("star_added", "pin_added"):
        message = _message(workspace, user, says(kind))
        yield where | {"type": kind, "item": item | {"message": message}, "channel_id": channel.id}
    for kind in ("file_shared", "file_created", "file_change", "file_public"):
        file = {"id": workspace.id("F"), "title": says(kind), "plain_text": says(kind), "preview": says(kind)}
        yield where | {"type": kind, "file_id": file["id"], "file": file, "channel_id": channel.id}
    link = {"url": f"https://north.example/{says('link_shared')}", "domain": "north.example"}
    yield where | {"type": "link_shared", "links": [link], "message_ts": workspace.ts()}
    metadata = {"event_type": "said", "event_payload": {"text": says("message_metadata_posted")}}
    yield where | {"type": "message_metadata_posted", "metadata": metadata}
    yield where | {"type": "channel_rename", "channel": {"id": channel.id, "name": says("channel_rename")}}
    profile = {"status_text": says("user_status_changed"), "real_name": user.name}
    yield where | {"type": "user_status_changed", "user": {"id": user.id, "profile": profile}}
    thread = {"user_id": user.id, "channel_id": channel.id, "context": {"said": says("assistant_thread")}}
    yield where | {"type": "assistant_thread_started", "assistant_thread": thread}
    yield where | {"type": "app_home_opened", "tab": "messages", "said": says("app_home_opened")}


def _messages(workspace: Workspace, user: User, channel: Channel, says: Says) -> Iterator[dict[str, Any]]:
    """reference/events/message: with and without a subtype, alone and in a thread."""
    kind = "im" if channel.direct else "group" if channel.private else "channel"
    where: dict[str, Any] = {"type": "message", "channel": channel.id, "channel_type": kind}
    where |= {"event_ts": workspace.ts(), "user": user.id}
    yield where | _message(workspace, user, says("message"))
    yield where | _message(workspace, user, says("thread")) | {"thread_ts": workspace.ts()}
    for subtype in ("me_message", "thread_broadcast", "channel_topic", "bot_message", "file_share"):
        message = _message(workspace, user, says(subtype)) | {"topic": says(subtype)}
        yield where | message | {"subtype": subtype, "files": [{"title": says(subtype)}]}
    changed = _message(workspace, user, says("message_changed"))
    before = _message(workspace, user, says("message_changed before"))
    yield where | {"subtype": "message_changed", "message": changed, "previous_message": before}
    gone = _message(workspace, user, says("message_deleted"))
    yield where | {"subtype": "message_deleted", "previous_message": gone, "deleted_ts": workspace.ts()}


def pressed(workspace: Workspace, user: User, channel: Channel, says: Says) -> Iterator[dict[str, Any]]:
    """reference/interaction-payloads: a shortcut on a message carries it along, and so does a press."""
    who: dict[str, Any] = {
        "team": {"id": user.team, "domain": payloads.DOMAIN}, "user": {"id": user.id, "team_id": user.team},
        "trigger_id": workspace.trigger(user.id), "channel": {"id": channel.id, "name": channel.name},
    }  # fmt: skip
    message = _message(workspace, user, says("message_action"))
    yield who | {"type": "message_action", "callback_id": "keep", "message": message}
    yield who | {"type": "shortcut", "callback_id": says("shortcut")}
    view = {"id": workspace.id("V"), "type": "modal", "callback_id": "x", "title": says("view_closed")}
    yield who | {"type": "view_closed", "view": view, "is_cleared": False}
    button = {"type": "button", "action_id": "nobody.knows:x:0", "block_id": "b"}
    action = button | {"value": says("block_actions")}
    container = {"type": "message", "channel_id": channel.id, "is_ephemeral": False}
    message = _message(workspace, user, says("block_actions message"))
    yield who | {"type": "block_actions", "container": container, "message": message, "actions": [action]}


def _message(workspace: Workspace, user: User, text: str) -> dict[str, Any]:
    parts = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
    return {
        "type": "message", "user": user.id, "ts": workspace.ts(), "text": text, "team": user.team,
        "blocks": [{"type": "rich_text", "block_id": "r", "elements": parts}],
        "attachments": [{"text": text, "fallback": text}],
        "edited": {"user": user.id, "ts": workspace.ts()},
    }  # fmt: skip
