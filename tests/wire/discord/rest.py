"""The HTTP API: the routes that a bot like ours needs, each with what it demands. Any other is a fault of the
caller's, and the test fails. docs.discord.com/developers/resources, …/interactions/receiving-and-responding"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.wire.discord.guild import (
    APP,
    BOT,
    EMBED_LINKS,
    GUILD,
    MANAGE_ROLES,
    SEND_MESSAGES,
    Channel,
    Guild,
    Message,
)
from tests.wire.discord.interactions import Interactions
from tests.wire.discord.limits import check_commands, check_message
from tests.wire.discord.refusals import (
    CLOSED_DIRECTS,
    MISSING_PERMISSIONS,
    NOT_AUTHOR,
    UNKNOWN_MESSAGE,
    UNKNOWN_ROLE,
    UNKNOWN_USER,
    Refused,
)

Answer = tuple[int, Any]
Given = Mapping[str, Any]
MENTION = re.compile(r"<@!?(\d+)>|<@&(\d+)>|@(everyone|here)")


@dataclass(frozen=True, slots=True)
class Rest:
    """`intents` and `flags` are the application's, as its owner set them."""

    guild: Guild
    interactions: Interactions
    flags: int = 0

    def answer(self, method: str, path: str, given: Any) -> Answer | None:  # noqa: ANN401 - JSON
        """None when there is no such route here."""
        for route, act in self._routes():
            wanted, _, pattern = route.partition(" ")
            found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", pattern), path)
            if wanted == method and found:
                return act(given, **found.groupdict())
        return None

    def _routes(self) -> list[tuple[str, Callable[..., Answer]]]:
        return [
            ("GET /users/@me", self._me),
            ("GET /oauth2/applications/@me", self._application),
            ("GET /applications/@me", self._application),
            ("GET /gateway/bot", self._gateway),
            ("GET /guilds/{guild}", self._guild),
            ("GET /guilds/{guild}/roles", self._roles),
            ("GET /guilds/{guild}/members/{user}", self._member),
            ("PUT /guilds/{guild}/members/{user}/roles/{role}", self._give),
            ("DELETE /guilds/{guild}/members/{user}/roles/{role}", self._take),
            ("GET /channels/{channel}", self._channel),
            ("POST /channels/{channel}/messages", self._post),
            ("PATCH /channels/{channel}/messages/{message}", self._edit),
            ("POST /users/@me/channels", self._open),
            ("GET /applications/{app}/guilds/{guild}/commands", self._commands),
            ("PUT /applications/{app}/guilds/{guild}/commands", self._write_commands),
            ("POST /interactions/{interaction}/{token}/callback", self.interactions.callback),
            ("POST /webhooks/{app}/{token}", self.interactions.follow_up),
            ("PATCH /webhooks/{app}/{token}/messages/@original", self.interactions.edit_original),
        ]

    # ---- who and where

    def _me(self, _: Given) -> Answer:
        return 200, self.guild.members[BOT].user() | {"mfa_enabled": True, "verified": True, "flags": 0}

    def _application(self, _: Given) -> Answer:
        return 200, {
            "id": APP, "name": "Peers", "icon": None, "description": "", "bot_public": False,
            "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": self.flags, "owner": None,
            "team": None, "summary": "",
        }  # fmt: skip

    def _gateway(self, _: Given) -> Answer:
        return 200, {
            "url": "ws://127.0.0.1", "shards": 1,
            "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1},
        }  # fmt: skip

    def _guild(self, _: Given, guild: str) -> Answer:
        self._ours(guild)
        return 200, guild_json(self.guild)

    def _roles(self, _: Given, guild: str) -> Answer:
        self._ours(guild)
        return 200, roles_json(self.guild)

    def _member(self, _: Given, guild: str, user: str) -> Answer:
        self._ours(guild)
        return 200, self.guild.member(user).as_json()

    def _ours(self, guild: str) -> None:
        if guild != GUILD:
            raise Refused(404, 10004, "Unknown Guild")

    # ---- roles (resources/guild#add-guild-member-role, topics/permissions#permission-hierarchy)

    def _give(self, _: Given, guild: str, user: str, role: str) -> Answer:
        member = self._manageable(guild, user, role)
        if role not in member:
            member.append(role)
        return 204, None

    def _take(self, _: Given, guild: str, user: str, role: str) -> Answer:
        member = self._manageable(guild, user, role)
        if role in member:
            member.remove(role)
        return 204, None

    def _manageable(self, guild: str, user: str, role: str) -> list[str]:
        self._ours(guild)
        member = self.guild.member(user)
        if role not in self.guild.roles:
            raise Refused(*UNKNOWN_ROLE)
        above = self.guild.roles[role].position >= self.guild.highest(BOT)
        if above or not self.guild.has(BOT, MANAGE_ROLES):
            raise Refused(*MISSING_PERMISSIONS)
        return member.roles

    # ---- messages (resources/message)

    def _channel(self, _: Given, channel: str) -> Answer:
        found = self.guild.channel(channel)
        return 200, channel_json(found)

    def _post(self, given: Given, channel: str) -> Answer:
        found = self._writable(channel)
        check_message(given)
        nonce = str(given.get("nonce") or "")
        if len(nonce) > 25:
            raise Refused(400, 50035, "Invalid Form Body")
        if given.get("enforce_nonce") and nonce:
            for message in found.messages:  # "the existing message is returned", for a few minutes
                if message.nonce == nonce:
                    return 200, message_json(message, self.guild)
        message = Message(self.guild.snowflake(), channel, BOT, nonce=nonce)
        fill(message, given)
        found.messages.append(message)
        return 200, message_json(message, self.guild)

    def _edit(self, given: Given, channel: str, message: str) -> Answer:
        found = self._writable(channel)
        for each in found.messages:
            if each.id == message and not each.reader:
                if each.author != BOT:
                    raise Refused(*NOT_AUTHOR)
                check_message(given)
                fill(each, given)
                return 200, message_json(each, self.guild)
        raise Refused(*UNKNOWN_MESSAGE)

    def _writable(self, channel: str) -> Channel:
        found = self.guild.channel(channel)
        if found.direct:
            reader = self.guild.members.get(found.direct)
            if reader is None or not reader.directs:
                raise Refused(*CLOSED_DIRECTS)
        elif not (self.guild.has(BOT, SEND_MESSAGES) and self.guild.has(BOT, EMBED_LINKS)):
            raise Refused(*MISSING_PERMISSIONS)
        return found

    def _open(self, given: Given) -> Answer:
        user = str(given.get("recipient_id"))
        if user not in self.guild.members:
            raise Refused(*UNKNOWN_USER)
        return 200, channel_json(self.guild.direct(user)) | {"recipients": [self.guild.members[user].user()]}

    # ---- commands

    def _commands(self, _: Given, app: str, guild: str) -> Answer:
        self._ours(guild)
        del app
        return 200, self.guild.commands

    def _write_commands(self, given: Any, app: str, guild: str) -> Answer:  # noqa: ANN401 - JSON
        """The whole list at once; what is not in it is gone."""
        self._ours(guild)
        check_commands(given)
        self.guild.commands = [
            {**command, "id": self.guild.snowflake(), "application_id": app, "version": "1"} for command in given
        ]
        self.guild.command_writes += 1
        return 200, self.guild.commands


