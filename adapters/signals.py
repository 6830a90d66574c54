"""How somebody outside asks the process to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_requests() -> Iterator[asyncio.Event]:
    """An event that is set by the first SIGTERM or SIGINT while the block runs, so that work under way can
    be ended well; a second one does at once what it would have done without us. To be used on the main
    thread, inside the running loop."""
    loop = asyncio.get_running_loop()
    requested = asyncio.Event()
    before = {number: signal.getsignal(number) for number in STOPPING}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def request(_: int, __: FrameType | None) -> None:
        restore()
        loop.call_soon_threadsafe(requested.set)

    for number in STOPPING:
        signal.signal(number, request)
    try:
        yield requested
    finally:
        restore()
