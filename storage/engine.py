"""Opening a database, and the storage that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from bot.ports import Clock, Entropy, Unit
from storage import sweeping
from storage.connecting import connect, connect_keys, is_sqlite
from storage.keys import KeyStore
from storage.locking import Lock, lock_for_a_bot
from storage.pool import Pool
from storage.secret_folder import folder_of
from storage.state import check
from storage.sweeping import Lane
from storage.vault import Vault
from storage.writer import Writer

T = TypeVar("T")

THREADS = 20  # and as many connections, on PostgreSQL
KEY_CONNECTIONS = 4


class Storage:
    """The core's `Transactions`. `submit` runs a call where the database is at home; its future resolves
    only once all that the call transacted is durable, and its errors are the call's."""

    def __init__(self, lane: Writer | Pool, vault: Vault, clock: Clock, lock: Lock | None) -> None:
        self._lane = lane
        self._vault = vault
        self._clock = clock
        self._lock = lock

    def transact(self, work: Callable[[Unit], T]) -> T:
        return self._lane.transact(work)

    def submit(self, call: Callable[[], T]) -> Future[T]:
        return self._lane.submit(call)

    def secret(self, purpose: str) -> bytes:
        """32 bytes that are this network's alone: the same after a restart, another main key, a restore."""
        return self._vault.fingerprint(purpose)

    def sweep(self) -> None:
        """Destroy what a crash or another process left over: keys of people who were forgotten, words
        whose time is over. Meant to be called from time to time, and from a thread of its own:
        inside `submit` it would be part of a commit with others."""
        sweeping.sweep(self._lane, self._vault, self._clock.now())

    def close(self) -> None:
        """What was submitted before is still done. Closing twice is harmless."""
        self._lane.close()
        self._vault.close()
        if self._lock:
            self._lock.release()
            self._lock = None


def open_storage(
    url: str, main_key: bytes, entropy: Entropy, clock: Clock, *, exclusive: bool = False
) -> Storage:
    """Open a database that `migrations` has prepared; creates nothing but the index key, the first time.
    `exclusive` is for the bot itself: only one may run on an SQLite file, and commands that need a database
    for themselves do not run beside it. Raises `NotMigrated`, `KeysMissing`, `WrongMainKey`,
    `AlreadyRunning`, `NoPollFolder`, `PollKeysAway`."""
    check(url)
    folder = folder_of(url)
    lock = lock_for_a_bot(url) if exclusive else None
    engine = connect(url, pool_size=THREADS)
    vault = Vault(KeyStore(connect_keys(url, pool_size=KEY_CONNECTIONS)), folder, main_key, entropy, clock)
    lane = Writer(engine, vault) if is_sqlite(url) else Pool(engine, vault, THREADS)
    storage = Storage(lane, vault, clock, lock)
    try:
        _unlock(lane, vault)
        storage.sweep()
    except BaseException:
        storage.close()
        raise
    return storage


def _unlock(lane: Lane, vault: Vault) -> None:
    used = sweeping.used_keys(lane)
    vault.unlock(used)
    vault.polls.move_in()
    vault.destroy_unused(used)
