"""The advisory lock that bots share on a PostgreSQL database, and that others take alone."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.connecting import connect_beside
from storage.errors import AlreadyRunning
from storage.recurring import Recurring

NUMBER = 7_370_642_254  # of PostgreSQL's advisory lock
LOOK_SECONDS = 5.0
_SHARED = text("SELECT pg_try_advisory_lock_shared(:number)")
_ALONE = text("SELECT pg_try_advisory_lock(:number)")
_STILL_THERE = text("SELECT 1")


class Session:
    """A connection that holds the lock. PostgreSQL lets go of it when the connection is lost."""

    def __init__(self, url: str, *, shared: bool) -> None:
        self._engine = connect_beside(url)
        self._take = _SHARED if shared else _ALONE
        try:
            self._connection = self._taken()
        except BaseException:
            self._engine.dispose()
            raise

    def take_again_if_lost(self) -> None:
        """Raises `AlreadyRunning` or the database's error when it is to be tried later."""
        if self._connection.closed:
            self._connection = self._taken()
        try:
            self._connection.execute(_STILL_THERE)
        except DBAPIError:
            self._connection.invalidate()
            self._connection.close()
            self._connection = self._taken()

    def release(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _taken(self) -> Connection:
        connection = self._engine.connect()
        if connection.execute(self._take, {"number": NUMBER}).scalar():
            return connection
        connection.close()
        raise AlreadyRunning


class Presence:
    """A bot's lock on PostgreSQL, taken again after a lost connection (the server was restarted). Should a
    command have taken the database for itself in between, keys are not harmed: see `KeyStore.add`."""

    def __init__(self, url: str, seconds: float = LOOK_SECONDS) -> None:
        self._session = Session(url, shared=True)
        self._watch = Recurring("presence", seconds, self._session.take_again_if_lost)

    def release(self) -> None:
        self._watch.close()
        self._session.release()
