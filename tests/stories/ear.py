"""What is heard of a life while it lasts, and what is done to it from outside."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from tests.stories.orders import Answered, Comes, Faulted, Goes, News

PATIENCE = 60.0  # seconds
HANGS = Faulted(f"nothing was heard of it for {PATIENCE:.0f} seconds")


class Ear:
    """Of one process. `trouble` is called with what is to be done, while that process does nothing."""

    def __init__(
        self, hearing: Connection, process: BaseProcess, trouble: Callable[[Comes | Goes], None]
    ) -> None:
        self._hearing, self._process, self._trouble = hearing, process, trouble
        self._heard: list[News] = []

    def listen(self, fatal: float | None, moments: Sequence[float]) -> list[News]:
        """Until the process has ended, however it ended. It is killed so many seconds after it began; at the
        moments (after people were first answered) it is stopped, and there is trouble."""
        with suppress(EOFError, OSError):  # whoever is killed may be in the middle of a word
            if fatal is not None:
                self._until(time.monotonic() + fatal)
                self._process.kill()
            if moments:
                self._until_answered()
                began = time.monotonic()
                for moment in moments:
                    self._until(began + moment)
                    self._stop_for_trouble()
            self._until(None)
        return self._heard

    def _until(self, moment: float | None) -> None:
        """Raises `EOFError` when the process has ended before."""
        while moment is None or time.monotonic() < moment:
            patience = PATIENCE if moment is None else moment - time.monotonic()
            if self._hearing.poll(max(0.0, patience)):
                self._hear()
            elif moment is None:
                self._process.kill()
                self._heard.append(HANGS)

    def _until_answered(self) -> None:
        while not any(isinstance(news, Answered) for news in self._heard):
            self._until(time.monotonic() + PATIENCE / 1000)

    def _hear(self) -> None:
        news = self._hearing.recv()
        self._heard.append(news)
        if isinstance(news, Comes | Goes):
            self._trouble(news)
            self._hearing.send(None)

    def _stop_for_trouble(self) -> None:
        process = self._process.pid or os.getpid()
        os.kill(process, signal.SIGSTOP)
        try:
            self._trouble(Comes())
            self._heard.append(Comes())
        finally:
            os.kill(process, signal.SIGCONT)
