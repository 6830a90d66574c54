"""Backups whose time is over: what was forgotten could be read in them, so they go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from storage.dump import Dump
from storage.errors import StorageError
from storage.forgotten import KEYS_FILES
from storage.sealed_file import SealedReader
from storage.sealing import MainKey

KEYS, DATA = "-keys", "-data"


def remove_expired(folders: tuple[Path, Path], main: MainKey, now: datetime) -> list[Path]:
    """Of those in the folders (of data, of keys) that this main key opens; what else lies there stays. The
    keys go first: without them the data is of no use to anybody."""
    removed = []
    for keys in sorted(folders[1].glob(KEYS_FILES)):
        if _is_over(keys, main, now):
            removed += [path for path in _both(folders[0], keys) if _is_removed(path)]
    return removed


def _is_over(keys: Path, main: MainKey, now: datetime) -> bool:
    with suppress(StorageError, OSError), keys.open("rb") as file:
        return Dump(SealedReader(file).lines(main)).header.good_until <= now
    return False


def _both(folder: Path, keys: Path) -> Iterator[Path]:
    yield keys
    yield folder / f"{keys.name.removesuffix(KEYS)}{DATA}"


def _is_removed(path: Path) -> bool:
    with suppress(FileNotFoundError):
        path.unlink()
        return True
    return False
