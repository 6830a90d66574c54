"""How work becomes durable on SQLite: alone, or together with other work.

A full disk makes SQLite undo the whole transaction by itself, from inside any statement; what came after
would then be committed statement by statement. So nothing is believed before it is seen that the
transaction is still there.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from sqlalchemy import Connection, Transaction
from sqlalchemy.exc import DBAPIError

from storage.errors import NotStored
from storage.unit import SqlUnit
from storage.vault import Vault

T = TypeVar("T")

log = logging.getLogger(__name__)


def destroy(vault: Vault, key_ids: Collection[str], polls: Collection[str]) -> None:
    """After the commit. What fails here is left to the next sweep: the work itself is durable."""
    if key_ids or polls:
        try:
            vault.destroy(key_ids)
            vault.polls.destroy(polls)
        except Exception as error:  # noqa: BLE001 - whatever it is, the answer to the work stands
            log.warning("keys_not_destroyed", extra={"error": type(error).__name__})


def driver_of(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


@contextmanager
def committed(transaction: Transaction, driver: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end of the block, unless the transaction is lost by then."""
    try:
        with transaction:
            yield
            if not driver.in_transaction:
                raise NotStored
    except DBAPIError as error:  # of COMMIT: the statements' errors are the driver's
        raise NotStored from error
    finally:
        if driver.in_transaction:  # a COMMIT that failed leaves it open
            driver.rollback()


class Alone:
    """A transaction for each piece of work. Where one `erases`, what it deleted is to leave the files too."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._vault = vault
        self.erases = False

    def run(self, work: Callable[[SqlUnit], T]) -> T:
        with committed(self._connection.begin(), self._driver):
            unit = SqlUnit(self._connection, self._vault)
            try:
                result = work(unit)
                unit.database.finish()
            except Exception as error:
                if not self._driver.in_transaction:
                    raise NotStored from error
                raise
        destroy(self._vault, unit.doomed_keys, unit.doomed_polls)
        self.erases |= unit.erases
        return result


class Together:
    """One transaction for several pieces of work, each in a savepoint of its own. Nobody may be answered
    before `commit` has returned."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._vault = vault
        self._transaction: Transaction | None = None
        self._lost = False
        self._doomed: list[str] = []
        self._doomed_polls: list[str] = []
        self._erases = False
        self.erases = False

    def run(self, work: Callable[[SqlUnit], T]) -> T:
        self._begin()
        unit = SqlUnit(self._connection, self._vault)
        self._driver.execute("SAVEPOINT work")
        try:
            result = work(unit)
            unit.database.finish()
            self._driver.execute("RELEASE work")
        except BaseException as error:
            self._undo(error)
            raise
        self._doomed += unit.doomed_keys
        self._doomed_polls += unit.doomed_polls
        self._erases |= unit.erases
        return result

    def commit(self) -> None:
        """Raises `NotStored` when nothing of it all was stored."""
        if self._transaction is not None:
            with committed(self._transaction, self._driver):
                if self._lost:
                    raise NotStored
            destroy(self._vault, self._doomed, self._doomed_polls)
            self.erases = self._erases

    def _begin(self) -> None:
        if self._lost:
            raise NotStored
        if self._transaction is None:
            self._lost = True  # until it has begun: nobody else need wait for what could not be had
            self._transaction = self._connection.begin()
            self._lost = False

    def _undo(self, error: BaseException) -> None:
        self._lost = not self._driver.in_transaction
        if self._lost:
            raise NotStored from error
        self._driver.execute("ROLLBACK TO work")
        self._driver.execute("RELEASE work")
