"""Events that were not acknowledged come again: docs.slack.dev/apis/events-api#retries.

"Nearly immediately", after a minute, after five minutes; then never. Commands and presses do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.wire.slack.deliveries import Delivery, NotAcknowledged
from tests.wire.slack.workspace import Workspace

AFTER = (0.0, 60.0, 300.0)  # seconds since the failure before it


@dataclass(frozen=True, slots=True)
class _Again:
    payload: Mapping[str, Any]
    retry: int
    at: float


@dataclass
class Events:
    """A test pushes the clock and calls `again`."""

    workspace: Workspace
    delivery: Delivery
    waiting: list[_Again] = field(default_factory=list)

    async def send(self, payload: Mapping[str, Any]) -> bool:
        """Whether it was acknowledged."""
        return await self._try(payload, 0)

    async def again(self) -> list[bool]:
        """What is due by now, each with the id that it had, and whether it was acknowledged."""
        due = [each for each in self.waiting if each.at <= self.workspace.now()]
        self.waiting = [each for each in self.waiting if each not in due]
        return [await self._try(each.payload, each.retry) for each in due]

    async def _try(self, payload: Mapping[str, Any], retry: int) -> bool:
        try:
            await self.delivery.deliver("event", payload, retry=retry)
        except NotAcknowledged as failed:
            if retry < len(AFTER) and not failed.final:
                self.waiting.append(_Again(payload, retry + 1, self.workspace.now() + AFTER[retry]))
            return False
        return True
