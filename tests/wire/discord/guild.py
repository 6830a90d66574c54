"""What there is in a guild: roles in their order, members, channels with who may see them, messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.wire.discord.refusals import MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_MEMBER, Refused

GUILD, OWNER, BOT, APP = "900000000000000001", "900000000000000002", "900000000000000010", "900000000000000011"
EVERYONE = GUILD  # the role that everybody has carries the guild's id
EPOCH = 1_420_070_400_000
# docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
ADMINISTRATOR, VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS = 1 << 3, 1 << 10, 1 << 11, 1 << 14
READ_MESSAGE_HISTORY, MANAGE_ROLES, USE_COMMANDS = 1 << 16, 1 << 28, 1 << 31
EPHEMERAL = 64  # …/resources/message#message-object-message-flags


@dataclass
class Role:
    id: str
    name: str
    position: int
    permissions: int = 0
    managed: bool = False


@dataclass
class Member:
    """`directs`: whether the bot may write to them (50007 otherwise)."""

    id: str
    name: str
    locale: str = "en-US"
    roles: list[str] = field(default_factory=list)
    bot: bool = False
    directs: bool = True

    def user(self) -> dict[str, Any]:
        return {
            "id": self.id, "username": self.name.lower().replace(" ", "."), "global_name": self.name,
            "discriminator": "0", "avatar": None, "bot": self.bot, "public_flags": 0,
        }  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        return {
            "user": self.user(), "nick": None, "avatar": None, "roles": list(self.roles),
            "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
            "premium_since": None, "pending": False, "communication_disabled_until": None,
        }  # fmt: skip


@dataclass
class Message:
    """`reader` is the only one who sees an ephemeral one."""

    id: str
    channel: str
    author: str
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    reader: str = ""
    nonce: str = ""
    mentions: frozenset[str] = frozenset()


@dataclass
class Channel:
    """`seen_by`: role ids that may look into it (nobody else may); `direct`: whose conversation it is."""

    id: str
    name: str
    seen_by: frozenset[str] = frozenset({EVERYONE})
    direct: str = ""
    messages: list[Message] = field(default_factory=list)


class Guild:
    """`now` is in seconds and only moves as the test says."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.roles: dict[str, Role] = {EVERYONE: Role(EVERYONE, "@everyone", 0, VIEW_CHANNEL | USE_COMMANDS)}
        self.members: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[dict[str, Any]] = []
        self.command_writes = 0
        self._ids = count(1)

    # ---- what tests set up

    def add_role(self, role_id: str, name: str, position: int, permissions: int = 0) -> Role:
        self.roles[role_id] = Role(role_id, name, position, permissions)
        return self.roles[role_id]

    def add_member(self, user_id: str, name: str, *roles: str, locale: str = "en-US", bot: bool = False) -> Member:
        self.members[user_id] = Member(user_id, name, locale, list(roles), bot)
        return self.members[user_id]

    def add_channel(self, channel_id: str, name: str, *seen_by: str) -> Channel:
        self.channels[channel_id] = Channel(channel_id, name, frozenset(seen_by or (EVERYONE,)))
        return self.channels[channel_id]

    # ---- ids

    def snowflake(self) -> str:
        """docs.discord.com/developers/reference#snowflakes"""
        return str((int(self.now() * 1000) - EPOCH << 22) | next(self._ids))

    # ---- who may what

    def member(self, user_id: str) -> Member:
        if user_id not in self.members:
            raise Refused(*UNKNOWN_MEMBER)
        return self.members[user_id]

    def sees(self, user_id: str, channel: Channel) -> bool:
        """Their own conversation; else by a role, or because they may everything."""
        if channel.direct:
            return user_id in {channel.direct, BOT}
        member = self.members.get(user_id)
        if member is None:
            return False
        return bool({EVERYONE, *member.roles} & channel.seen_by) or self.has(user_id, ADMINISTRATOR)

    def has(self, user_id: str, permission: int) -> bool:
        granted = self.permissions(user_id)
        return bool(granted & (permission | ADMINISTRATOR))

    def permissions(self, user_id: str) -> int:
        member = self.members[user_id]
        granted = 0
        for role_id in (EVERYONE, *member.roles):
            granted |= self.roles[role_id].permissions if role_id in self.roles else 0
        return granted

    def highest(self, user_id: str) -> int:
        """…/topics/permissions#permission-hierarchy"""
        held = (self.roles[role] for role in self.members[user_id].roles if role in self.roles)
        return max((role.position for role in held), default=0)

    # ---- rooms

    def channel(self, channel_id: str) -> Channel:
        """One in which the bot is let in."""
        if channel_id not in self.channels:
            raise Refused(*UNKNOWN_CHANNEL)
        channel = self.channels[channel_id]
        if not self.sees(BOT, channel):
            raise Refused(*MISSING_ACCESS)
        return channel

    def direct(self, user_id: str) -> Channel:
        for channel in self.channels.values():
            if channel.direct == user_id:
                return channel
        new = self.add_channel(self.snowflake(), "direct")
        new.direct, new.seen_by = user_id, frozenset()
        return new

    def seen_by(self, user_id: str, channel: Channel) -> list[Message]:
        if not self.sees(user_id, channel):
            return []
        return [message for message in channel.messages if message.reader in {"", user_id}]
