"""Where transactions run on SQLite: on one thread, which commits together whatever is waiting.

A commit costs far more than what is in it, so those that piled up while one was written to the disk share
the next. One that fails is undone alone; nobody is answered before the commit.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine

from storage.transaction import Alone, Together
from storage.unit import SqlUnit, until_it_succeeds
from storage.vault import Vault

T = TypeVar("T")

log = logging.getLogger(__name__)

AT_ONCE = 64  # more would make the first of them wait too long
ERASE_MILLISECONDS = 200  # for a long reader (a backup): whoever writes has to wait meanwhile


class _Job:
    """A call, and its answer, which waits for the commit."""

    def __init__(self, call: Callable[[], Any], future: Future[Any]) -> None:
        self._call = call
        self._future = future
        self._answer: Callable[[], None] = lambda: None

    def run(self) -> None:
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            self._answer = partial(self._future.set_result, self._call())
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits for the answer
            self._answer = partial(self._future.set_exception, error)

    def answer(self) -> None:
        self._answer()

    def refuse(self, error: BaseException) -> None:
        """Whatever came of it was not stored."""
        if not self._future.cancelled():
            self._future.set_exception(error)


class Writer:
    def __init__(self, engine: Engine, vault: Vault) -> None:
        self._engine = engine
        self._connection = engine.connect()
        self._vault = vault
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._door = threading.Lock()
        self._closed = False
        self._now: Alone | Together
        self._thread = threading.Thread(target=self._work, name="peerbot-writer", daemon=True)
        self._thread.start()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._door:
            if self._closed:
                raise RuntimeError("the database is closed")
            self._waiting.put(_Job(call, future))
        return future

    def transact(self, work: Callable[[SqlUnit], T]) -> T:
        if threading.current_thread() is not self._thread:
            return self.submit(partial(self.transact, work)).result()
        return until_it_succeeds(lambda: self._now.run(work))

    def close(self) -> None:
        """What was submitted before is still done."""
        with self._door:
            self._closed = True
        self._waiting.put(None)
        self._thread.join()
        self._connection.close()
        self._engine.dispose()

    def erase(self) -> None:
        """From the write-ahead log: deleted rows are overwritten in the file itself only."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {ERASE_MILLISECONDS}")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                log.warning("write_ahead_log_kept")  # somebody reads; the next sweep tries again
        finally:
            connection.close()

    # ---- on the thread

    def _work(self) -> None:
        alone = Alone(self._connection, self._vault)
        while batch := self._next():
            if len(batch) == 1:
                self._now = alone
                batch[0].run()
                self._erase_for(alone)
                batch[0].answer()
            else:
                self._together(batch)

    def _next(self) -> list[_Job]:
        """Whatever is waiting, at least one; none when it is time to stop."""
        batch: list[_Job] = []
        while len(batch) < AT_ONCE:
            try:
                job = self._waiting.get(block=not batch)
            except queue.Empty:
                break
            if job is None:
                self._waiting.put(None)
                break
            batch.append(job)
        return batch

    def _together(self, batch: list[_Job]) -> None:
        self._now = together = Together(self._connection, self._vault)
        for job in batch:
            job.run()
        try:
            together.commit()
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits for the answers
            for job in batch:
                job.refuse(error)
        else:
            self._erase_for(together)
            for job in batch:
                job.answer()

    def _erase_for(self, done: Alone | Together) -> None:
        """Whoever closes a poll is answered when nothing of its ballots is left."""
        if done.erases:
            done.erases = False
            try:
                self.erase()
            except Exception as error:  # noqa: BLE001 - the work itself is durable; the next sweep tries again
                log.warning("write_ahead_log_kept", extra={"error": type(error).__name__})
