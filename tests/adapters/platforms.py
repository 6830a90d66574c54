"""A chat platform and a mail server of a few lines, which keep the promises of their ports."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from adapters.courier import Courier
from adapters.platform import DeliveryFailed
from bot.chat import Card, Identity, Reader, Role, Room
from bot.deliveries import Letter
from bot.outbox import Result
from tests.core.house import House
from tests.stores import sqlite_url


class Chat:
    """Remembers what it was asked for; `fails` is called before each effect and may raise or wait."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.calls: list[str] = []
        self.fails: Callable[[str], object] = lambda _: None
        self.posted: list[tuple[Room, Card, str]] = []
        self.inside: set[str] = set()
        self.told: list[str] = []

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        await self._called("post")
        self.posted.append((room, card, nonce))
        return f"{self.name}-{len(self.posted)}"

    async def edit(self, reference: str, card: Card) -> None:
        await self._called(f"edit {reference} {card.title.id}")

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        await self._called(f"direct {identity.user} {card.title.id} {reader.language} {bool(nonce)}")
        return "direct-1"

    async def admit(self, identity: Identity) -> None:
        await self._called("admit")
        self.inside.add(identity.user)

    async def dismiss(self, identity: Identity) -> None:
        await self._called("dismiss")
        self.inside.discard(identity.user)

    def changed(self, identity: Identity) -> None:
        self.told.append(identity.user)

    async def roles(self, identity: Identity) -> frozenset[Role]:
        raise DeliveryFailed(Result.NEVER, identity.platform)

    async def _called(self, call: str) -> None:
        self.calls.append(call)
        waiting = self.fails(call)
        if isinstance(waiting, asyncio.Event):
            await waiting.wait()


class Post:
    """The mail: remembers letters."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.fails: Callable[[Letter], object] = lambda _: None

    async def send(self, letter: Letter) -> None:
        waiting = self.fails(letter)
        if isinstance(waiting, asyncio.Event):
            await waiting.wait()
        self.letters.append(letter)


class Street:
    """The core over its real storage, a courier, and what it delivers to."""

    def __init__(self, folder: Path) -> None:
        self.house = House(sqlite_url(folder))
        self.slack, self.discord, self.post = Chat("slack"), Chat("discord"), Post()
        self.courier = self.with_courier(self.slack, self.discord)

    def with_courier(self, *chats: Chat, patience: float = 5) -> Courier:
        platforms = {chat.name: chat for chat in chats}
        return Courier(self.house.app, self.house.storage, platforms, self.post, patience)
