"""Letters that stay here: for the sandbox and the story, as files in a folder that any mail client opens.

A file is named by the Message-ID, so that a letter that is sent twice is one file, as in a mailbox that
knows the Message-ID already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from pathlib import Path

from bot.deliveries import Letter

_NAME = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class KeptLetter:
    """What a mail client shows of a letter; `name` is its file's, without the ending."""

    name: str
    to: str
    to_name: str
    subject: str
    date: datetime
    language: str
    plain: str
    html: str


class KeptMailer:
    """A `Mailer` whose mailbox is `folder`."""

    def __init__(self, folder: Path, compose: Callable[[Letter], EmailMessage]) -> None:
        self._folder = folder
        self._compose = compose
        self._read: dict[str, KeptLetter] = {}
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def send(self, letter: Letter) -> None:
        message = self._compose(letter)
        self._keep(message["Message-ID"].strip("<>").partition("@")[0], message.as_bytes())

    def names(self) -> Sequence[str]:
        """One for each letter, oldest first."""
        files = self._folder.glob("*.eml")
        return [file.stem for file in sorted(files, key=lambda file: (file.stat().st_mtime_ns, file.stem))]

    def read(self, name: str) -> bytes:
        """The letter as it was sent. Raises `KeyError` for any other name."""
        raw = self.raw(name)
        if raw is None:
            raise KeyError(name)
        return raw

    def letters(self) -> tuple[KeptLetter, ...]:
        """All of them, the latest first."""
        files = sorted(self._folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        return tuple(sorted(map(self._parsed, files), key=lambda letter: letter.date, reverse=True))

    def raw(self, name: str) -> bytes | None:
        """The file as it was sent, for who wants to see the headers; None when there is none."""
        file = self._file(name)
        return file.read_bytes() if _NAME.fullmatch(name) and file.exists() else None

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.eml"

    def _keep(self, name: str, content: bytes) -> None:
        file, unfinished = self._file(name), self._folder / f".{name}.part"
        if not file.exists():
            unfinished.write_bytes(content)
            unfinished.replace(file)

    def _parsed(self, file: Path) -> KeptLetter:
        if file.stem not in self._read:
            self._read[file.stem] = read_letter(file.stem, file.read_bytes())
        return self._read[file.stem]


def read_letter(name: str, content: bytes) -> KeptLetter:
    """What a mail client sees in those octets."""
    message = message_from_bytes(content, policy=default)
    to_name, to = _mailbox(dict(message.raw_items())["To"])
    return KeptLetter(
        name=name,
        to=to,
        to_name=to_name,
        subject=str(message["Subject"]),
        date=message["Date"].datetime,
        language=message["Content-Language"],
        plain=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _mailbox(written: str) -> tuple[str, str]:
    # The library's own reader of addresses puts spaces into a long name where its encoding was cut.
    name, address = parseaddr(written)
    return str(make_header(decode_header(name))), address


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if isinstance(part, EmailMessage) else ""
