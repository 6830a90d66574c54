"""The Web API: each method with the scope that it needs and the arguments that it takes. What is not here, or
not among a method's arguments, is a fault of the caller's, and the test fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack import views
from tests.wire.slack.blocks import check_message
from tests.wire.slack.refusals import Refused
from tests.wire.slack.workspace import BOT, BOT_ID, TEAM, Channel, Message, User, View, Workspace

Arguments = Mapping[str, Any]
TEXT_LIMIT = 40_000  # reference/methods/chat.postMessage#truncating; more is cut, which we take for a fault


class Unknown(AssertionError):
    """The server does not know this method or argument: it has to be added with its rules first."""


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes` of which one is enough; none where any token will do."""

    act: Callable[[Workspace, Arguments], dict[str, Any]]
    arguments: frozenset[str]
    scopes: frozenset[str] = field(default_factory=frozenset)


def call(workspace: Workspace, name: str, arguments: Arguments, scopes: frozenset[str]) -> dict[str, Any]:
    method = METHODS.get(name)
    if method is None:
        raise Unknown(name)
    if unknown := arguments.keys() - method.arguments - {"token"}:
        raise Unknown(f"{name}: {sorted(unknown)}")
    if method.scopes and not method.scopes & scopes:
        raise Refused("missing_scope", min(method.scopes))
    return method.act(workspace, arguments)


# ---- who and where


def _auth_test(_: Workspace, __: Arguments) -> dict[str, Any]:
    return {
        "url": "https://north.slack.example/", "team": "North", "user": "peers", "team_id": TEAM,
        "user_id": BOT, "bot_id": BOT_ID, "is_enterprise_install": False,
    }  # fmt: skip


def _team_info(_: Workspace, __: Arguments) -> dict[str, Any]:
    return {"team": {"id": TEAM, "name": "North", "domain": "north"}}


