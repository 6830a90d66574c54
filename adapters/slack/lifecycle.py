"""From start to end of the connection to Slack. What befalls it leaves the rest of the bot running."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.command_words import CommandWords
from adapters.door import Door
from adapters.logs import log
from adapters.once import Once
from adapters.pacing import SECOND, Pace
from adapters.passing_on import PassesOn
from adapters.platform import DeliveryFailed, ReadsConversation
from adapters.slack import manifest
from adapters.slack.answers import Answers
from adapters.slack.api import SECONDS, Api, Said, client_session
from adapters.slack.chat import SlackChat
from adapters.slack.conversation import GUARD_SECONDS, Conversation
from adapters.slack.gate import Gate
from adapters.slack.homes import Homes
from adapters.slack.http import PATH, Endpoint
from adapters.slack.listeners import bolt_app
from adapters.slack.people import People
from adapters.slack.render import PLATFORM, Json
from adapters.slack.rooms import Rooms
from adapters.slack.socket import PING_SECONDS, Socket
from adapters.waiting import either
from adapters.words import Words
from bot import routes
from bot.chat import Identity, Room
from bot.network import Network
from bot.outbox import Result

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class SlackOptions:
    """What the settings say. Without an app token it is HTTP, and then there is a signing secret. In seconds:
    `every` paces a room, `ping` watches the socket, `pause` is the first one after a failure to connect,
    `patience` how long an answer may take that nobody waits for, `guard` one that somebody waits for."""

    bot_token: str = field(repr=False)
    channels: Mapping[Room, str]
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = "https://slack.com/api/"
    proxy: str = field(default="", repr=False)  # it may hold a password
    every: float = SECOND
    ping: float = PING_SECONDS
    pause: float = FIRST_PAUSE
    patience: float = SECONDS
    guard: float = GUARD_SECONDS


@dataclass
class Connection:
    """What there is while the workspace is known."""

    chat: SlackChat
    conversation: Conversation
    app: AsyncApp
    answers: Answers
    homes: Homes


@dataclass
class Slack(PassesOn):
    """Implements `adapters.platform.Platform`: before the workspace is known, and when the token is worth
    nothing any more, what is to be delivered waits."""

    options: SlackOptions
    words: Words
    network: Network
    now: Callable[[], float] = time.time  # by which signatures are judged and Slack is left alone
    connection: Connection | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    endpoint: Endpoint | None = None
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        if not self.options.app_token:
            self.endpoint = Endpoint(Gate(self.options.signing_secret.encode(), self.now))

    def routes(self) -> list[web.RouteDef]:
        """Of the web port, for HTTP."""
        return [web.post(PATH, self.endpoint.take)] if self.endpoint else []

    @property
    def conversation(self) -> Conversation:
        return self._connected().conversation

    def revoked(self, code: str) -> None:
        """The token is worth nothing any more: said once, and nothing more is tried."""
        if not self.ended.is_set():
            log.error("slack.stopped", code=code)
            self.ended.set()

    # ---- running

    async def run(self, door: Door, stopping: asyncio.Event) -> None:
        """Until asked to stop, or until the token is revoked. Raises `ReadsConversation` at the start."""
        async with client_session(self.options.patience) as session:
            self._session = session
            while await self._connect(door, session, stopping):
                await self._serve(self._connected(), stopping)

    async def _serve(self, connection: Connection, stopping: asyncio.Event) -> None:
        """What fails here for a reason that nobody thought of is begun anew."""
        try:
            await self._listen(connection, stopping)
        except Exception as fault:  # noqa: BLE001 - see above
            log.error("slack.fault", exc_info=fault)
            await either(stopping, self.ended, within=self.options.pause)
        finally:
            if self.endpoint:
                await self.endpoint.settle()
            await connection.answers.settle()
            await connection.homes.settle()
            self.connection = None

    async def _connect(self, door: Door, session: aiohttp.ClientSession, stopping: asyncio.Event) -> bool:
        """Again and again, since Slack may be away at the moment; False when it is of no use."""
        pause = self.options.pause
        while not stopping.is_set() and not self.ended.is_set():
            try:
                await self._know_workspace(door, session)
                return True
            except DeliveryFailed as failed:
                log.warning("slack.not_connected", code=failed.code)
                wait = max(pause, failed.retry_after.total_seconds())
            except ReadsConversation:
                raise
            except Exception as fault:  # noqa: BLE001 - an answer of another shape, say: nothing else ends by it
                log.warning("slack.not_connected", exc_info=fault)
                wait = pause
            await either(stopping, self.ended, within=wait)
            pause = min(pause * 2, LONGEST_PAUSE)
        return False

    async def _know_workspace(self, door: Door, session: aiohttp.ClientSession) -> None:
        options = self.options
        client = AsyncWebClient(
            options.bot_token,
            options.api_url,
            session=session,
            proxy=options.proxy or None,
            retry_handlers=[],
        )
        api = Api(client, self.revoked, self.now, options.patience)
        try:
            who, scopes = await api.who()
        except Said as said:
            self.revoked(said.error)
            raise DeliveryFailed(Result.LATER, "slack_token") from None
        if reading := manifest.reads_conversation(scopes):
            raise ReadsConversation(reading)
        for scope in manifest.missing(scopes):
            log.error("slack.scope_missing", code=scope)
        authorized = AuthorizeResult(
            enterprise_id=None, team_id=who["team_id"], bot_user_id=who["user_id"], bot_id=who.get("bot_id"),
            bot_token=options.bot_token,
        )  # fmt: skip
        self.connection = self._built(api, who["team_id"], door, client, authorized)
        if self.endpoint:
            self.endpoint.app = self.connection.app

    def _built(
        self, api: Api, workspace: str, door: Door, client: AsyncWebClient, authorized: AuthorizeResult
    ) -> Connection:
        rooms = Rooms(api, self.options.channels)
        people = People(api, rooms, workspace, self.network, time.monotonic)
        pace = Pace(time.monotonic, asyncio.sleep, self.options.every)
        chat = SlackChat(api, rooms, people, pace, self.words, self.network, workspace)
        answers = Answers(api, self._respond, self.words, self.network, workspace)
        homes = Homes(api, people, door, self.words)
        commands = CommandWords(self.words, routes.COMMANDS)
        conversation = Conversation(
            door, people, answers, homes, commands, self.network, Once(time.monotonic), self.options.guard
        )
        return Connection(chat, conversation, bolt_app(client, authorized, self), answers, homes)

    async def _listen(self, connection: Connection, stopping: asyncio.Event) -> None:
        log.info("slack.ready", kind="socket" if self.options.app_token else "http")
        if not self.options.app_token:
            self.ready.set()
            await either(stopping, self.ended)
            return
        options = self.options
        socket = Socket(connection.app, options.app_token, options.proxy, self.revoked, options.ping)
        connecting = asyncio.ensure_future(socket.connect())
        self.ready.set()
        try:
            await either(stopping, self.ended)
        finally:
            connecting.cancel()
            await socket.settle()
            await socket.close()  # type: ignore[no-untyped-call] # the library's

    async def _respond(self, url: str, content: Json) -> None:
        """At a response URL; its answer is nobody's business but the log's."""
        if self._session is None or not url.startswith(("https://hooks.slack.com/", self._origin())):
            log.warning("slack.response_url")
            return
        proxy = self.options.proxy or None
        async with self._session.post(url, json=content, proxy=proxy) as response:
            if response.status != 200:  # noqa: PLR2004 - HTTP
                log.warning("slack.response", status=response.status)

    def _origin(self) -> str:
        """A stand-in's own, where one is used."""
        return self.options.api_url.partition("/api/")[0] + "/"

    # ---- as a platform

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def is_up(self) -> bool:
        return self.connection is not None and not self.ended.is_set()

    def changed(self, identity: Identity) -> None:
        if self.connection:
            self.connection.homes.changed(identity.user)

    def chat(self) -> SlackChat:
        return self._connected().chat

    def _connected(self) -> Connection:
        if self.connection is None or self.ended.is_set():
            raise DeliveryFailed(Result.LATER, "slack_token" if self.ended.is_set() else "slack_unreachable")
        return self.connection
