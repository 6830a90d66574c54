"""Calls of Discord's HTTP API through the library, and what their failing means.

The library waits where a route is limited for a moment, and repeats what a 500, 502 or 504 left open: a
message carries a nonce, by which the repetition is the first one. Whatever else fails is the outbox's.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord

from adapters.logs import log
from adapters.pacing import Pace
from adapters.platform import DeliveryFailed
from bot.outbox import Result

T = TypeVar("T")

SECONDS = 25.0  # within the courier's own patience
HURRY = 1.2  # for what somebody waits for, of the three seconds that Discord gives
LIMITED = 8.0  # seconds that the library waits by itself where a route is limited
DAY = 86_400.0
ASKED = 30.0  # when Discord wants to be left alone and does not say for how long
BUSY = "discord_busy"
JSON = "application/json"
# docs.discord.com/developers/topics/rate-limits: fifty requests a second for all together. The library minds
# the limits of each route by itself, and this one only when it was told.
ALL, A_SECOND = "all", 40

# docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
GONE = {
    10003: "room_gone", 10004: "room_gone", 10007: "account_gone", 10008: "message_gone",
    10011: "role_gone", 10013: "account_gone",
    50001: "room_closed", 50013: "not_allowed_there",
    50007: "directs_closed", 50278: "directs_closed",
    50005: "message_gone", 50006: "fault", 50035: "fault", 50109: "fault",
}  # fmt: skip
# Nothing has happened, and it may be let through another time.
LATER = frozenset({20016, 20022, 20028, 40003, 40062, 130000})

# Nothing of it has left: a name that is not found, a handshake or a proxy that does not answer.
NOT_CONNECTED = (
    aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError,
    ConnectionRefusedError,
)  # fmt: skip
# What the library stumbles over when an answer has another shape.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class Api:
    """One guild, one token. `revoked` is told when the token is worth nothing any more; `now` counts seconds,
    by which Discord is left alone for as long as it asked; `patience` is for what nobody waits for."""

    def __init__(
        self,
        revoked: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
        patience: float = SECONDS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._pace = Pace(now, sleep, 1 / A_SECOND)
        self._revoked, self._now, self._patience = revoked, now, patience
        self._left_alone_until = 0.0
        self._under_way, self._idle = 0, asyncio.Event()
        self._idle.set()

    async def settle(self) -> None:
        """Until nothing is under way any more."""
        await self._idle.wait()

    async def call(self, asking: Callable[[], Awaitable[T]], *, within: float = 0) -> T:
        """Raises `DeliveryFailed` alone: its outcome is unknown when it may have happened."""
        self._check()
        await self._pace.wait(ALL)
        try:
            async with self._counted(), asyncio.timeout(within or self._patience):
                return await asking()
        except discord.DiscordException as error:
            raise self._failed(error) from None
        except NOT_CONNECTED:
            raise DeliveryFailed(Result.LATER, "discord_unreachable") from None
        except (aiohttp.ClientError, OSError, TimeoutError, *UNREADABLE):
            raise DeliveryFailed(Result.UNKNOWN, "discord_outcome_unknown") from None

    async def repeatable(self, asking: Callable[[], Awaitable[T]], *, within: float = 0) -> T:
        """For what only asks, and for what leads to the same however often it is done."""
        try:
            return await self.call(asking, within=within)
        except DeliveryFailed as failed:
            if failed.result is Result.UNKNOWN:
                raise DeliveryFailed(Result.LATER, failed.code) from None
            raise

    @asynccontextmanager
    async def _counted(self) -> AsyncIterator[None]:
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    def _check(self) -> None:
        """Ten thousand refusals in ten minutes ban the address: whoever is told to wait asks nothing."""
        left = self._left_alone_until - self._now()
        if left > 0:
            raise DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=left))

    def _failed(self, error: discord.DiscordException) -> DeliveryFailed:
        """The library's own sentence may quote what was sent, and must reach no log."""
        match error:
            case discord.RateLimited():
                return DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=error.retry_after))
            case discord.LoginFailure():
                return self._token("login")
            case discord.HTTPException() if _is_page(error):
                return self._shut_out()
            case discord.HTTPException():
                return self._refused(error)
        log.warning("discord.refused", exc_info=error)
        return DeliveryFailed(Result.NEVER, "refused")

    def _refused(self, error: discord.HTTPException) -> DeliveryFailed:
        status, code = error.status, error.code
        if status == 429:  # noqa: PLR2004 - HTTP
            return self._limited(error)
        if status == 503:  # noqa: PLR2004 - HTTP: it was not even looked at
            return DeliveryFailed(Result.LATER, "discord_away")
        if status >= 500:  # noqa: PLR2004 - HTTP
            return DeliveryFailed(Result.UNKNOWN, "discord_outcome_unknown")
        if status == 401:  # noqa: PLR2004 - HTTP
            return self._token("unauthorized")
        if code in LATER:
            return DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=ASKED))
        if code not in GONE:
            log.warning("discord.refused", status=status, code=str(code))
        return DeliveryFailed(Result.NEVER, GONE.get(code, "refused"))

    def _token(self, code: str) -> DeliveryFailed:
        self._revoked(code)
        return DeliveryFailed(Result.LATER, "discord_token")

    def _shut_out(self) -> DeliveryFailed:
        """By what stands before Discord, which says so in a page: nobody there has looked at it."""
        self._left_alone_until = self._now() + ASKED
        return DeliveryFailed(Result.LATER, "discord_away", timedelta(seconds=ASKED))

    def _limited(self, error: discord.HTTPException) -> DeliveryFailed:
        """Without a `Via` header it is not the route that is limited but the address."""
        seconds = _seconds(error.response.headers.get("Retry-After", ""))
        if not error.response.headers.get("Via"):
            self._left_alone_until = self._now() + seconds
        return DeliveryFailed(Result.LATER, BUSY, timedelta(seconds=seconds))


def _is_page(error: discord.HTTPException) -> bool:
    """A 429 says how long to wait in any form, and of a 500 nobody knows what was done."""
    return error.status < 500 and error.status != 429 and error.response.content_type != JSON  # noqa: PLR2004 - HTTP


def _seconds(written: str) -> float:
    try:
        asked = float(written)
    except ValueError:
        return ASKED
    return min(asked, DAY) if asked > 0 else ASKED
