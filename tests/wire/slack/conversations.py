"""Who is there and where: `auth.test`, `team.info`, `users.info` and `conversations.*`, each as its page in
docs.slack.dev/reference/methods says."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from tests.wire.slack.arguments import Arguments, true
from tests.wire.slack.refusals import Refused, Unknown
from tests.wire.slack.workspace import BOT, BOT_ID, TEAM, Channel, User, Workspace

PAGE, PAGE_LIMIT = 100, 1000  # reference/methods/conversations.members, `limit`; apis/web-api/pagination


def auth_test(_: Workspace, __: Arguments) -> dict[str, Any]:
    """reference/methods/auth.test"""
    return {
        "url": "https://north.slack.example/", "team": "North", "user": "peers", "team_id": TEAM,
        "user_id": BOT, "bot_id": BOT_ID, "is_enterprise_install": False,
    }  # fmt: skip


def team_info(_: Workspace, __: Arguments) -> dict[str, Any]:
    """reference/methods/team.info"""
    return {"team": {"id": TEAM, "name": "North", "domain": "north"}}


def users_info(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/users.info: `locale` only when asked for; no address without users:read.email."""
    user = somebody(workspace, given.get("user"))
    return {"user": user.as_json(with_locale=true(given.get("include_locale")))}


def info(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/conversations.info"""
    channel = workspace.channel(given.get("channel"))
    return {
        "channel": {
            "id": channel.id, "name": channel.name, "is_channel": not channel.private,
            "is_group": channel.private and not channel.direct, "is_im": bool(channel.direct),
            "is_private": channel.private, "is_archived": channel.archived, "is_general": channel.general,
            "is_member": BOT in channel.members, "context_team_id": TEAM,
        }
    }  # fmt: skip


def members(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/conversations.members, apis/web-api/pagination: in pages; a cursor is Slack's own."""
    channel = workspace.channel(given.get("channel"))
    first, limit = _cursor(str(given.get("cursor") or "")), str(given.get("limit", PAGE))
    if not limit.isdecimal() or not 1 <= int(limit) <= PAGE_LIMIT:
        raise Refused("invalid_limit")
    last = first + int(limit)
    following = base64.b64encode(f"after:{last}".encode()).decode() if last < len(channel.members) else ""
    return {"members": channel.members[first:last], "response_metadata": {"next_cursor": following}}


def _cursor(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("after:"))
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None


def invite(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/conversations.invite: "the calling user must be a member of the channel"."""
    channel = workspace.channel(given.get("channel"))
    if channel.direct:
        raise Refused("method_not_supported_for_channel_type")
    inside(channel)
    if not given.get("users"):
        raise Refused("no_user")
    if "," in str(given["users"]):
        raise Unknown("conversations.invite with several users")
    user = somebody(workspace, given["users"])
    _may_come(user, channel)
    channel.members.append(user.id)
    return {"channel": {"id": channel.id, "name": channel.name}}


def _may_come(user: User, channel: Channel) -> None:
    """The same page, errors."""
    if user.id == BOT:
        raise Refused("cant_invite_self")
    if user.id in channel.members:
        raise Refused("already_in_channel")
    if user.deleted or user.team != TEAM:
        raise Refused("cant_invite")
    if user.is_ultra_restricted:  # "already in the maximum number of conversations", which is one
        raise Refused("ura_max_channels")
    if user.is_restricted and channel.no_guests:
        raise Refused("user_is_restricted")


def kick(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/conversations.kick; `restricted_action` where the workspace's settings forbid it."""
    channel = workspace.channel(given.get("channel"))
    if channel.direct:
        raise Refused("method_not_supported_for_channel_type")
    inside(channel)
    if not given.get("user"):
        raise Refused("no_user")
    user = somebody(workspace, given["user"])
    if user.id == BOT:
        raise Refused("cant_kick_self")
    if channel.general:
        raise Refused("cant_kick_from_general")
    if workspace.kicking_restricted:
        raise Refused("restricted_action")
    if user.id not in channel.members:
        raise Refused("not_in_channel")
    channel.members.remove(user.id)
    return {"errors": {}}


def opened(workspace: Workspace, given: Arguments) -> dict[str, Any]:
    """reference/methods/conversations.open; of `cannot_dm_bot` the page is silent, and Slack says it."""
    if not given.get("users"):
        raise Refused("users_list_not_supplied")
    if "," in str(given["users"]):
        raise Unknown("conversations.open with several users")
    user = somebody(workspace, given["users"])
    if user.deleted:
        raise Refused("user_disabled")
    if user.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": workspace.direct(user.id).id}}


def somebody(workspace: Workspace, user_id: object) -> User:
    user = workspace.users.get(str(user_id))
    if user is None:
        raise Refused("user_not_found")
    return user


def inside(channel: Channel) -> Channel:
    """What acts in a channel, acts from within it, while it is alive."""
    if channel.archived:
        raise Refused("is_archived")
    if BOT not in channel.members:
        raise Refused("not_in_channel")
    return channel
