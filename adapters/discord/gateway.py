"""The line on which interactions come in. One process holds it, and begins it anew whenever it ends.

The library resumes by itself what can be resumed. Everything else that befalls it (a refused connection, one
that is cut again and again, a session that is not valid any more, an event of another shape) ends its client:
then, after a pause, there is a fresh one.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import aiohttp
import discord

from adapters.discord.client import Client, Over
from adapters.logs import log
from adapters.waiting import either

FIRST_PAUSE = 1.0
# Discord takes a thousand beginnings a day, and withdraws the token after that: these are 960.
LONGEST_PAUSE = 90.0
BEAT_SECONDS = 10.0
LEASE_SECONDS = 40.0  # another process has seen its end, and goes on, within a minute
LOGIN_SECONDS = 30.0
CLOSING_SECONDS = 10.0  # with what is still to be answered


class Lease(Protocol):
    """Who of all processes holds the line."""

    async def hold(self, name: str, holder: str, seconds: float) -> bool: ...
    async def let_go(self, name: str, holder: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Pauses:
    """In seconds: between attempts, from the first to the longest; and how often the lease is renewed."""

    first: float = FIRST_PAUSE
    longest: float = LONGEST_PAUSE
    beat: float = BEAT_SECONDS
    lease: float = LEASE_SECONDS


DEFAULT = Pauses()


class LineLost(Exception):
    """Another process may have it by now."""


@dataclass
class Gateway:
    """`fresh` makes a client; `begin` is called before each is connected; `final` is told why there will be
    no other. `ready` is set while interactions come in."""

    fresh: Callable[[], Client]
    begin: Callable[[], Awaitable[None]]
    final: Callable[[str], None]
    token: str = field(repr=False)
    holder: str
    pauses: Pauses = DEFAULT
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    client: Client | None = None
    _held_until: float = 0.0

    async def keep(self, lease: Lease, *ends: asyncio.Event) -> None:
        """Until one of `ends` is set."""
        pause = self.pauses.first
        while not _any(ends):
            began = time.monotonic()
            if not await self._holds(lease):
                await either(*ends, within=self.pauses.beat)
                continue
            try:
                await self._connected(lease, ends)
            except Exception as fault:  # noqa: BLE001 - whatever it was, a fresh client begins anew
                self._say(fault)
            lasted = time.monotonic() - began
            pause = self.pauses.first if lasted > self.pauses.longest else pause
            await either(*ends, within=pause)
            pause = min(pause * 2, self.pauses.longest)
        await self._let_go(lease)

    async def _connected(self, lease: Lease, ends: tuple[asyncio.Event, ...]) -> None:
        """One client's life. Raises whatever ended it."""
        async with self._client() as client:
            async with asyncio.timeout(LOGIN_SECONDS):
                await client.login(self.token)
            await self.begin()
            if not await self._holds(lease):  # that may have taken longer than the lease
                raise LineLost
            living = asyncio.ensure_future(client.connect(reconnect=False))
            knowing = asyncio.ensure_future(self._say_when_ready(client))
            try:
                while not living.done() and not _any(ends):
                    await either(*ends, client.over, within=self.pauses.beat, also=living)
                    if client.over.is_set():
                        raise Over(client.why)
                    if not await self._holds(lease):
                        raise LineLost
                if living.done():
                    living.result()
            finally:
                knowing.cancel()
                self.ready.clear()
                await _ended(living)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Client]:
        self.client = self.fresh()
        try:
            yield self.client
        finally:
            with contextlib.suppress(Exception):  # it may be broken: then it is thrown away as it is
                async with asyncio.timeout(CLOSING_SECONDS):
                    await self.client.close()
            self.client = None

    async def _say_when_ready(self, client: Client) -> None:
        await client.known.wait()
        log.info("discord.ready", kind="gateway")
        self.ready.set()

    async def _holds(self, lease: Lease) -> bool:
        """While the database is away, or answers nothing, for as long as nobody else can have it."""
        pauses, now = self.pauses, time.monotonic()
        try:
            async with asyncio.timeout(pauses.beat):
                held = await lease.hold("discord", self.holder, pauses.lease)
        except Exception as fault:  # noqa: BLE001 - whatever the database's way of being away is
            log.warning("discord.lease", exc_info=fault)
            return time.monotonic() + pauses.beat < self._held_until
        self._held_until = now + pauses.lease if held else 0.0
        return held

    async def _let_go(self, lease: Lease) -> None:
        try:
            await lease.let_go("discord", self.holder)
        except Exception as fault:  # noqa: BLE001 - it runs out by itself
            log.warning("discord.lease", exc_info=fault)

    def _say(self, fault: Exception) -> None:
        """docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes"""
        match fault:
            case discord.LoginFailure():
                self.final("login")
            case discord.PrivilegedIntentsRequired():
                self.final("intents")
            case discord.ConnectionClosed(code=4004):
                self.final("login")
            case discord.ConnectionClosed(code=4013 | 4014):
                self.final("intents")
            case discord.ConnectionClosed():
                log.warning("discord.disconnected", code=str(fault.code))
            case discord.HTTPException():
                log.warning("discord.disconnected", status=fault.status)
            case OSError() | aiohttp.ClientError():
                log.warning("discord.disconnected", code="unreachable")
            case Over():
                log.warning("discord.disconnected", code=fault.code)
            case LineLost():
                log.warning("discord.line_lost")
            case _:
                log.warning("discord.disconnected", exc_info=fault)


async def _ended(living: asyncio.Future[None]) -> None:
    """Nothing more comes in."""
    living.cancel()
    await asyncio.wait({living})
    if not living.cancelled():
        living.exception()  # it was raised, or is of no interest any more


def _any(events: tuple[asyncio.Event, ...]) -> bool:
    return any(event.is_set() for event in events)
