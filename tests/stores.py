"""Real stores for tests, with a clock that is held and chance that is seeded."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ports import Clock, Entropy
from storage.connecting import database_file, is_sqlite, keys_file, poll_folder
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from storage.state import revision
from storage.tables import HEAD
from tests.world import HeldClock, SeededEntropy

MAIN_KEY = bytes(range(32))
SEEDS = count(1)  # opened again with the same chance, a database would be given the same keys again


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'peerbot.db'}"


def bring_up_to_date(url: str) -> None:
    """What `migrate` does. A new file is a copy of one that was made once: that takes next to no time."""
    if is_sqlite(url) and not database_file(url).exists():
        copy_sqlite(_made_once(), url)
    elif revision(url) != HEAD:
        migrate(url)


def copy_sqlite(source: str, target: str) -> None:
    """With its key store, and the folder of its polls' keys."""
    for file in (database_file, keys_file):
        shutil.copy(file(source), file(target))
    if poll_folder(source).exists():
        shutil.copytree(poll_folder(source), poll_folder(target))


@cache
def _made_once() -> str:
    folder = TemporaryDirectory(prefix="peerbot-migrated-")
    atexit.register(folder.cleanup)
    url = sqlite_url(Path(folder.name))
    migrate(url)
    return url


def open_sqlite(folder: Path, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """A database in this folder, made when there is none."""
    bring_up_to_date(sqlite_url(folder))
    return open_anew(sqlite_url(folder), clock, entropy)


def open_postgres(url: str, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """The database of this URL, brought up to date first."""
    bring_up_to_date(url)
    return open_anew(url, clock, entropy)


def open_anew(url: str, clock: Clock | None = None, entropy: Entropy | None = None) -> Storage:
    """A database that is there already."""
    return open_storage(url, MAIN_KEY, entropy or SeededEntropy(next(SEEDS)), clock or HeldClock())
