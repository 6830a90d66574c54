"""What the app may do, and nothing else: its manifest, made from the commands that there are.

docs.slack.dev/reference/app-manifest, docs.slack.dev/reference/scopes
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from adapters.catalogues import LANGUAGES
from adapters.command_words import CommandWords
from bot import routes

# Each right, and what it is for.
SCOPES = {
    "commands": "the commands /peer and /host",
    "chat:write": "cards in the network's rooms and messages to a person",
    "im:write": "opening a conversation with a person, to tell them about their own request",
    "users:read": "a person's name, language and time zone, and whether they are a guest",
    "groups:read": "who is in the private rooms of coordinators and facilitators",
    "groups:write": "letting members into the private members' room, and out of it",
    "channels:read": "finding the welcome room",
}
# Rights to read what people say to each other. With any of them the bot does not start.
READING = frozenset({
    "channels:history", "groups:history", "im:history", "mpim:history", "app_mentions:read", "files:read",
    "reactions:read", "pins:read", "bookmarks:read", "im:read", "mpim:read", "remote_files:read",
    "canvases:read", "lists:read", "metadata.message:read", "links:read", "assistant:write", "stars:read",
    "discovery:read",
    # docs.slack.dev/legacy/legacy-authentication/legacy-oauth-scopes: a stream of all that is said
    "bot", "client", "read", "rtm:stream",
})  # fmt: skip
EVENTS = ("app_home_opened", "app_uninstalled", "tokens_revoked")
# Read by everybody in the workspace, in whichever language.
ABOUT = (
    "Joining, meetings and themes. It reads no conversation. / "
    "Adhésion, rencontres et thèmes. Il ne lit aucune conversation."
)
DESCRIPTIONS = {
    "peer": "Your panel in the network / votre panneau dans le réseau",
    "host": "For coordinators and facilitators / pour coordonner et animer",
}


def reads_conversation(scopes: Iterable[str]) -> tuple[str, ...]:
    """Those of them that would let the bot read what people say to each other."""
    return tuple(
        sorted(
            scope
            for scope in scopes
            if scope in READING or scope.endswith(":history") or scope.startswith(("search:", "admin"))
        )
    )


def missing(scopes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(SCOPES.keys() - set(scopes)))


def beyond(scopes: Iterable[str]) -> tuple[str, ...]:
    """More than is needed, although nothing can be read with it."""
    granted = set(scopes)
    return tuple(sorted(granted - SCOPES.keys() - set(reads_conversation(granted))))


def usage(words: CommandWords, root: str) -> str:
    """What can be typed behind it, in each language."""
    names = [name for each, name in routes.COMMANDS if each == root]
    return " / ".join(", ".join(words.said(root, name, language) for name in names) for language in LANGUAGES)


def manifest(name: str, words: CommandWords, request_url: str = "") -> dict[str, Any]:
    """With a `request_url` for HTTP, without one for Socket Mode."""
    address = {"url": request_url} if request_url else {}
    return {
        "display_information": {
            "name": name[:35],
            "description": ABOUT,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": name[:80], "always_online": True},
            "slash_commands": [
                {
                    "command": f"/{root}",
                    "description": DESCRIPTIONS[root],
                    "usage_hint": usage(words, root),
                    "should_escape": False,
                    **address,
                }
                for root in dict.fromkeys(root for root, _ in routes.COMMANDS)
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {
                "bot_events": sorted(EVENTS),
                **({"request_url": request_url} if request_url else {}),
            },
            "interactivity": {
                "is_enabled": True,
                **(
                    {"request_url": request_url, "message_menu_options_url": request_url}
                    if request_url
                    else {}
                ),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": not request_url,
            "token_rotation_enabled": False,
        },
    }
