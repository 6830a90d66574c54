"""Something that is done again and again beside everything else, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

LONGEST_END = 10.0  # seconds that closing waits for a call that is under way


class Recurring:
    """Calls `act` every so many seconds until closed. A fault is logged; the next call tries again."""

    def __init__(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        self._seconds = seconds
        self._act = act
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name=f"peerbot-{name}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join(LONGEST_END)

    def _go_on(self) -> None:
        while not self._over.wait(self._seconds):
            try:
                self._act()
            except Exception as fault:  # noqa: BLE001 - it outlives whatever befalls a call
                log.warning("recurring_fault", extra={"error": type(fault).__name__})
