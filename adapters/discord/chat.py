"""The way out to Discord: what the courier delivers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import discord

from adapters.discord.api import Api
from adapters.discord.people import People
from adapters.discord.render import PLATFORM, Shown, Wording, message
from adapters.platform import DeliveryFailed
from adapters.words import Words
from bot.chat import Card, Identity, Reader, Role, Room
from bot.network import Network
from bot.outbox import Result

NO_ROOM = frozenset({"room_gone", "room_closed"})
Sending = Callable[[], Awaitable[discord.Message]]


class DiscordChat:
    """A `Platform`. `client` is logged in and need not be connected: these are calls of the HTTP API."""

    def __init__(
        self,
        client: discord.Client,
        guild: discord.Guild,
        api: Api,
        people: People,
        channels: Mapping[Room, str],
        words: Words,
        network: Network,
    ) -> None:
        self._client, self._guild, self._api, self._people = client, guild, api, people
        self._channels, self._words, self._network = channels, words, network
        self._directs: dict[str, int] = {}

    @property
    def name(self) -> str:
        return PLATFORM

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        return await self._send(self._channel(room), self._shown(card, self._network), nonce)

    async def edit(self, reference: str, card: Card) -> None:
        """Which leads to the same however often it is done. What hangs in a room of before, which is gone,
        is gone as well, and may be posted in the one that the settings name now."""
        channel, _, number = reference.partition("/")
        shown = self._shown(card, self._network)
        written = self._client.get_partial_messageable(int(channel)).get_partial_message(int(number))
        try:
            await self._api.repeatable(lambda: written.edit(**content(shown)))
        except DeliveryFailed as failed:
            if failed.code in NO_ROOM and channel not in self._channels.values():
                raise DeliveryFailed(Result.NEVER, "message_gone") from None
            raise

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        channel = await self._direct(self._here(identity))
        return await self._send(channel, self._shown(card, reader), nonce)

    async def _send(self, channel: int, shown: Shown, nonce: str) -> str:
        """What may have arrived is sent once more: with the nonce of the first one it is that one, for some
        minutes (docs.discord.com/developers/resources/message#create-message)."""
        where = self._client.get_partial_messageable(channel)

        async def send() -> discord.Message:
            return await where.send(nonce=nonce, **content(shown))

        try:
            sent = await self._api.call(send)
        except DeliveryFailed as lost:
            if lost.result is not Result.UNKNOWN:
                raise
            sent = await self._once_more(send, lost)
        return f"{sent.channel.id}/{sent.id}"

    async def _once_more(self, send: Sending, lost: DeliveryFailed) -> discord.Message:
        try:
            return await self._api.call(send)
        except DeliveryFailed:
            raise lost from None

    async def _direct(self, user: str) -> int:
        """Their conversation with the bot; it never changes."""
        if user not in self._directs:
            somebody = discord.Object(int(user))
            opened = await self._api.repeatable(lambda: self._client.create_dm(somebody))
            self._directs[user] = opened.id
        return self._directs[user]

    def _shown(self, card: Card, audience: Reader | Network) -> Shown:
        return message(card, Wording(self._words, audience, self._people.guild, self._people.roles))

    def _channel(self, room: Room) -> int:
        """Raises `DeliveryFailed` for one that the settings do not have."""
        if room not in self._channels:
            raise DeliveryFailed(Result.NEVER, "room_gone")
        return int(self._channels[room])

    # ---- the member role

    async def admit(self, identity: Identity) -> None:
        member = await self._member(self._here(identity))
        await self._api.repeatable(lambda: member.add_roles(self._member_role(), atomic=True))

    async def dismiss(self, identity: Identity) -> None:
        """Whoever is nowhere any more is out already, and nobody has a role that is gone."""
        try:
            member = await self._member(self._here(identity))
            await self._api.repeatable(lambda: member.remove_roles(self._member_role(), atomic=True))
        except DeliveryFailed as failed:
            if failed.code not in {"account_gone", "role_gone"}:
                raise

    async def _member(self, user: str) -> discord.Member:
        """Their account in the guild, asked for at this moment."""
        return await self._api.repeatable(lambda: self._guild.fetch_member(int(user)))

    def _member_role(self) -> discord.Object:
        if Role.MEMBER not in self._people.roles:
            raise DeliveryFailed(Result.NEVER, "role_gone")
        return discord.Object(int(self._people.roles[Role.MEMBER]))

    async def roles(self, identity: Identity) -> frozenset[Role]:
        try:
            return self._people.roles_of(await self._member(self._here(identity)))
        except DeliveryFailed:
            return frozenset()

    def _here(self, identity: Identity) -> str:
        if (identity.platform, identity.workspace) != (PLATFORM, self._people.guild):
            raise DeliveryFailed(Result.NEVER, "account_gone")
        return identity.user


def content(shown: Shown) -> dict[str, Any]:
    """As the library takes it, for a new message and for one that is changed alike: whatever is not said
    again would stay."""
    return {
        "content": shown.content or None,
        "embed": shown.embed,
        "view": shown.view(),
        "allowed_mentions": shown.mentions,
    }
