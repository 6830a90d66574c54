"""The ports of the bot, each with the points at which the process can be killed. What is inside is real."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine, Sequence
from typing import TypeVar

from adapters.platform import DeliveryFailed, Mailer, Platform
from bot.app import App
from bot.chat import Card, Identity, Reader, Role, Room
from bot.deliveries import Letter
from bot.outbox import Errand, Result
from tests.stories.points import Points

T = TypeVar("T")


class OneByOne(App):
    """Gives its courier one errand at a time, so that points come in the same order in each run."""

    def claim(self, limit: int) -> Sequence[Errand]:
        return super().claim(min(limit, 1))


class KillableMailer:
    def __init__(self, mailer: Mailer, points: Points) -> None:
        self._mailer, self._points = mailer, points

    async def send(self, letter: Letter) -> None:
        await _between(self._points, f"letter {letter.subject.id}", self._mailer.send(letter))


class KillablePlatform:
    """While it is `away`, whatever is asked of it fails for now."""

    def __init__(self, platform: Platform, points: Points) -> None:
        self._platform, self._points = platform, points
        self.away = False

    @property
    def name(self) -> str:
        return self._platform.name

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        return await self._call(f"post {card.title.id}", self._platform.post(room, card, nonce))

    async def edit(self, reference: str, card: Card) -> None:
        await self._call(f"edit {card.title.id}", self._platform.edit(reference, card))

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        call = self._platform.direct(identity, card, reader, nonce)
        return await self._call(f"direct {card.title.id}", call)

    async def admit(self, identity: Identity) -> None:
        await self._call(f"admission of {identity.user}", self._platform.admit(identity))

    async def dismiss(self, identity: Identity) -> None:
        await self._call(f"dismissal of {identity.user}", self._platform.dismiss(identity))

    def changed(self, identity: Identity) -> None:
        self._platform.changed(identity)

    async def roles(self, identity: Identity) -> frozenset[Role]:
        return await self._platform.roles(identity)

    async def _call(self, what: str, call: Coroutine[object, object, T]) -> T:
        if self.away:
            call.close()
            raise DeliveryFailed(Result.LATER, "away")
        return await _between(self._points, what, call)


async def _between(points: Points, what: str, call: Awaitable[T]) -> T:
    """The second point is where the other side has accepted, and nothing of that is recorded yet."""
    points.reach(f"before the {what}")
    result = await call
    points.reach(f"after the {what}")
    return result
