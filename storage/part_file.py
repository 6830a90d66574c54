"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_files(paths: Sequence[Path]) -> Iterator[Sequence[BinaryIO]]:
    """For the owner's eyes alone. They get their names once the block has ended well and all of it is on the
    disk; otherwise nothing is left of them. `FileExistsError` when one of these names is taken."""
    with ExitStack() as parts:
        opened = [parts.enter_context(_part(path)) for path in paths]
        yield opened
        for file in opened:
            file.flush()
            os.fsync(file.fileno())
        for path in paths:
            _must_be_free(path)
            _beginning(path).rename(path)
        for folder in {path.parent for path in paths}:
            _keep_names(folder)


@contextmanager
def _part(path: Path) -> Iterator[BinaryIO]:
    _must_be_free(path)
    part = _beginning(path)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123 - its mode
        try:
            yield file
        finally:
            part.unlink(missing_ok=True)


def _beginning(path: Path) -> Path:
    """What it is called while it is written."""
    return path.with_name(f".{path.name}.part")


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
