"""Lines that are on the disk when `append` returns: what makes the sandbox's rooms outlive a kill -9."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]
Record = Mapping[str, Json]


class JournalDamaged(Exception):
    """The sandbox's journal cannot be read; {line} is the first line that is none of ours."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} of the sandbox's journal cannot be read")
        self.line = line


class Journal:
    """One JSON object a line, appended only."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")
        _sync_folder(path.parent)

    def read(self) -> Iterator[Record]:
        """Everything from the beginning. A last line without its end is a write that a crash cut short:
        nobody was told of it, so it is taken away."""
        self._file.seek(0)
        whole, _, torn = self._file.read().rpartition(b"\n")
        if torn:
            self._file.truncate(len(whole) + 1 if whole else 0)
        for number, line in enumerate(whole.splitlines(), 1):
            yield _record(line, number)

    def append(self, record: Record) -> None:
        """Durable once this returns."""
        self._file.write(json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def _record(line: bytes, number: int) -> Record:
    try:
        record = json.loads(line)
    except ValueError:
        raise JournalDamaged(number) from None
    if not isinstance(record, dict):
        raise JournalDamaged(number)
    return cast("Record", record)


def _sync_folder(folder: Path) -> None:
    """A new file's name is durable only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
