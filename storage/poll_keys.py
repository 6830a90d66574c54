"""The keys of polls: each is made when its box is opened, wrapped by the main key, and destroyed when the
poll is closed, so that then nobody can read a ballot any more. Backups leave them out.

They lie in a folder that all bots share, as a small file each: a database would write them to its log first,
and keep that for long. A row says under which random name. The folder's own row names an empty file in it:
where that is missing, this is another folder, or its disk is not there, and nothing is given up for lost.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.ports import Clock, Entropy
from storage.ballot_key import BallotKey
from storage.ballot_tables import FOLDER, poll_keys
from storage.errors import PollKeysAway, Tampered
from storage.sealing import MainKey
from storage.secret_folder import SecretFolder
from storage.types import SEAL_OVERHEAD

KEY_BYTES = 32
WRAPPED_BYTES = KEY_BYTES + SEAL_OVERHEAD
EVER = datetime.max.replace(tzinfo=UTC)

log = logging.getLogger(__name__)

_NEW = insert(poll_keys)
_ADD_FIRST = _NEW.on_conflict_do_nothing()
_MAKE = _NEW.on_conflict_do_update(
    index_elements=[poll_keys.c.id], set_={"minted_at": _NEW.excluded.minted_at}
)
_NAME = select(poll_keys.c.name).where(poll_keys.c.id == bindparam("id"))
_OF_POLLS = select(poll_keys.c.id, poll_keys.c.name).where(poll_keys.c.id != FOLDER)
_BEFORE = _OF_POLLS.where(poll_keys.c.minted_at < bindparam("before"))
_MOVE_IN = update(poll_keys).where(poll_keys.c.id == FOLDER, poll_keys.c.name == bindparam("former"))
_DESTROY = (
    delete(poll_keys)
    .where(poll_keys.c.id == bindparam("this"), poll_keys.c.minted_at < bindparam("before"))
    .returning(poll_keys.c.name)
)


def place_of(poll: str) -> str:
    """To what the wrapping of its key is bound."""
    return f"poll:{poll}"


def wrappings(content: bytes) -> Sequence[bytes]:
    """Of a file: one, or one by each of two main keys; none of what is no such file."""
    if len(content) not in {WRAPPED_BYTES, 2 * WRAPPED_BYTES}:
        return []
    return [content[start : start + WRAPPED_BYTES] for start in range(0, len(content), WRAPPED_BYTES)]


def unwrapped(main: MainKey, poll: str, content: bytes) -> bytes | None:
    """None when nothing in it is wrapped by this main key, for this poll."""
    for wrapped in wrappings(content):
        try:
            return main.unwrap(place_of(poll), wrapped)
        except Tampered:
            continue
    return None


def files(connection: Connection) -> dict[str, str]:
    """By the poll, under which name its key lies."""
    return {row.id: row.name for row in connection.execute(_OF_POLLS)}


def name_of(connection: Connection, poll: str) -> str | None:
    found: str | None = connection.execute(_NAME, {"id": poll}).scalar()
    return found


def is_home(connection: Connection, folder: SecretFolder) -> bool:
    """Whether it is the folder to which the rows belong."""
    name = name_of(connection, FOLDER)
    return bool(name and folder.has(name))


@contextmanager
def away_if_refused() -> Iterator[None]:
    """Raises `PollKeysAway` for what the system raises."""
    try:
        yield
    except OSError as error:
        raise PollKeysAway from error


class PollKeys:
    """Each call is a transaction of its own in the key store: its rows' locks are held while files are
    written, so that one process at a time does. May be used by several threads at once. Where a poll's key
    is asked for, made or destroyed in another folder than theirs, that raises `PollKeysAway`."""

    def __init__(
        self, engine: Engine, folder: SecretFolder, main: MainKey, entropy: Entropy, clock: Clock
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._main = main
        self._entropy = entropy
        self._clock = clock
        self._lock = threading.Lock()
        self._opened: dict[str, BallotKey] = {}

    def move_in(self) -> None:
        """At the start. Where no poll has a key, whichever folder it is becomes theirs. Raises
        `PollKeysAway` when there is none that can be written to."""
        with self._engine.begin() as connection, away_if_refused():
            if is_home(connection, self._folder):
                return
            name = self._entropy.identifier()
            if self._takes(connection, name):
                self._folder.write(name, b"")
            elif not is_home(connection, self._folder):
                log.error("poll_keys_away")

    def _takes(self, connection: Connection, name: str) -> bool:
        new = {"id": FOLDER, "name": name, "minted_at": self._clock.now()}
        if connection.execute(_ADD_FIRST, new).rowcount == 1:
            return True
        former = name_of(connection, FOLDER)
        if files(connection):
            return False
        return connection.execute(_MOVE_IN.values(name=name), {"former": former}).rowcount == 1

    def make(self, poll: str) -> None:
        """Durable when this returns. One that is there already stays, and counts as made anew."""
        new = {"id": poll, "name": self._entropy.identifier(), "minted_at": self._clock.now()}
        with self._engine.begin() as connection, away_if_refused():
            self._must_be_home(connection)
            connection.execute(_MAKE, new)
            name = name_of(connection, poll) or ""
            if unwrapped(self._main, poll, self._folder.read(name) or b"") is None:
                wrapped = self._main.wrap(place_of(poll), self._entropy.bytes(KEY_BYTES))
                self._folder.write(name, wrapped)

    def of(self, poll: str) -> BallotKey | None:
        """None when it is gone, or damaged for good."""
        key = self._opened.get(poll)
        if key is None:
            secret = self._secret(poll)
            if secret is None:
                return None
            key = BallotKey(poll, secret, self._entropy)
            with self._lock:
                self._opened[poll] = key
        return key

    def _secret(self, poll: str) -> bytes | None:
        with self._engine.begin() as connection, away_if_refused():
            name = name_of(connection, poll)
            if name is None:
                return None
            content = self._folder.read(name)
            if content is None:
                self._must_be_home(connection)
        secret = unwrapped(self._main, poll, content or b"")
        if secret is None:
            log.error("poll_key_lost")
        return secret

    def chance(self) -> bytes:
        """For an order that nobody knows."""
        return self._entropy.bytes(KEY_BYTES)

    def made_before(self, moment: datetime) -> Sequence[str]:
        with self._engine.begin() as connection:
            return connection.execute(_BEFORE, {"before": moment}).scalars().all()

    def destroy(self, polls: Iterable[str], made_before: datetime = EVER) -> None:
        """Harmless for those that are gone already. One that was made anew since that moment stays."""
        for poll in polls:
            with self._engine.begin() as connection, away_if_refused():
                name = connection.execute(_DESTROY, {"this": poll, "before": made_before}).scalar()
                if name is not None:
                    self._destroy(connection, name)
            with self._lock:
                self._opened.pop(poll, None)

    def _destroy(self, connection: Connection, name: str) -> None:
        """In a folder that is not theirs nothing is there, and yet nothing is gone."""
        if not self._folder.has(name):
            self._must_be_home(connection)
        self._folder.destroy(name)

    def _must_be_home(self, connection: Connection) -> None:
        if not is_home(connection, self._folder):
            raise PollKeysAway

    def shut(self) -> None:
        """Drop the unwrapped keys: another process may have destroyed some of them."""
        with self._lock:
            self._opened.clear()
