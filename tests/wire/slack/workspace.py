"""What there is in a workspace: people, rooms, messages, views; and who may see what of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.wire.slack.mentions import called
from tests.wire.slack.parts import Json
from tests.wire.slack.refusals import Refused

TEAM, OTHER_TEAM = "T0NORTH", "T0SOUTH"
APP, BOT, BOT_ID = "A0PEERS", "U0PEERS", "B0PEERS"
# docs.slack.dev/interactivity/handling-user-interaction: #modal_responses, "expire 3 seconds after"; and
# #message_responses, "up to 5 times within 30 minutes"
TRIGGER_SECONDS = 3.0
RESPONSES, RESPONSE_SECONDS = 5, 1800.0


@dataclass
class User:
    """docs.slack.dev/reference/objects/user-object"""

    id: str
    name: str
    tz: str = "America/Toronto"
    locale: str = "en-US"
    team: str = TEAM
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False  # a guest
    is_ultra_restricted: bool = False  # a guest of one channel

    def as_json(self, *, with_locale: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.lower().replace(" ", "."),
            "deleted": self.deleted,
            "real_name": self.name,
            "profile": {"real_name": self.name, "display_name": "", "team": self.team},
            "is_bot": self.is_bot,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
            "is_stranger": self.team != TEAM,
            "updated": 1,
        }
        if not self.deleted:
            shown["tz"] = self.tz
        if with_locale:
            shown["locale"] = self.locale
        return shown


@dataclass
class Message:
    """`reader` is the only one who sees an ephemeral message."""

    ts: str
    author: str
    text: str
    blocks: list[Json]
    reader: str = ""
    link_names: bool = False

    @property
    def calls(self) -> frozenset[str]:
        """Whom it notifies beyond those who watch the channel; an ephemeral one calls nobody."""
        return frozenset() if self.reader else called(self.text, self.blocks, link_names=self.link_names)

    def as_json(self) -> dict[str, Any]:
        return {
            "type": "message", "user": self.author, "bot_id": BOT_ID, "app_id": APP, "team": TEAM,
            "ts": self.ts, "text": self.text, "blocks": self.blocks,
        }  # fmt: skip


@dataclass
class Channel:
    """A room, or (`direct`) somebody's conversation with the app."""

    id: str
    name: str
    private: bool = False
    archived: bool = False
    general: bool = False
    direct: str = ""
    no_guests: bool = False
    members: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


@dataclass
class View:
    """`hash` changes with each update (docs.slack.dev/reference/methods/views.update)."""

    id: str
    user: str
    content: Json
    hash: str
    root: str = ""


@dataclass
class _Trigger:
    user: str
    until: float
    used: bool = False


@dataclass
class _Responses:
    user: str
    channel: str
    message: Message | None
    until: float
    left: int = RESPONSES


class Workspace:
    """`now` is in seconds and only moves as the test says."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.users: dict[str, User] = {BOT: User(BOT, "Peers", is_bot=True)}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.triggers: dict[str, _Trigger] = {}
        self.responses: dict[str, _Responses] = {}
        self.home_enabled = True
        self.kicking_restricted = False
        self._ids = count(1)

    # ---- what tests set up

    def add_user(self, user_id: str, name: str, **other: Any) -> User:  # noqa: ANN401 - as `User` takes
        self.users[user_id] = User(user_id, name, **other)
        return self.users[user_id]

    def add_channel(self, channel_id: str, name: str, *members: str, **other: Any) -> Channel:  # noqa: ANN401 - as `Channel`
        self.channels[channel_id] = Channel(channel_id, name, members=list(members), **other)
        return self.channels[channel_id]

    # ---- ids and permissions that do not last

    def id(self, letter: str) -> str:
        """The same in each run."""
        return letter + hashlib.sha256(f"{letter}{next(self._ids)}".encode()).hexdigest()[:10].upper()

    def ts(self) -> str:
        return f"{int(self.now())}.{next(self._ids):06d}"

    def trigger(self, user: str) -> str:
        trigger_id = f"{next(self._ids)}.{TEAM}.{self.id('t').lower()}"
        self.triggers[trigger_id] = _Trigger(user, self.now() + TRIGGER_SECONDS)
        return trigger_id

    def exchange(self, trigger_id: object) -> str:
        """Whose it was; once, and not later than three seconds (reference/methods/views.open, errors)."""
        trigger = self.triggers.get(str(trigger_id))
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self.now() > trigger.until:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def response(self, user: str, channel: str, message: Message | None) -> str:
        """The name of a response URL."""
        name = self.id("R")
        self.responses[name] = _Responses(user, channel, message, self.now() + RESPONSE_SECONDS)
        return name

    # ---- rooms

    def channel(self, channel_id: object) -> Channel:
        """One that the app can know of: it is in it, or everybody may be."""
        channel = self.channels.get(str(channel_id))
        if channel is None or (channel.private and BOT not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def direct(self, user_id: str) -> Channel:
        """The conversation with the app; opened once."""
        for channel in self.channels.values():
            if channel.direct == user_id:
                return channel
        return self.add_channel(self.id("D"), "directmessage", user_id, BOT, private=True, direct=user_id)

    def find(self, channel: Channel, ts: object) -> Message:
        for message in channel.messages:
            if message.ts == ts and not message.reader:
                return message
        raise Refused("message_not_found")

    def seen_by(self, user_id: str, channel: Channel) -> list[Message]:
        """Everybody's, and what is for this one alone."""
        if user_id not in channel.members:
            return []
        return [message for message in channel.messages if message.reader in {"", user_id}]
