"""The Web API: each method with the scopes that it needs, the arguments that it takes, how often it may come.

All as its own page in docs.slack.dev/reference/methods says. What is not here, or not among a method's
arguments, is a fault of the caller's, and the test fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack import conversations, dialogs, messages
from tests.wire.slack.arguments import Arguments
from tests.wire.slack.rates import Rates
from tests.wire.slack.refusals import MissingScope, Unknown
from tests.wire.slack.workspace import Channel, Workspace

PUBLIC, PRIVATE, DIRECT = "public", "private", "direct"


@dataclass(frozen=True, slots=True)
class Method:
    """`scopes`: of which one is enough; none where any token will do. `by_kind`: the same, by the kind of
    conversation that it is called for. `tier` 0 is a special one. Not every method reads JSON."""

    act: Callable[[Workspace, Arguments], dict[str, Any]]
    arguments: frozenset[str]
    tier: int
    scopes: frozenset[str] = frozenset()
    by_kind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    json: bool = True


def call(
    workspace: Workspace, name: str, given: Arguments, scopes: frozenset[str], rates: Rates | None = None
) -> dict[str, Any]:
    method = METHODS.get(name)
    if method is None:
        raise Unknown(name)
    if unknown := given.keys() - method.arguments:
        raise Unknown(f"{name}: {sorted(unknown)}")
    _check_scopes(workspace, method, given, scopes)
    if rates and method.tier:
        rates.count(name, method.tier)
    if rates and name == "chat.postMessage":
        rates.post(messages.writable(workspace, given.get("channel")).id)
    return method.act(workspace, given)


def _check_scopes(workspace: Workspace, method: Method, given: Arguments, scopes: frozenset[str]) -> None:
    """docs.slack.dev/apis/web-api/using-the-conversations-api: by the kind of what it is called for."""
    every = method.scopes.union(*method.by_kind.values())
    if every and not every & scopes:
        raise MissingScope(every)
    needed = needed_for(workspace, method, given)
    if needed and not needed & scopes:
        raise MissingScope(needed)


def needed_for(workspace: Workspace, method: Method, given: Arguments) -> frozenset[str]:
    """The scopes of which one is enough; none where any token will do."""
    if not method.by_kind:
        return method.scopes
    return method.by_kind[_kind(workspace.channel(given.get("channel")))]


def _kind(channel: Channel) -> str:
    if channel.direct:
        return DIRECT
    return PRIVATE if channel.private else PUBLIC


def _takes(*names: str) -> frozenset[str]:
    return frozenset(names)


_LOOK = {PUBLIC: _takes("channels:read"), PRIVATE: _takes("groups:read"), DIRECT: _takes("im:read")}
_INVITE = {
    PUBLIC: _takes("channels:manage", "channels:write.invites"),
    PRIVATE: _takes("groups:write", "groups:write.invites"),
    DIRECT: _takes("im:write"),
}
_KICK = {PUBLIC: _takes("channels:manage"), PRIVATE: _takes("groups:write"), DIRECT: _takes("im:write")}
_WRITE = _takes("chat:write")
_SHOWN = _takes("channel", "text", "blocks", "parse", "link_names")
_NEW = _SHOWN | {"unfurl_links", "unfurl_media"}

METHODS: Mapping[str, Method] = {
    "auth.test": Method(conversations.auth_test, _takes(), 0),
    "team.info": Method(conversations.team_info, _takes(), 3, _takes("team:read"), json=False),
    "users.info": Method(
        conversations.users_info, _takes("user", "include_locale"), 4, _takes("users:read"), json=False
    ),
    "conversations.info": Method(conversations.info, _takes("channel"), 3, by_kind=_LOOK, json=False),
    "conversations.members": Method(
        conversations.members, _takes("channel", "limit", "cursor"), 4, by_kind=_LOOK, json=False
    ),
    "conversations.invite": Method(conversations.invite, _takes("channel", "users"), 3, by_kind=_INVITE),
    "conversations.kick": Method(conversations.kick, _takes("channel", "user"), 3, by_kind=_KICK),
    "conversations.open": Method(conversations.opened, _takes("users"), 3, _takes("im:write")),
    "chat.postMessage": Method(messages.post, _NEW, 0, _WRITE),
    "chat.update": Method(messages.update, _SHOWN | {"ts"}, 3, _WRITE),
    "chat.postEphemeral": Method(messages.ephemeral, _SHOWN | {"user"}, 4, _WRITE),
    "views.open": Method(dialogs.opened, _takes("trigger_id", "view"), 4),
    "views.update": Method(dialogs.update, _takes("view_id", "view", "hash"), 4),
    "views.publish": Method(dialogs.publish, _takes("user_id", "view", "hash"), 4),
}
