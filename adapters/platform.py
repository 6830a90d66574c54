"""What the courier needs of a chat platform and of the mail: the ports between adapters.

An implementation delivers, or raises `DeliveryFailed`, which says whether to try again. It retries nothing
by itself: the outbox owns retries.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Protocol

from adapters.door import Door
from bot.chat import Card, Identity, Reader, Role, Room
from bot.deliveries import Letter
from bot.outbox import Result


class DeliveryFailed(Exception):
    """It was not delivered, or nobody knows. `result` is LATER, NEVER or UNKNOWN; `code` is a short word of
    ours ("mailbox_refused", "room_gone"), never a server's free text, which may quote a person."""

    def __init__(self, result: Result, code: str, retry_after: timedelta = timedelta(0)) -> None:
        super().__init__(code)
        self.result = result
        self.code = code
        self.retry_after = retry_after


class ReadsConversation(Exception):
    """A platform gave the bot rights to read what people say: `rights` names them. It does not run so."""

    def __init__(self, rights: tuple[str, ...]) -> None:
        super().__init__(", ".join(rights))
        self.rights = rights


class Platform(Protocol):
    """One chat platform. All calls may raise `DeliveryFailed`."""

    @property
    def name(self) -> str:
        """As in `Identity.platform`."""

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        """Post in the network's languages; what comes back names the message for `edit`."""

    async def edit(self, reference: str, card: Card) -> None: ...

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str: ...

    async def admit(self, identity: Identity) -> None:
        """Into the members' room; harmless when already there."""

    async def dismiss(self, identity: Identity) -> None:
        """Out of it; harmless when not there."""

    def changed(self, identity: Identity) -> None:
        """What became of something for this account is recorded: what they look at may be drawn anew."""

    async def roles(self, identity: Identity) -> frozenset[Role]:
        """Read anew from the places where people manage them; an error means no role at all."""


class Connected(Protocol):
    """A platform's own connection, beside those of others."""

    @property
    def name(self) -> str:
        """As in `Identity.platform`."""

    @property
    def is_up(self) -> bool:
        """What is to be delivered there can be, as far as is known."""

    async def run(self, door: Door, stopping: asyncio.Event) -> None:
        """Until asked to stop, or until it is of no use any more, which stops nothing else. Raises
        `ReadsConversation` alone: so the bot must not run."""


class Mailer(Protocol):
    """The way out for letters."""

    async def send(self, letter: Letter) -> None:
        """Returns once the next server has taken responsibility for it (RFC 5321, 6.1)."""
