"""What the sandbox's page needs of the rest of the house, as ports; the composition root puts it together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from aiohttp import web

from adapters.local.chat import LocalChat
from adapters.local.rooms import Rooms
from adapters.words import Words
from bot.chat import Choice, Event, Lookup
from bot.network import Network
from bot.replies import Answer


class Door(Protocol):
    """The core, as every platform sees it."""

    async def handle(self, event: Event) -> Answer:
        """What somebody did; the answer comes once it is durable."""

    async def look_up(self, lookup: Lookup) -> tuple[Choice, ...]: ...


class PushableClock(Protocol):
    """The clock of the whole bot, which the sandbox may push forward."""

    def now(self) -> datetime: ...

    def push(self, by: timedelta) -> None: ...


class Mailbox(Protocol):
    """The letters that were kept instead of being sent."""

    def names(self) -> Sequence[str]:
        """One for each letter, oldest first."""

    def read(self, name: str) -> bytes:
        """The letter as it would have travelled (RFC 5322). Raises `KeyError` for any other name."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Everything that the page shows and moves. `wake` has the courier and the duties look at once;
    `next_due` is when something will next happen by itself; `beside` is what a network's web port offers."""

    door: Door
    rooms: Rooms
    chat: LocalChat
    words: Words
    network: Network
    clock: PushableClock
    mailbox: Mailbox
    wake: Callable[[], Awaitable[None]]
    next_due: Callable[[], Awaitable[datetime | None]]
    beside: Sequence[web.RouteDef] = ()
