"""Real stores for tests, with a clock that is held and chance that is seeded."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from bot.ports import Clock, Entropy
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.world import HeldClock, SeededEntropy

MAIN_KEY = bytes(range(32))
SEEDS = count(1)  # opened again with the same chance, a database would be given the same keys again


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'peerbot.db'}"


def open_sqlite(folder: Path, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """A database in this folder, made when there is none."""
    migrate(sqlite_url(folder))
    return open_anew(sqlite_url(folder), clock, entropy)


def open_postgres(url: str, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """The database of this URL, brought up to date first."""
    migrate(url)
    return open_anew(url, clock, entropy)


def open_anew(url: str, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """A database that is there already."""
    return open_storage(url, MAIN_KEY, entropy or SeededEntropy(next(SEEDS)), clock or HeldClock())
