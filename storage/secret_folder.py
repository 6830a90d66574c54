"""A folder of small secret files, apart from any database: no write-ahead log has what is in them.

A file is there whole or not at all. What is destroyed, or replaced, is overwritten before it goes.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.connecting import is_sqlite, poll_folder

LONGEST = 1024  # bytes: nothing of ours is as long
_NAME = re.compile(r"[a-z0-9]{1,40}")
_TO_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_TO_WIPE = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_TO_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_STRANGE = {errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EMLINK}  # something else stands there


class SecretFolder:
    """Of one name, one caller at a time writes or destroys. All raise `OSError` when the folder is not
    there or the disk refuses."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def names(self) -> set[str]:
        """What there is; nothing where there is no folder."""
        return {path.name for path in self.path.iterdir()} if self.path.is_dir() else set()

    def read(self, name: str) -> bytes | None:
        """None where there is none; nothing (`b""`) where something else stands that was never written."""
        try:
            with _opened(self._path(name), _TO_READ) as file:
                return os.read(file, LONGEST + 1) if stat.S_ISREG(os.fstat(file).st_mode) else b""
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in _STRANGE:
                return b""
            raise

    def write(self, name: str, content: bytes) -> None:
        """In place of what is there, and on the disk when this returns."""
        path, part = self._path(name), self._part(name)
        _destroy(part)  # of a process that died while it wrote
        with _opened(part, _TO_WRITE) as file:
            os.write(file, content)
            os.fsync(file)
        with _kept_open(path) as former:
            part.replace(path)
            self._keep_names()
            if former is not None:
                _wipe(former)

    def destroy(self, name: str) -> None:
        """Harmless where there is none."""
        _destroy(self._path(name))
        _destroy(self._part(name))
        self._keep_names()

    def _path(self, name: str) -> Path:
        """Nothing but a name of ours gets into it."""
        if not _NAME.fullmatch(name):
            raise ValueError("this is no name of ours")
        return self.path / name

    def _part(self, name: str) -> Path:
        """What it is called while it is written."""
        return self.path / f".{self._path(name).name}.part"

    def _keep_names(self) -> None:
        with _opened(self.path, os.O_RDONLY | os.O_DIRECTORY) as folder:
            os.fsync(folder)


def folder_of(url: str) -> SecretFolder:
    """That of a database, made where it is beside a file. Raises `NoPollFolder`."""
    path = poll_folder(url)
    if is_sqlite(url):
        path.mkdir(mode=0o700, exist_ok=True)
    return SecretFolder(path)


@contextmanager
def _opened(path: Path, how: int) -> Iterator[int]:
    file = os.open(path, how, 0o600)
    try:
        yield file
    finally:
        os.close(file)


@contextmanager
def _kept_open(path: Path) -> Iterator[int | None]:
    """So that it can be wiped after its name has gone; None where nothing of ours is."""
    try:
        file = os.open(path, _TO_WIPE)
    except OSError as error:
        if error.errno not in _STRANGE | {errno.ENOENT}:
            raise
        yield None
        return
    try:
        yield file
    finally:
        os.close(file)


def _destroy(path: Path) -> None:
    with _kept_open(path) as file:
        if file is not None:
            _wipe(file)
    path.unlink(missing_ok=True)


def _wipe(file: int) -> None:
    about = os.fstat(file)
    if stat.S_ISREG(about.st_mode):
        os.pwrite(file, bytes(min(about.st_size, LONGEST)), 0)
        os.fsync(file)
