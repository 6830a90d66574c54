"""From start to end of the connection to Discord. What befalls it leaves the rest of the bot running."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import discord

from adapters.discord import commands, permissions
from adapters.discord.answers import Answers
from adapters.discord.api import HURRY, SECONDS, Api
from adapters.discord.chat import DiscordChat
from adapters.discord.client import GUILD_SECONDS, Client, nobody
from adapters.discord.conversation import GUARD_SECONDS, Conversation
from adapters.discord.drafts import Drafts
from adapters.discord.gateway import DEFAULT, Gateway, Pauses
from adapters.discord.people import People
from adapters.discord.render import PLATFORM
from adapters.door import Door
from adapters.logs import log
from adapters.once import Once
from adapters.passing_on import PassesOn
from adapters.platform import DeliveryFailed, ReadsConversation
from adapters.waiting import either
from adapters.words import Words
from bot.chat import Identity, Role, Room
from bot.network import Network
from bot.outbox import Result


@dataclass(frozen=True, slots=True)
class DiscordOptions:
    """What the settings say; `holder` names this process of all those that share the database. In seconds:
    `pauses` between attempts, `settling` until the guilds are there, `patience` how long an answer may take
    that nobody waits for, `guard` one that somebody waits for."""

    token: str = field(repr=False)
    guild: str
    channels: Mapping[Room, str]
    roles: Mapping[Role, str]
    holder: str
    proxy: str = field(default="", repr=False)  # it may hold a password
    pauses: Pauses = DEFAULT
    settling: float = GUILD_SECONDS
    patience: float = SECONDS
    guard: float = GUARD_SECONDS


@dataclass
class Connection:
    """What there is while the guild is known: `client` is logged in, and can send."""

    client: Client
    api: Api
    chat: DiscordChat
    conversation: Conversation


@dataclass
class Discord(PassesOn):
    """Implements `adapters.platform.Platform`: before the guild is known, and when the token is worth
    nothing any more, what is to be delivered waits."""

    options: DiscordOptions
    words: Words
    network: Network
    connection: Connection | None = None
    gateway: Gateway | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)  # what is to be delivered can be

    def revoked(self, code: str) -> None:
        """The token or what was asked for is worth nothing: said once, and nothing more is tried."""
        if not self.ended.is_set():
            log.error("discord.stopped", code=code)
            self.ended.set()

    # ---- running

    async def run(self, door: Door, stopping: asyncio.Event) -> None:
        """Until asked to stop, or until it is of no use. Raises `ReadsConversation` at the start."""
        try:
            if not await self._connect(door, stopping):
                return
            self.ready.set()
            self.gateway = self._gateway(door)
            await self.gateway.keep(door, stopping, self.ended)
        finally:
            await self._close()

    async def _connect(self, door: Door, stopping: asyncio.Event) -> bool:
        """Again and again, since Discord may be away at the moment; False when it is of no use."""
        pause = self.options.pauses.first
        while not stopping.is_set() and not self.ended.is_set():
            wait = pause
            try:
                await self._know_guild(door)
                return True
            except DeliveryFailed as failed:
                log.warning("discord.not_connected", code=failed.code)
                wait = max(pause, failed.retry_after.total_seconds())
            except ReadsConversation:
                raise
            except Exception as fault:  # noqa: BLE001 - an answer of another shape, say: nothing else ends by it
                log.warning("discord.not_connected", exc_info=fault)
            await either(stopping, self.ended, within=wait)
            pause = min(pause * 2, self.options.pauses.longest)
        return False

    async def _know_guild(self, door: Door) -> None:
        options = self.options
        api = Api(self.revoked, time.monotonic, options.patience)
        client = Client(nobody, proxy=options.proxy)
        try:
            await api.repeatable(lambda: client.login(options.token))
            guild = await self._guild(api, client)
            await self._check(api, client, guild)
            self.connection = self._built(client, guild, api, door)
        except BaseException:
            await client.close()
            raise

    async def _guild(self, api: Api, client: Client) -> discord.Guild:
        """Somebody may let the bot in later."""
        try:
            return await api.repeatable(
                lambda: client.fetch_guild(int(self.options.guild), with_counts=False)
            )
        except DeliveryFailed as failed:
            if failed.result is Result.NEVER:
                raise DeliveryFailed(Result.LATER, "discord_not_on_server") from None
            raise

    async def _check(self, api: Api, client: Client, guild: discord.Guild) -> None:
        """What the bot may do: too much of it, and it does not run."""
        user = client.user
        if user is None:
            raise DeliveryFailed(Result.LATER, "discord_unreachable")
        me = await api.repeatable(lambda: guild.fetch_member(user.id))
        channels = await api.repeatable(guild.fetch_channels)
        reading = permissions.reads_conversation(me.guild_permissions, client.application_flags)
        if reading := (*reading, *permissions.reads_by_itself(me, channels)):
            raise ReadsConversation(reading)
        for everybodys in permissions.inherited(me):
            log.warning("discord.inherited", code=everybodys)
        for missing in permissions.missing(me.guild_permissions):
            log.error("discord.permission_missing", code=missing)

    def _built(self, client: Client, guild: discord.Guild, api: Api, door: Door) -> Connection:
        options, network = self.options, self.network

        async def member(user: str) -> discord.Member:
            return await api.repeatable(lambda: guild.fetch_member(int(user)), within=HURRY)

        people = People(options.guild, options.roles, network, member)
        chat = DiscordChat(client, guild, api, people, options.channels, self.words, network)
        drafts = Drafts(time.monotonic)
        answers = Answers(people, self.words, network, drafts)
        once = Once(time.monotonic)
        conversation = Conversation(door, people, answers, drafts, network, once, options.guard)
        return Connection(client, api, chat, conversation)

    def _gateway(self, door: Door) -> Gateway:
        options, connection = self.options, self._connected()
        conversation = connection.conversation

        def fresh() -> Client:
            return Client(conversation.take, conversation.settle, options.proxy, options.settling)

        async def begin() -> None:
            conversation.drafts.forget()
            await self._tell_commands(connection, door)

        return Gateway(fresh, begin, self.revoked, options.token, options.holder, options.pauses)

    async def _tell_commands(self, connection: Connection, door: Door) -> None:
        """Only when they have changed, since Discord takes two hundred new ones a day; or when they are gone,
        as from a server from which the bot was removed."""
        http, application = connection.client.http, connection.client.application_id
        if application is None:
            return
        guild, payload = int(self.options.guild), commands.payload(self.words)
        name, print_ = f"discord.commands.{application}.{guild}", commands.fingerprint(payload)
        try:
            if await door.told(name) == print_ and await self._are_there(connection, application):
                return
            await connection.api.repeatable(
                lambda: http.bulk_upsert_guild_commands(application, guild, payload)
            )
        except DeliveryFailed as failed:
            log.warning("discord.commands", code=failed.code)  # those of before are still there
            return
        await door.tell(name, print_)

    async def _are_there(self, connection: Connection, application: int) -> bool:
        http = connection.client.http

        async def listed() -> set[str]:
            there = await http.get_guild_commands(application, int(self.options.guild))
            return {command["name"] for command in there}

        return await connection.api.repeatable(listed) >= {*commands.ROOTS}

    async def _close(self) -> None:
        connection, self.connection = self.connection, None
        if connection:
            await connection.api.settle()
            with contextlib.suppress(Exception):  # it may be broken: then it is thrown away as it is
                await connection.client.close()

    # ---- as a platform

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def is_up(self) -> bool:
        return self.connection is not None and not self.ended.is_set()

    def changed(self, identity: Identity) -> None:
        """Nothing here shows how things stand until somebody asks."""

    def chat(self) -> DiscordChat:
        return self._connected().chat

    def _connected(self) -> Connection:
        if self.connection is None or self.ended.is_set():
            raise DeliveryFailed(
                Result.LATER, "discord_token" if self.ended.is_set() else "discord_unreachable"
            )
        return self.connection
