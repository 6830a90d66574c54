"""All that leaves the bot: for whose eyes it is, and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import parseaddr
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Said:
    """`where`: a room, "direct", "screen" (what somebody alone gets for what they did), "letter", "feed", or
    "call" for what nobody reads; `to` whom a letter is for."""

    where: str
    content: bytes
    to: str = ""


@dataclass
class Outbound:
    """In order."""

    all: list[Said] = field(default_factory=list)

    def say(self, where: str, said: object, to: str = "") -> None:
        octets = (
            said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False, default=str).encode()
        )
        self.all.append(Said(where, octets, to))

    def mail(self, octets: bytes, recipient: str = "") -> None:
        """As it travels: whoever is in its envelope, or else in its head."""
        self.say("letter", octets, recipient or parseaddr(message_from_bytes(octets)["To"])[1])

    def write(self, file: Path) -> None:
        lines = (json.dumps([each.where, each.content.hex(), each.to]) for each in self.all)
        file.write_text("\n".join(lines), encoding="ascii")


def read(file: Path) -> Iterator[Said]:
    for line in file.read_text(encoding="ascii").splitlines():
        where, octets, to = json.loads(line)
        yield Said(where, bytes.fromhex(octets), to)