def _users_info(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    user = workspace.users.get(str(given.get("user")))
    if user is None:
        raise Refused("user_not_found")
    return {"user": user.as_json(with_locale=_true(given.get("include_locale")))}


def _info(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    channel = workspace.channel(given.get("channel"))
    return {
        "channel": {
            "id": channel.id, "name": channel.name, "is_channel": True, "is_private": channel.private,
            "is_archived": channel.archived, "is_general": channel.general,
            "is_member": BOT in channel.members, "is_im": bool(channel.direct),
        }
    }  # fmt: skip


def _members(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """In pages (reference/methods/conversations.members)."""
    channel = workspace.channel(given.get("channel"))
    limit, first = int(given.get("limit", 100)), int(given.get("cursor") or 0)
    if not 1 <= limit <= 1000:
        raise Refused("invalid_limit")
    page = channel.members[first : first + limit]
    last = first + limit >= len(channel.members)
    return {"members": page, "response_metadata": {"next_cursor": "" if last else str(first + limit)}}


def _invite(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    channel = _inside(workspace.channel(given.get("channel")))
    user = _somebody(workspace, given.get("users"))
    if user.id in channel.members:
        raise Refused("already_in_channel")
    if user.id == BOT:
        raise Refused("cant_invite_self")
    if user.deleted:
        raise Refused("user_is_deactivated" if user.team == TEAM else "cant_invite")
    if user.is_ultra_restricted:
        raise Refused("ura_max_channels")  # "guests of one channel cannot be in more"
    if user.team != TEAM:
        raise Refused("not_in_team" if not channel.private else "cant_invite")
    channel.members.append(user.id)
    return {"channel": {"id": channel.id}}


def _kick(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    channel = _inside(workspace.channel(given.get("channel")))
    user = _somebody(workspace, given.get("user"))
    if user.id == BOT:
        raise Refused("cant_kick_self")
    if channel.general:
        raise Refused("cant_kick_from_general")
    if user.id not in channel.members:
        raise Refused("not_in_channel")
    channel.members.remove(user.id)
    return {}


def _open(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    user = _somebody(workspace, given.get("users"))
    if user.deleted:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": workspace.direct(user.id).id}}


def _somebody(workspace: Workspace, user_id: object) -> User:
    user = workspace.users.get(str(user_id))
    if user is None:
        raise Refused("user_not_found")
    return user


def _inside(channel: Channel) -> Channel:
    if channel.archived:
        raise Refused("is_archived")
    if BOT not in channel.members:
        raise Refused("not_in_channel")
    return channel


# ---- messages


def content(given: Arguments) -> tuple[str, list[Any]]:
    """Text and blocks of a message; one of them is needed (reference/methods/chat.postMessage#errors)."""
    text, blocks = str(given.get("text") or ""), given.get("blocks")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > TEXT_LIMIT:
        raise Refused("msg_too_long")
    return text, list(check_message(blocks)) if blocks else []


def _post(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    channel = _writable(workspace, given.get("channel"))
    text, blocks = content(given)
    message = Message(workspace.ts(), BOT, text, blocks)
    channel.messages.append(message)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


def _update(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """What is not given is lost: text alone drops the blocks (reference/methods/chat.update)."""
    channel = _writable(workspace, given.get("channel"))
    message = workspace.find(channel, given.get("ts"))
    if message.author != BOT:
        raise Refused("cant_update_message")
    message.text, message.blocks = content(given)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}


def _ephemeral(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    channel = _writable(workspace, given.get("channel"))
    user = _somebody(workspace, given.get("user"))
    if user.id not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(given)
    message = Message(workspace.ts(), BOT, text, blocks, reader=user.id)
    channel.messages.append(message)
    return {"message_ts": message.ts}


def _writable(workspace: Workspace, channel_id: object) -> Channel:
    channel = workspace.channel(channel_id)
    if channel.direct and workspace.users[channel.direct].deleted:
        raise Refused("channel_not_found")
    return _inside(channel)


# ---- views


def _views_open(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    view = views.check(given.get("view"), "modal")
    user = workspace.exchange(given.get("trigger_id"))
    return {"view": shown(_keep(workspace, user, view))}


def _views_update(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    view = workspace.views.get(str(given.get("view_id")))
    if view is None:
        raise Refused("not_found")
    if given.get("hash") not in {None, view.hash}:
        raise Refused("hash_conflict")
    view.content = views.check(given.get("view"), "modal")
    view.hash = workspace.id("h")
    return {"view": shown(view)}


def _views_publish(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    user = _somebody(workspace, given.get("user_id"))
    home, view = workspace.homes.get(user.id), views.check(given.get("view"), "home")
    if home and given.get("hash") not in {None, home.hash}:
        raise Refused("hash_conflict")
    if user.is_bot:
        raise Refused("not_enabled")
    workspace.homes[user.id] = new = View(workspace.id("V"), user.id, view, workspace.id("h"))
    return {"view": shown(new)}


def _keep(workspace: Workspace, user: str, content: Mapping[str, Any]) -> View:
    view = View(workspace.id("V"), user, content, workspace.id("h"))
    workspace.views[view.id] = view
    return view


def shown(view: View) -> dict[str, Any]:
    """reference/objects/view-object"""
    return {
        "private_metadata": "", "callback_id": "", "external_id": "", **view.content,
        "id": view.id, "team_id": TEAM, "hash": view.hash, "root_view_id": view.id,
        "app_id": "A0PEERS", "bot_id": BOT_ID, "state": {"values": {}},
    }  # fmt: skip


def _true(value: object) -> bool:
    return value in {True, "true", "1"}


def _takes(*names: str) -> frozenset[str]:
    return frozenset(names)


_SHOWN = _takes("channel", "text", "blocks", "parse", "link_names")
_NEW = _SHOWN | {"unfurl_links", "unfurl_media", "mrkdwn"}
_LOOK = _takes("channels:read", "groups:read")
METHODS: Mapping[str, Method] = {
    "auth.test": Method(_auth_test, _takes()),
    "team.info": Method(_team_info, _takes(), _takes("team:read")),
    "users.info": Method(_users_info, _takes("user", "include_locale"), _takes("users:read")),
    "conversations.info": Method(_info, _takes("channel"), _LOOK),
    "conversations.members": Method(_members, _takes("channel", "limit", "cursor"), _LOOK),
    "conversations.invite": Method(_invite, _takes("channel", "users"), _takes("groups:write")),
    "conversations.kick": Method(_kick, _takes("channel", "user"), _takes("groups:write")),
    "conversations.open": Method(_open, _takes("users"), _takes("im:write")),
    "chat.postMessage": Method(_post, _NEW, _takes("chat:write")),
    "chat.update": Method(_update, _SHOWN | {"ts"}, _takes("chat:write")),
    "chat.postEphemeral": Method(_ephemeral, _SHOWN | {"user"}, _takes("chat:write")),
    "views.open": Method(_views_open, _takes("trigger_id", "view")),
    "views.update": Method(_views_update, _takes("view_id", "view", "hash")),
    "views.publish": Method(_views_publish, _takes("user_id", "view", "hash")),
}
