"""Rooms that all bots of a crew share: a journal in which each line says what one of them did."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from bot.chat import Card, Identity, Reader, Role, Room

PLATFORM = "rooms"


class SharedRooms:
    """As a `Platform`: one write for each line, so that those of several processes do not mix."""

    name = PLATFORM

    def __init__(self, folder: Path, number: int) -> None:
        self._file = os.open(_journal(folder), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._number = number

    async def post(self, room: Room, card: Card, nonce: str) -> str:
        self._write(f"post {room} {card.title.id}", nonce)
        return nonce

    async def edit(self, reference: str, card: Card) -> None:
        self._write(f"edit {card.title.id}", reference)

    async def direct(self, identity: Identity, card: Card, reader: Reader, nonce: str) -> str:
        self._write(f"direct {identity.user} {card.title.id}", nonce)
        return nonce

    async def admit(self, identity: Identity) -> None:
        self._write(f"admit {identity.user}")

    async def dismiss(self, identity: Identity) -> None:
        self._write(f"dismiss {identity.user}")

    def changed(self, identity: Identity) -> None:
        """Nothing is drawn here."""

    async def roles(self, identity: Identity) -> frozenset[Role]:
        return frozenset()

    def _write(self, what: str, mark: str = "") -> None:
        os.write(self._file, json.dumps({"what": what, "mark": mark, "by": self._number}).encode() + b"\n")


def seen(folder: Path) -> Sequence[str]:
    """What happened in the rooms, in order."""
    lines = _journal(folder).read_bytes().splitlines() if _journal(folder).exists() else []
    return [json.loads(line)["what"] for line in lines]


def _journal(folder: Path) -> Path:
    return folder / "rooms.jsonl"