def fill(message: Message, given: Given) -> None:
    """What is given takes the place of what was there; nobody is called whom `allowed_mentions` leaves out."""
    message.content = str(given.get("content") or "")
    message.embeds = list(given.get("embeds") or [])
    message.components = list(given.get("components") or [])
    message.mentions = called(message.content, given.get("allowed_mentions"))


def called(content: str, allowed: Given | None) -> frozenset[str]:
    """resources/message#allowed-mentions-object: without it everybody who is named; embeds call nobody."""
    parse = ["users", "roles", "everyone"] if allowed is None else list(allowed.get("parse") or [])
    users = set((allowed or {}).get("users") or [])
    roles = set((allowed or {}).get("roles") or [])
    found = set()
    for user, role, every in MENTION.findall(content):
        if user and ("users" in parse or user in users):
            found.add(user)
        if role and ("roles" in parse or role in roles):
            found.add(role)
        if every and "everyone" in parse:
            found.add(every)
    return frozenset(found)


def message_json(message: Message, guild: Guild) -> dict[str, Any]:
    return {
        "id": message.id, "channel_id": message.channel, "author": guild.members[message.author].user(),
        "content": message.content, "embeds": message.embeds, "components": json.loads(json.dumps(message.components)),
        "timestamp": "2026-11-25T17:00:00+00:00", "edited_timestamp": None, "tts": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "pinned": False,
        "type": 0, "flags": 64 if message.reader else 0, "nonce": message.nonce or None,
    }  # fmt: skip


def channel_json(channel: Channel) -> dict[str, Any]:
    if channel.direct:
        return {"id": channel.id, "type": 1, "recipients": [], "last_message_id": None}
    return {
        "id": channel.id, "type": 0, "guild_id": GUILD, "name": channel.name, "position": 0,
        "permission_overwrites": [], "topic": None, "nsfw": False, "parent_id": None, "last_message_id": None,
        "rate_limit_per_user": 0,
    }  # fmt: skip


def roles_json(guild: Guild) -> list[dict[str, Any]]:
    return [
        {
            "id": role.id, "name": role.name, "color": 0, "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False, "position": role.position, "permissions": str(role.permissions),
            "managed": role.managed, "mentionable": False, "flags": 0,
        }
        for role in guild.roles.values()
    ]  # fmt: skip


def guild_json(guild: Guild) -> dict[str, Any]:
    return {
        "id": GUILD, "name": "North", "icon": None, "splash": None, "discovery_splash": None, "owner_id": "1",
        "afk_channel_id": None, "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "roles": roles_json(guild), "emojis": [], "features": [], "mfa_level": 0,
        "application_id": None, "system_channel_id": None, "system_channel_flags": 0, "rules_channel_id": None,
        "vanity_url_code": None, "description": None, "banner": None, "premium_tier": 0,
        "preferred_locale": "en-US", "public_updates_channel_id": None, "nsfw_level": 0, "stickers": [],
        "premium_progress_bar_enabled": False, "safety_alerts_channel_id": None,
    }  # fmt: skip
