"""Waiting for whichever comes first."""

from __future__ import annotations

import asyncio
from typing import Any


async def either(
    *events: asyncio.Event, within: float | None = None, also: asyncio.Future[None] | None = None
) -> None:
    """Until one of the events is set, `also` is done, or so many seconds are over."""
    waiting: list[asyncio.Future[Any]] = [asyncio.ensure_future(event.wait()) for event in events]
    both = [*waiting, also] if also else waiting
    try:
        await asyncio.wait(both, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
