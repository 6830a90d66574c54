"""Where transactions run on PostgreSQL: on any thread, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar, cast

import psycopg
from sqlalchemy import Engine

from storage.errors import Conflict
from storage.transaction import destroy
from storage.unit import SqlUnit, until_it_succeeds
from storage.vault import Vault

T = TypeVar("T")


class Pool:
    def __init__(self, engine: Engine, vault: Vault, threads: int) -> None:
        self._engine = engine
        self._vault = vault
        self._threads = ThreadPoolExecutor(threads, "peerbot-database")

    def submit(self, call: Callable[[], T]) -> Future[T]:
        return self._threads.submit(call)

    def transact(self, work: Callable[[SqlUnit], T]) -> T:
        return until_it_succeeds(partial(self._once, work))

    def erase(self) -> None:
        """PostgreSQL overwrites in its own time; what was sealed is unreadable without its key."""

    def close(self) -> None:
        """What was submitted before is still done."""
        self._threads.shutdown()
        self._engine.dispose()

    def _once(self, work: Callable[[SqlUnit], T]) -> T:
        with self._engine.begin() as connection:
            unit = SqlUnit(connection, self._vault)
            try:
                result = work(unit)
                unit.database.finish()
            except psycopg.OperationalError as error:
                if not cast("psycopg.Connection", connection.connection.driver_connection).broken:
                    raise
                connection.invalidate(error)
                self._engine.dispose()  # those that lie idle broke with it, and each would cost a run
                raise Conflict from error  # the server went away; nothing was committed yet
        destroy(self._vault, unit.doomed_keys, unit.doomed_polls)
        return result
