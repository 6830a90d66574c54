"""The keys of polls: each is made when its box is opened, wrapped by the main key, and destroyed when the
poll is closed. Backups leave them out, so that then nobody can read a ballot any more.

On PostgreSQL each lies in a partition of its own, which is dropped with its file.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, bindparam, delete, select, text
from sqlalchemy.dialects.postgresql import insert

from bot.ports import Clock, Entropy
from storage.ballot_key import BallotKey
from storage.ballot_tables import KEYS_SCHEMA, poll_keys
from storage.sealing import MainKey

KEY_BYTES = 32
EVER = datetime.max.replace(tzinfo=UTC)
_ID = re.compile(r"[a-z0-9]{1,40}")

_ADD = insert(poll_keys)
_MAKE = _ADD.on_conflict_do_update(
    index_elements=[poll_keys.c.id], set_={"minted_at": _ADD.excluded.minted_at}
)
_GET = select(poll_keys.c.wrapped).where(poll_keys.c.id == bindparam("id"))
_BEFORE = select(poll_keys.c.id).where(poll_keys.c.minted_at < bindparam("before"))
_DESTROY = delete(poll_keys).where(
    poll_keys.c.id == bindparam("this"), poll_keys.c.minted_at < bindparam("before")
)


def partition(table: str, poll: str) -> str:
    """The name of the one that is this poll's alone; nothing but an id of ours gets into it."""
    if not _ID.fullmatch(poll):
        raise ValueError("this is no id of a poll")
    return f"{table}_{poll}"


def place_of(poll: str) -> str:
    """To what the wrapping of its key is bound."""
    return f"poll:{poll}"


class PollKeys:
    """Each call is a transaction of its own in the key store. May be used by several threads at once."""

    def __init__(self, engine: Engine, main: MainKey, entropy: Entropy, clock: Clock) -> None:
        self._engine = engine
        self._main = main
        self._entropy = entropy
        self._clock = clock
        self._lock = threading.Lock()
        self._opened: dict[str, BallotKey] = {}

    def make(self, poll: str) -> None:
        """Durable when this returns. One that is there already stays, and counts as made anew."""
        wrapped = self._main.wrap(place_of(poll), self._entropy.bytes(KEY_BYTES))
        with self._engine.begin() as connection:
            _execute(connection, "CREATE TABLE IF NOT EXISTS {} PARTITION OF {} FOR VALUES IN ('{}')", poll)
            connection.execute(_MAKE, {"id": poll, "wrapped": wrapped, "minted_at": self._clock.now()})

    def of(self, poll: str) -> BallotKey | None:
        """None when it is gone."""
        key = self._opened.get(poll)
        if key is None:
            with self._engine.begin() as connection:
                wrapped = connection.execute(_GET, {"id": poll}).scalar()
            if wrapped is None:
                return None
            key = BallotKey(poll, self._main.unwrap(place_of(poll), wrapped), self._entropy)
            with self._lock:
                self._opened[poll] = key
        return key

    def chance(self) -> bytes:
        """For an order that nobody knows."""
        return self._entropy.bytes(KEY_BYTES)

    def made_before(self, moment: datetime) -> Sequence[str]:
        with self._engine.begin() as connection:
            return connection.execute(_BEFORE, {"before": moment}).scalars().all()

    def destroy(self, polls: Iterable[str], made_before: datetime = EVER) -> None:
        """Harmless for those that are gone already. One that was made anew since that moment stays."""
        for poll in polls:
            with self._engine.begin() as connection:
                if connection.execute(_DESTROY, {"this": poll, "before": made_before}).rowcount == 1:
                    _execute(connection, "DROP TABLE IF EXISTS {}", poll)
            with self._lock:
                self._opened.pop(poll, None)

    def shut(self) -> None:
        """Drop the unwrapped keys: another process may have destroyed some of them."""
        with self._lock:
            self._opened.clear()


def _execute(connection: Connection, statement: str, poll: str) -> None:
    """What only PostgreSQL knows."""
    name = f"{KEYS_SCHEMA}.{partition(poll_keys.name, poll)}"
    if connection.dialect.name == "postgresql":
        connection.execute(text(statement.format(name, f"{KEYS_SCHEMA}.{poll_keys.name}", poll)))
