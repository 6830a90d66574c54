"""The asynchronous front of the core: every platform's events go in here, and nowhere else.

The core is handed to where the database lives (`Storage.submit`); what comes back is durable. After each
event the courier is woken, since errands may have been written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from adapters.arrivals import Arrivals, Runner
from adapters.logs import log
from bot.app import App
from bot.chat import Card, Choice, Event, Lookup, Text
from bot.ports import Turn
from bot.replies import Answer, Say

T = TypeVar("T")


class Door:
    """For all platform adapters of a process."""

    def __init__(self, app: App, runner: Runner, wake: Callable[[], None]) -> None:
        self._app = app
        self._arrivals = Arrivals(runner)
        self._wake = wake

    def needs_fresh_roles(self, event: Event) -> bool:
        return self._app.needs_fresh_roles(event)

    async def handle(self, event: Event) -> Answer:
        """Never raises: a fault of ours is logged by its type and answered with an apology."""
        try:
            answer = await self._arrivals.run(partial(self._app.handle, event))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the person must get an answer
            log.error("door.fault", event_kind=type(event).__name__, exc_info=fault)
            sorry = Card(Text("door.fault.title"), (Text("door.fault.body"),))
            return Answer(Say(sorry), event.person.reader)
        self._wake()
        return answer

    async def look_up(self, lookup: Lookup) -> tuple[Choice, ...]:
        """No database is asked, but it may take some milliseconds: not on the event loop."""
        return await asyncio.to_thread(self._app.look_up, lookup)

    async def operate(self, act: Callable[[Turn], T]) -> T:
        """As `App.operate`, for what comes in by no event. Raises what that raises."""
        found = await self._arrivals.run(partial(self._app.operate, act))
        self._wake()
        return found

    async def hold(self, name: str, holder: str, seconds: float) -> bool:
        """As `App.hold`. Raises what the database raises: whoever does not know holds nothing."""
        return await self._arrivals.run(partial(self._app.hold, name, holder, seconds))

    async def let_go(self, name: str, holder: str) -> None:
        await self._arrivals.run(partial(self._app.let_go, name, holder))

    async def told(self, name: str) -> str:
        return await self._arrivals.run(partial(self._app.told, name))

    async def tell(self, name: str, fingerprint: str) -> None:
        await self._arrivals.run(partial(self._app.tell, name, fingerprint))
