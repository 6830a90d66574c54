"""What there is in a guild: roles in their order, members, channels with who may see them, messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.wire.discord.permissions import ADMINISTRATOR, ALL, EVERYBODY, VIEW_CHANNEL
from tests.wire.discord.refusals import MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_MEMBER, Refused

GUILD, OWNER, BOT, APP = (
    "900000000000000001",
    "900000000000000002",
    "900000000000000010",
    "900000000000000010",
)
EVERYONE = GUILD  # the role that everybody has carries the guild's id
EPOCH = 1_420_070_400_000
NONCE_SECONDS = 300.0  # "the past few minutes"


@dataclass
class Role:
    id: str
    name: str
    position: int
    permissions: int = 0
    managed: bool = False
    mentionable: bool = False


@dataclass
class Member:
    """`directs`: whether the bot may write to them (50007 otherwise)."""

    id: str
    name: str
    locale: str = "en-US"
    roles: list[str] = field(default_factory=list)
    bot: bool = False
    directs: bool = True


@dataclass(eq=False)
class Message:
    """`reader` is the only one who sees an ephemeral one; `calls` whom it notifies."""

    id: str
    channel: str
    author: str
    at: float
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    reader: str = ""
    nonce: str | int = ""
    flags: int = 0
    calls: frozenset[str] = frozenset()
    edited: float | None = None


@dataclass
class Channel:
    """`overwrites`: per role or member id what is allowed and denied; `direct`: whose conversation it is."""

    id: str
    name: str
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    direct: str = ""
    messages: list[Message] = field(default_factory=list)


class Guild:
    """`now` is in seconds and only moves as the test says. `allowed`: for which roles its administrators have
    opened a command that is hidden by default."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.roles: dict[str, Role] = {EVERYONE: Role(EVERYONE, "@everyone", 0, EVERYBODY)}
        self.members: dict[str, Member] = {}
        self.left: dict[str, Member] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[dict[str, Any]] = []
        self.allowed: dict[str, set[str]] = {}
        self.command_writes = 0
        self.creations: list[float] = []
        self._ids = count(1)

    # ---- what tests set up

    def add_role(self, role_id: str, name: str, position: int, permissions: int = 0) -> Role:
        self.roles[role_id] = Role(role_id, name, position, permissions)
        return self.roles[role_id]

    def add_member(
        self, user_id: str, name: str, *roles: str, locale: str = "en-US", bot: bool = False
    ) -> Member:
        self.members[user_id] = Member(user_id, name, locale, list(roles), bot)
        return self.members[user_id]

    def add_channel(self, channel_id: str, name: str, *seen_by: str) -> Channel:
        """Only these roles or members see it, if there are any; else everybody."""
        overwrites = dict.fromkeys(seen_by, (VIEW_CHANNEL, 0))
        if overwrites:
            overwrites[EVERYONE] = (0, VIEW_CHANNEL)
        self.channels[channel_id] = Channel(channel_id, name, overwrites)
        return self.channels[channel_id]

    def allow(self, command: str, *roles: str) -> None:
        self.allowed.setdefault(command, set()).update(roles)

    def leaves(self, user_id: str) -> None:
        self.left[user_id] = self.members.pop(user_id)

    # ---- ids

    def snowflake(self) -> str:
        """docs.discord.com/developers/reference: milliseconds since 2015, then a number of its own."""
        return str((int(self.now() * 1000) - EPOCH << 22) | next(self._ids))

    # ---- who may what

    def member(self, user_id: str) -> Member:
        if user_id not in self.members:
            raise Refused(*UNKNOWN_MEMBER)
        return self.members[user_id]

    def user(self, user_id: str) -> Member:
        """Also one who has left."""
        return self.members.get(user_id) or self.left[user_id]

    def permissions(self, user_id: str, channel: Channel | None = None) -> int:
        """docs.discord.com/developers/topics/permissions: what roles grant, then each kind of overwrite."""
        held = [EVERYONE, *(role for role in self.members[user_id].roles if role in self.roles)]
        granted = 0
        for role in held:
            granted |= self.roles[role].permissions
        if granted & ADMINISTRATOR or user_id == OWNER:
            return ALL
        for kind in ([EVERYONE], held[1:], [user_id]) if channel else ():
            granted = _overwritten(granted, kind, channel.overwrites if channel else {})
        return granted

    def has(self, user_id: str, permission: int, channel: Channel | None = None) -> bool:
        return permission & self.permissions(user_id, channel) == permission

    def sees(self, user_id: str, channel: Channel) -> bool:
        if channel.direct:
            return user_id in {channel.direct, BOT}
        return user_id in self.members and self.has(user_id, VIEW_CHANNEL, channel)

    def highest(self, user_id: str) -> int:
        """docs.discord.com/developers/topics/permissions: the position that counts in the hierarchy."""
        held = (self.roles[role] for role in self.members[user_id].roles if role in self.roles)
        return max((role.position for role in held), default=0)

    # ---- rooms and messages

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
        new = Channel(self.snowflake(), "", direct=user_id)
        self.channels[new.id] = new
        return new

    def seen_by(self, user_id: str, channel: Channel) -> list[Message]:
        if not self.sees(user_id, channel):
            return []
        return [message for message in channel.messages if message.reader in {"", user_id}]

    def with_nonce(self, nonce: str | int) -> Message | None:
        """The bot's, of the past few minutes."""
        for channel in self.channels.values():
            for message in channel.messages:
                if message.nonce == nonce and self.now() - message.at <= NONCE_SECONDS:
                    return message
        return None


def _overwritten(granted: int, who: list[str], overwrites: Mapping[str, tuple[int, int]]) -> int:
    """All denials of one kind, then all allowances."""
    given = [overwrites[each] for each in who if each in overwrites]
    for _, denied in given:
        granted &= ~denied
    for allowed, _ in given:
        granted |= allowed
    return granted
