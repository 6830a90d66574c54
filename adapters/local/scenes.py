"""What the scenes of a story are made of: people who act, and time that passes.

Each scene uses what the page uses and nothing else, so that what it shows is what people would see.
"""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta

from adapters.local.parts import Sandbox
from adapters.local.player import Player, Shown
from bot.chat import Room

STEP = timedelta(minutes=1)


class Scenes:
    """The clock goes a minute forward with each thing that somebody does."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def player(self, person: str) -> Player:
        return Player(self._sandbox, person)

    def coordinator(self, person: str) -> Player:
        """In the coordinators' room."""
        return self.player(person).looks_at(Room.COORDINATORS)

    async def asks(self, player: Player, query: str, address: str) -> None:
        """The form, with the first community that the look-up offers for what is typed."""
        form = await self.then(player.types("/peer join"))
        community = await player.chooses(query)
        name = player.member.name
        await self.then(player.fills_in(form, name=name, email=address, community=community, role="staff"))

    async def joins(self, player: Player, query: str, address: str) -> None:
        """Both steps."""
        await self.asks(player, query, address)
        form = await self.then(player.presses("joining.verify"))
        await self.then(player.fills_in(form, code=player.code(address), attestation=("attest",)))

    async def decides(self, person: str, *actions: str) -> None:
        for action in actions:
            await self.then(self.coordinator(person).presses(action))

    async def then(self, act: Awaitable[Shown]) -> Shown:
        """Do it, let everything happen that follows from it, and let a minute pass."""
        shown = await act
        await self._sandbox.wake()
        self._sandbox.clock.push(STEP)
        return shown

    async def passes(self, span: timedelta) -> None:
        """Time, and whatever it brings about, each thing at its moment."""
        clock = self._sandbox.clock
        until = clock.now() + span
        while (due := await self._sandbox.next_due()) and due <= until:
            clock.push(max(due - clock.now(), timedelta(0)))
            await self._sandbox.wake()
        clock.push(max(until - clock.now(), timedelta(0)))
        await self._sandbox.wake()
