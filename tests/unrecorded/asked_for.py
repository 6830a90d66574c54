"""What may be asked of the platforms, and what in a name would be reading."""

from __future__ import annotations

import re

ASKED_FOR = frozenset({
    # docs.slack.dev/reference/methods
    *(f"slack {method}" for method in (
        "apps.connections.open", "auth.test", "chat.postMessage", "chat.update", "conversations.info",
        "conversations.invite", "conversations.kick", "conversations.members", "conversations.open",
        "response_url", "team.info", "users.info", "views.open", "views.publish", "views.update",
    )),
    # docs.discord.com/developers/reference; … stands for an id or a token
    *(f"discord {route}" for route in (
        "GET /users/@me", "GET /oauth2/applications/@me", "GET /guilds/…", "GET /guilds/…/members/…",
        "GET /guilds/…/channels",
        "GET /applications/…/guilds/…/commands", "PUT /applications/…/guilds/…/commands",
        "PUT /guilds/…/members/…/roles/…", "DELETE /guilds/…/members/…/roles/…",
        "POST /users/@me/channels", "POST /channels/…/messages", "PATCH /channels/…/messages/…",
        "POST /interactions/…/…/callback", "POST /webhooks/…/…", "PATCH /webhooks/…/…/messages/…",
        "gateway with intents 1",
    )),
})  # fmt: skip
# In a method, route, scope or event of a platform.
READS = re.compile(
    r"history|replies|search|files|reactions|pins|bookmarks|stars|canvas|lists\.|getPermalink|conversations\.list"
    r"|app_mention|GET /channels/[^ ]*messages|GET /webhooks|threads|audit-logs|auto-moderation|polls"
)
# In what a port or an adapter is called that would hand over what people say.
HANDS_OVER = frozenset({
    "history", "message", "messages", "reply", "replies", "transcript", "conversation", "conversations",
    "discussion", "thread", "threads", "listen", "overhear", "read", "fetch", "search", "content",
    "attachments", "reactions", "pins", "presence", "typing", "voice", "record",
})  # fmt: skip
