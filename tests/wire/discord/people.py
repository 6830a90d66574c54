"""Those who type, press and fill in; each sees what Discord would show them, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.wire.discord import filling, typed
from tests.wire.discord.components import BUTTON, SELECT, inside
from tests.wire.discord.guild import Channel, Guild, Member, Message
from tests.wire.discord.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    FIRST_SECONDS,
    SUBMIT,
)
from tests.wire.discord.payloads import Interaction
from tests.wire.discord.server import DiscordServer

Json = Mapping[str, Any]
Values = Mapping[str, str | bool | Sequence[str]]


class Failed(AssertionError):
    """They see "This interaction failed", or "The application did not respond"."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A modal in front of somebody; `message` is where it was opened from."""

    content: Json
    message: Message | None = None

    @property
    def title(self) -> str:
        return str(self.content["title"])


@dataclass
class Somebody:
    """`screen` is the modal that is open, `offered` what was last completed, `last` what they did."""

    member: Member
    server: DiscordServer
    room: str
    within: float = FIRST_SECONDS
    screen: Screen | None = None
    offered: Sequence[Json] = ()
    last: Interaction | None = field(default=None, repr=False)

    # ---- what they do

    async def types(self, line: str, **options: str) -> Interaction:
        """`/peer join`, with its options, where they are; or as it is called in their language."""
        data = typed.data(self.guild, self.member, self.channel, line, options)
        return await self.does(COMMAND, data)

    async def autocompletes(self, line: str, **options: str) -> Sequence[Json]:
        """What the last of these options offers, while they type it."""
        focused = list(options)[-1]
        data = typed.data(self.guild, self.member, self.channel, line, options, focused)
        made = await self.does(AUTOCOMPLETE, data)
        self.offered = made.choices
        return made.choices

    async def presses(self, label: str, message: Message | None = None) -> Interaction:
        """A button: of the newest message that has it, unless told."""
        where = message or self._newest_with(label)
        return await self.forges(_button(where, label)["custom_id"], where)

    async def chooses(self, custom_id: str, *values: str, message: Message | None = None) -> Interaction:
        """In a select of a message."""
        where = message or self.sees()[-1]
        (select,) = [each for each in inside(where.components) if each.get("custom_id") == custom_id]
        offered = {option["value"] for option in select["options"]}
        assert set(values) <= offered, f"not offered: {set(values) - offered}"
        assert select["min_values"] <= len(values) <= select["max_values"], "too many or too few"
        return await self.forges(custom_id, where, component_type=SELECT, values=list(values))

    async def forges(self, custom_id: str, message: Message, **more: object) -> Interaction:
        """Presses what this message has not, or has no more; it has to be before their eyes."""
        assert message in self.guild.seen_by(self.member.id, self._channel_of(message)), "they do not see it"
        return await self.forges_unseen(custom_id, message, **more)

    async def forges_unseen(self, custom_id: str, message: Message, **more: object) -> Interaction:
        """Somebody's own client, with what it may have kept."""
        data = {"custom_id": custom_id, "component_type": BUTTON, "id": 2, **more}
        return await self.does(COMPONENT, data, message)

    async def fills_in(self, **values: str | bool | Sequence[str]) -> Interaction:
        """The open modal, by the custom ids of its parts, and sends it off; what the client itself refuses
        never leaves."""
        screen = self._open()
        filling.check(screen.content, values)
        return await self.sends(screen, values)

    async def sends(self, screen: Screen, values: Values) -> Interaction:
        """Unchecked, it is a client of somebody's own."""
        data = filling.data(screen.content, values)
        made = await self.does(SUBMIT, data, screen.message)
        self.screen = None
        return made

    def closes(self) -> None:
        """The modal in front of them; nobody is told."""
        self._open()
        self.screen = None

    def dismisses(self, message: Message) -> None:
        """An ephemeral message of theirs; nobody is told."""
        assert message.reader == self.member.id
        self._channel_of(message).messages.remove(message)

    async def does(self, kind: int, data: Json, message: Message | None = None) -> Interaction:
        """Sent off, and waited for, as long as Discord waits."""
        channel = self._channel_of(message) if message else self.channel
        made = self.server.interactions.new(kind, self.member, channel, data, message)
        self.last = made
        await self.server.gateway.dispatch("INTERACTION_CREATE", self.server.interactions.payload(made))
        await self._answer(made)
        if made.modal:
            self.screen = Screen(made.modal, message)
        return made

    async def _answer(self, made: Interaction) -> None:
        try:
            await asyncio.wait_for(made.answered.wait(), self.within)
        except TimeoutError:
            made.missed = True
            raise Failed(f"{made.member.name}: nothing answered {made.data}") from None

    # ---- what they see

    @property
    def guild(self) -> Guild:
        return self.server.guild

    @property
    def channel(self) -> Channel:
        return self.guild.channels[self.room]

    def sees(self, room: str = "") -> list[Message]:
        channel = self.guild.channels[room or self.room]
        return self.guild.seen_by(self.member.id, channel)

    def direct(self) -> list[Message]:
        return self.guild.direct(self.member.id).messages

    def goes_to(self, room: str) -> Somebody:
        self.room = room
        return self

    def goes_to_direct(self) -> Somebody:
        """Their conversation with the bot."""
        return self.goes_to(self.guild.direct(self.member.id).id)

    # ---- small parts

    def _channel_of(self, message: Message) -> Channel:
        return self.guild.channels[message.channel]

    def _newest_with(self, label: str) -> Message:
        for message in reversed(self.sees()):
            if label in labels(message):
                return message
        raise AssertionError(f"nobody offers {label!r} here")

    def _open(self) -> Screen:
        assert self.screen is not None, "no modal is open"
        return self.screen


def labels(message: Message) -> list[str]:
    """Of the buttons that can be pressed."""
    return [part["label"] for part in inside(message.components) if _pressable(part)]


def _pressable(part: Json) -> bool:
    return part["type"] == BUTTON and "custom_id" in part and not part.get("disabled")


def _button(message: Message, label: str) -> Json:
    for part in inside(message.components):
        if _pressable(part) and part["label"] == label:
            return part
    raise AssertionError(f"there is no {label!r}")


def said(message: Message) -> str:
    """All that can be read in it, but for its buttons."""
    return "\n".join([message.content, *map(_embedded, message.embeds)]).strip()


def _embedded(embed: Json) -> str:
    fields = [f"{each['name']}\n{each['value']}" for each in embed.get("fields", ())]
    footer = (embed.get("footer") or {}).get("text", "")
    return "\n".join(filter(None, [embed.get("title", ""), embed.get("description", ""), *fields, footer]))
