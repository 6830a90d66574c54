"""A platform whose connection comes and goes: what is to be delivered is passed on while there is one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Protocol

from bot.chat import Card, Identity, Reader, Role, Room


class Chat(Protocol):
    """The way out while there is a connection; each as `adapters.platform.Platform` says."""

    async def post(self, room: Room, card: Card, nonce: str) -> str: ...
    async def edit(self, reference: str, card: Card) -> None: ...
    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str: ...
    async def admit(self, identity: Identity) -> None: ...
    async def dismiss(self, identity: Identity) -> None: ...
    async def roles(self, identity: Identity) -> frozenset[Role]: ...


class PassesOn(ABC):
    """Most of a `Platform`."""

    @abstractmethod
    def chat(self) -> Chat:
        """Raises `DeliveryFailed` with LATER where there is none."""

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        return await self.chat().post(room, card, nonce)

    async def edit(self, reference: str, card: Card) -> None:
        await self.chat().edit(reference, card)

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        return await self.chat().direct(identity, card, reader, nonce)

    async def admit(self, identity: Identity) -> None:
        await self.chat().admit(identity)

    async def dismiss(self, identity: Identity) -> None:
        await self.chat().dismiss(identity)

    async def roles(self, identity: Identity) -> frozenset[Role]:
        return await self.chat().roles(identity)
