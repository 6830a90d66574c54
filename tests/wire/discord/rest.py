"""The HTTP API: the routes that a bot like ours needs, each with what it demands. Any other is a fault of the
caller's, and the test fails.

docs.discord.com/developers/resources/guild, docs.discord.com/developers/resources/user,
docs.discord.com/developers/resources/channel, docs.discord.com/developers/resources/application
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.wire.discord.checks import known, required, snowflake
from tests.wire.discord.commands import check_commands
from tests.wire.discord.guild import APP, BOT, GUILD, Channel, Guild, Message
from tests.wire.discord.guild_shapes import application_json, gateway_json, guild_json, role_json
from tests.wire.discord.interactions import Answer, Interactions
from tests.wire.discord.messages import SHOWN, check_change, check_message, check_nonce, fill
from tests.wire.discord.payloads import Given
from tests.wire.discord.permissions import (
    EMBED_LINKS,
    MANAGE_ROLES,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
)
from tests.wire.discord.refusals import (
    CLOSED_DIRECTS,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NOT_AUTHOR,
    TOO_MANY_CREATIONS,
    UNKNOWN_APPLICATION,
    UNKNOWN_GUILD,
    UNKNOWN_MESSAGE,
    UNKNOWN_ROLE,
    UNKNOWN_USER,
    Refused,
    Unknown,
)
from tests.wire.discord.routes import Route
from tests.wire.discord.shapes import channel_json, me_json, member_json, message_json

CREATIONS, DAY = 200, 86_400.0


@dataclass
class Rest:
    """`flags` are the application's, as its owner set them, and `application` what else of it; `gateway` the
    gateway's address."""

    guild: Guild
    interactions: Interactions
    flags: int = 0
    gateway: str = ""
    application: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._patterns = [(route, route.pattern) for route in self._routes()]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        for route, pattern in self._patterns:
            if route.method == method and (found := pattern.fullmatch(path)):
                return route, found.groupdict()
        raise Unknown(f"{method} {path}")

    def answer(self, route: Route, parts: Mapping[str, str], given: object, query: Given) -> Answer:
        known(query, route.query, f"{route.method} {route.path}?")
        if not route.takes and given is not None:
            raise Unknown(f"{route.method} {route.path}: a body")
        more = {"query": query} if route.path.endswith("/callback") else {}
        return route.act(*([given or {}] if route.takes else []), **parts, **more)

    def _routes(self) -> list[Route]:
        guild, messages = "/guilds/{guild}", "/channels/{channel}/messages"
        commands, hook = "/applications/{app}/guilds/{guild}/commands", "/webhooks/{app}/{token}"
        role, calls = "/guilds/{guild}/members/{user}/roles/{role}", self.interactions
        return [
            Route("GET", "/users/@me", self._me),
            Route("GET", "/oauth2/applications/@me", self._application),
            Route("GET", "/applications/@me", self._application),
            Route("GET", "/gateway", self._gateway),
            Route("GET", "/gateway/bot", self._gateway),
            Route("GET", guild, self._guild, query=("with_counts",)),
            Route("GET", f"{guild}/roles", self._roles),
            Route("GET", f"{guild}/channels", self._channels),
            Route("GET", f"{guild}/members/{{user}}", self._member),
            Route("PUT", role, self._give),
            Route("DELETE", role, self._take),
            Route("GET", "/channels/{channel}", self._channel),
            Route("POST", messages, self._post, takes=True),
            Route("GET", f"{messages}/{{message}}", self._read),
            Route("PATCH", f"{messages}/{{message}}", self._edit, takes=True),
            Route("DELETE", f"{messages}/{{message}}", self._delete),
            Route("POST", "/users/@me/channels", self._open, takes=True),
            Route("GET", commands, self._commands, query=("with_localizations",)),
            Route("PUT", commands, self._write_commands, takes=True),
            Route("POST", "/interactions/{interaction}/{token}/callback", calls.callback, takes=True,
                  query=("with_response",), open=True),
            Route("POST", hook, calls.follow_up, takes=True, query=("wait", "with_components"), open=True),
            Route("GET", f"{hook}/messages/{{message}}", calls.read, open=True),
            Route("PATCH", f"{hook}/messages/{{message}}", calls.edit, takes=True,
                  query=("with_components",), open=True),
            Route("DELETE", f"{hook}/messages/{{message}}", calls.delete, open=True),
        ]  # fmt: skip

    # ---- who and where

    def _me(self) -> Answer:
        return 200, me_json(self.guild)

    def _application(self) -> Answer:
        return 200, {**application_json(self.guild, self.flags), **self.application}

    def _gateway(self) -> Answer:
        return 200, gateway_json(self.gateway)

    def _guild(self, guild: str) -> Answer:
        self._ours(guild)
        return 200, guild_json(self.guild)

    def _roles(self, guild: str) -> Answer:
        self._ours(guild)
        return 200, [role_json(role) for role in self.guild.roles.values()]

    def _channels(self, guild: str) -> Answer:
        self._ours(guild)
        rooms = [channel for channel in self.guild.channels.values() if not channel.direct]
        return 200, [channel_json(channel, self.guild) for channel in rooms]

    def _member(self, guild: str, user: str) -> Answer:
        self._ours(guild)
        snowflake(user, "user_id")
        return 200, member_json(self.guild.member(user))

    def _ours(self, guild: str) -> None:
        if guild != GUILD:
            raise Refused(*UNKNOWN_GUILD)

    # ---- roles: the permission, and the bot's highest above it

    def _give(self, guild: str, user: str, role: str) -> Answer:
        held = self._manageable(guild, user, role)
        if role not in held:
            held.append(role)
        return 204, None

    def _take(self, guild: str, user: str, role: str) -> Answer:
        held = self._manageable(guild, user, role)
        if role in held:
            held.remove(role)
        return 204, None

    def _manageable(self, guild: str, user: str, role: str) -> list[str]:
        self._ours(guild)
        member = self.guild.member(user)
        if role not in self.guild.roles:
            raise Refused(*UNKNOWN_ROLE)
        found = self.guild.roles[role]
        above = found.position >= self.guild.highest(BOT) or found.managed or role == GUILD
        if above or not self.guild.has(BOT, MANAGE_ROLES):
            raise Refused(*MISSING_PERMISSIONS)
        return member.roles

    # ---- messages

    def _channel(self, channel: str) -> Answer:
        return 200, channel_json(self.guild.channel(channel), self.guild)

    def _post(self, given: Given, channel: str) -> Answer:
        """The nonce of one that is there gives that one back, when it is enforced."""
        known(given, {*SHOWN, "nonce", "enforce_nonce"}, "message")
        found = self._writable(channel, given)
        check_message(given)
        nonce = check_nonce(given)
        if nonce and given.get("enforce_nonce") and (there := self.guild.with_nonce(nonce)):
            return 200, message_json(there, self.guild)
        identity, now = self.guild.snowflake(), self.guild.now()
        message = Message(identity, channel, BOT, now, nonce=nonce, flags=int(given.get("flags") or 0))
        self._fill(message, given)
        found.messages.append(message)
        return 200, message_json(message, self.guild)

    def _read(self, channel: str, message: str) -> Answer:
        """docs.discord.com/developers/resources/message: with the permission to read what was said before."""
        found = self.guild.channel(channel)
        if not found.direct and not self.guild.has(BOT, READ_MESSAGE_HISTORY, found):
            raise Refused(*MISSING_ACCESS)
        return 200, message_json(self._found(found, message), self.guild)

    def _edit(self, given: Given, channel: str, message: str) -> Answer:
        known(given, SHOWN, "message")
        each = self._found(self._writable(channel, given), message)
        if each.author != BOT:
            raise Refused(*NOT_AUTHOR)
        check_change(given, each)
        self._fill(each, given)
        each.edited = self.guild.now()
        return 200, message_json(each, self.guild)

    def _delete(self, channel: str, message: str) -> Answer:
        """Somebody else's only with a permission that nobody gave it."""
        found = self.guild.channel(channel)
        each = self._found(found, message)
        if each.author != BOT:
            raise Refused(*MISSING_PERMISSIONS)
        found.messages.remove(each)
        return 204, None

    def _found(self, channel: Channel, message: str) -> Message:
        """An ephemeral one is nowhere to be found."""
        for each in channel.messages:
            if each.id == message and not each.reader:
                return each
        raise Refused(*UNKNOWN_MESSAGE)

    def _fill(self, message: Message, given: Given) -> None:
        channel = self.guild.channels[message.channel]
        fill(message, given, self.guild, self.guild.permissions(BOT, None if channel.direct else channel))

    def _writable(self, channel: str, given: Given) -> Channel:
        found = self.guild.channel(channel)
        if found.direct:
            self._check_open(found.direct)
            return found
        needed = SEND_MESSAGES | (EMBED_LINKS if given.get("embeds") else 0)
        if not self.guild.has(BOT, needed, found):
            raise Refused(*MISSING_PERMISSIONS)
        return found

    def _check_open(self, user: str) -> None:
        """Who has left the guild, or closed their direct messages, is not reached."""
        reader = self.guild.members.get(user)
        if reader is None or not reader.directs or reader.bot:
            raise Refused(*CLOSED_DIRECTS)

    def _open(self, given: Given) -> Answer:
        known(given, {"recipient_id"}, "channel")
        required(given, "recipient_id")
        user = str(given["recipient_id"])
        snowflake(user, "recipient_id")
        if user not in {*self.guild.members, *self.guild.left}:
            raise Refused(*UNKNOWN_USER)
        if user == BOT:
            raise Refused(*CLOSED_DIRECTS)
        return 200, channel_json(self.guild.direct(user), self.guild)

    # ---- commands: the whole list at once; what is not in it is gone

    def _commands(self, app: str, guild: str) -> Answer:
        self._our_commands(app, guild)
        return 200, self.guild.commands

    def _write_commands(self, given: Any, app: str, guild: str) -> Answer:  # noqa: ANN401 - JSON
        self._our_commands(app, guild)
        check_commands(given)
        self._count_creations(given)
        self.guild.commands = [self._registered(command) for command in given]
        self.guild.command_writes += 1
        return 200, self.guild.commands

    def _count_creations(self, given: Sequence[Given]) -> None:
        """docs.discord.com/developers/interactions/application-commands: 200 a day in a guild."""
        now, there = self.guild.now(), {each["name"] for each in self.guild.commands}
        recent = [at for at in self.guild.creations if now - at < DAY]
        new = [now for command in given if command["name"] not in there]
        if len(recent) + len(new) > CREATIONS:
            raise Refused(*TOO_MANY_CREATIONS)
        self.guild.creations = recent + new

    def _our_commands(self, app: str, guild: str) -> None:
        if app != APP:
            raise Refused(*UNKNOWN_APPLICATION)
        self._ours(guild)

    def _registered(self, command: Given) -> dict[str, Any]:
        """One of the same name keeps its id."""
        before = {each["name"]: each["id"] for each in self.guild.commands}
        needed = command.get("default_member_permissions")  # written as a number, told as a string
        return {
            "type": 1, "nsfw": False, **command,
            "default_member_permissions": None if needed is None else str(needed),
            "id": before.get(command["name"]) or self.guild.snowflake(), "application_id": APP,
            "version": self.guild.snowflake(), "guild_id": GUILD,
        }  # fmt: skip
