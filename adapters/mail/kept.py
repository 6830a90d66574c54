"""Letters that stay here: for the sandbox and the story, as files in a folder that any mail client opens.

A file is named by the Message-ID, so that a letter that is sent twice is one file, as in a mailbox that
knows the Message-ID already.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

from bot.deliveries import Letter

_NAME = re.compile(r"[a-z0-9]+")


class KeptMailer:
    """A `Mailer` whose mailbox is `folder`."""

    def __init__(self, folder: Path, compose: Callable[[Letter], EmailMessage]) -> None:
        self._folder = folder
        self._compose = compose
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._newest = max((_moment(file) for file in folder.glob("*.eml")), default=0)

    async def send(self, letter: Letter) -> None:
        message = self._compose(letter)
        self._keep(message["Message-ID"].strip("<>").partition("@")[0], message.as_bytes())

    def names(self) -> Sequence[str]:
        """One for each letter, oldest first."""
        files = self._folder.glob("*.eml")
        return [file.stem for file in sorted(files, key=lambda file: (_moment(file), file.stem))]

    def read(self, name: str) -> bytes:
        """The letter as it was sent. Raises `KeyError` for any other name."""
        file = self._file(name)
        if not (_NAME.fullmatch(name) and file.exists()):
            raise KeyError(name)
        return file.read_bytes()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.eml"

    def _keep(self, name: str, content: bytes) -> None:
        file, unfinished = self._file(name), self._folder / f".{name}.part"
        if not file.exists():
            unfinished.write_bytes(content)
            self._newest = max(time.time_ns(), self._newest + 1)  # the machine's clock may go back
            os.utime(unfinished, ns=(self._newest, self._newest))
            unfinished.replace(file)


def _moment(file: Path) -> int:
    return file.stat().st_mtime_ns
