"""What Slack sends, field by field as its documentation shows it, and nothing besides.

docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling and
docs.slack.dev/reference/interaction-payloads, a page for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.wire.slack.dialogs import shown
from tests.wire.slack.parts import Json
from tests.wire.slack.workspace import APP, BOT, TEAM, Channel, Message, User, View, Workspace

Payload = dict[str, Any]
DOMAIN = "north"


def command(user: User, channel: Channel, name: str, text: str, response_url: str, trigger: str) -> Payload:
    """A flat form, of strings alone; a private channel's name is not told."""
    return {
        "token": "legacy", "team_id": TEAM, "team_domain": DOMAIN, "channel_id": channel.id,
        "channel_name": _told(channel), "user_id": user.id, "user_name": user.name.lower(),
        "command": name, "text": text, "api_app_id": APP, "is_enterprise_install": "false",
        "response_url": response_url, "trigger_id": trigger,
    }  # fmt: skip


def press(user: User, channel: Channel, message: Message, response_url: str, trigger: str) -> Payload:
    """reference/interaction-payloads/block_actions-payload, in a message; an ephemeral one stays away."""
    payload = _interaction("block_actions", user) | {
        "container": {
            "type": "message", "message_ts": message.ts, "channel_id": channel.id,
            "is_ephemeral": bool(message.reader),
        },
        "channel": {"id": channel.id, "name": _told(channel)},
        "trigger_id": trigger, "response_url": response_url, "state": {"values": {}},
    }  # fmt: skip
    return payload if message.reader else payload | {"message": message.as_json()}


def press_in_view(user: User, view: View, trigger: str) -> Payload:
    """The same page, in a modal or the home tab: no channel, no response URL."""
    return _interaction("block_actions", user) | {
        "container": {"type": "view", "view_id": view.id}, "view": shown(view), "trigger_id": trigger,
    }  # fmt: skip


def action(block: str, element: Json, now: float) -> Payload:
    """One of `actions`: of a button, `value` and `style` only if it has them."""
    optional = {name: element[name] for name in ("value", "style") if name in element}
    return optional | {
        "type": element["type"], "block_id": block, "action_id": element["action_id"],
        "text": element["text"], "action_ts": f"{now:.6f}",
    }  # fmt: skip


def submission(user: User, view: View, state: Mapping[str, Any], trigger: str) -> Payload:
    """reference/interaction-payloads/view-interactions-payload"""
    return _interaction("view_submission", user) | {
        "view": shown(view) | {"state": {"values": state}}, "trigger_id": trigger, "response_urls": [],
    }  # fmt: skip


def suggestion(user: User, view: View, block: str, element: Json, query: str) -> Payload:
    """reference/interaction-payloads/block_suggestion-payload: no trigger, no response URL."""
    return _interaction("block_suggestion", user) | {
        "container": {"type": "view", "view_id": view.id}, "view": shown(view),
        "action_id": element["action_id"], "block_id": block, "value": query,
    }  # fmt: skip


def home_opened(workspace: Workspace, user: User, event_id: str, tab: str = "home") -> Payload:
    """docs.slack.dev/reference/events/app_home_opened: with the view, once there is one."""
    home, now = workspace.homes.get(user.id), workspace.now()
    event = {
        "type": "app_home_opened", "user": user.id, "channel": workspace.direct(user.id).id, "tab": tab,
        "event_ts": f"{now:.6f}",
    }  # fmt: skip
    return envelope(event | ({"view": shown(home)} if home else {}), event_id, int(now))


def envelope(event: Mapping[str, Any], event_id: str, now: int) -> Payload:
    """docs.slack.dev/apis/events-api#callback-field"""
    return {
        "token": "legacy", "team_id": TEAM, "api_app_id": APP, "type": "event_callback", "event": event,
        "event_id": event_id, "event_time": now, "is_ext_shared_channel": False,
        "authorizations": [{
            "enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True,
            "is_enterprise_install": False,
        }],
    }  # fmt: skip


def _interaction(kind: str, user: User) -> Payload:
    return {
        "type": kind, "token": "legacy", "api_app_id": APP, "is_enterprise_install": False,
        "team": {"id": TEAM, "domain": DOMAIN}, "enterprise": None,
        "user": {
            "id": user.id, "username": user.name.lower(), "name": user.name.lower(), "team_id": user.team,
        },
    }  # fmt: skip


def _told(channel: Channel) -> str:
    if channel.direct:
        return "directmessage"
    return "privategroup" if channel.private else channel.name
