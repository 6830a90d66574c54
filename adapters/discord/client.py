"""The library's client as we use it: it is told of guilds and interactions, and keeps as little as it can."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Awaitable, Callable

import discord

from adapters.discord import permissions
from adapters.discord.api import LIMITED
from adapters.logs import log
from adapters.platform import ReadsConversation

Take = Callable[[discord.Interaction], Awaitable[None]]
Settle = Callable[[], Awaitable[None]]
GUILD_SECONDS = 0.5  # until all guilds are taken to have come; whoever presses before is answered too
CLOSING_SECONDS = 5.0  # longer than Discord waits for a first answer
CUTS, CUTS_SECONDS = 4, 60.0  # so many in so short a time are no accident
ITS_OWN = 1000  # the library closes with it what it has no session for

# The library would say at each start that it cannot speak.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


class Over(Exception):
    """This client is of no more use, and a fresh one begins after a pause; `code` is a short word of ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def nobody(_: discord.Interaction) -> None:
    """What a client takes that is logged in only: no interaction reaches it."""


async def nothing() -> None:
    """Nobody waits for an answer of it."""


class Client(discord.Client):
    """Never asks for what people say: `guilds` is all that it is told of, beside interactions. `take` gets
    these; `settle` returns when all of them are answered. Raises `ReadsConversation` for other `intents`."""

    def __init__(
        self,
        take: Take,
        settle: Settle = nothing,
        proxy: str = "",
        settling: float = GUILD_SECONDS,
        intents: discord.Intents = permissions.INTENTS,
    ) -> None:
        if too_much := permissions.asked_too_much(intents):
            raise ReadsConversation(too_much)
        super().__init__(
            intents=intents,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=settling,
            proxy=proxy or None,
        )
        # The constructor takes no less than half a minute, which is the courier's whole patience.
        self.http.max_ratelimit_timeout = LIMITED
        self._take, self._settle = take, settle
        self.known = asyncio.Event()  # the guilds are
        self.over = asyncio.Event()  # the library would go on with it, and should not
        self.why = ""
        self._cuts = deque[float](maxlen=CUTS)

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Once it is closed the library has no loop any more on which anything could be told."""
        if event == "disconnect":
            self._cut()
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def close(self) -> None:
        """Whoever waits gets their answer by it first: the library itself closes it when the line breaks for
        good."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSING_SECONDS):
                await self._settle()
        await super().close()

    async def on_ready(self) -> None:
        self.known.set()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Somebody let the bot in again: what a server is told at a beginning, it has to be told anew."""
        del guild
        self._end("joined")

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        log.error("discord.removed", code=str(guild.id))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await self._take(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        del args, kwargs
        log.error("discord.fault", event_kind=event_method, exc_info=True)

    def _cut(self) -> None:
        """The library comes again at once, and as often as that is; and follows a session that is not valid
        by another one. Of a thousand beginnings a day the last takes the token away."""
        self._cuts.append(time.monotonic())
        no_session = getattr(self.ws, "session_id", "") is None  # there may be no line yet
        if no_session and self.ws.socket.close_code == ITS_OWN:
            self._end("session")
        elif len(self._cuts) == CUTS and self._cuts[-1] - self._cuts[0] < CUTS_SECONDS:
            self._end("unsteady")

    def _end(self, why: str) -> None:
        self.why = why
        self.over.set()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Should it have come that far all the same."""
        del shard_id
        if not initial:
            raise Over("session")
