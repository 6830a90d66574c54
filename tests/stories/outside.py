"""What no kill of the bot can undo: letters in a mailbox, messages in rooms, who is in which room."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from tests.stories.postbox import Mailbox

# Ids, references and numbers differ from run to run, and so does who of two was faster.
# Fractions of a second first: six of their digits may look like a reference.
CHANCE = (
    (r"(?<=:\d\d)\.\d{6}", ""),
    (r"\b[a-z2-7]{26}\b", "ID"),
    (r"\b[A-Z2-7]{6}\b", "REF"),
    (r"\d+(\.\d+)?", "#"),
)
MESSAGE = "message in "
EITHER = re.compile("Priya Nair|Mathieu Lavoie")
PURPOSE = 13  # characters: a bracket, and twelve of the thirteen that half of its digest takes


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that arrived. `mark` is its Message-ID or nonce, by which its repetition is known."""

    mark: str
    what: str


@dataclass(frozen=True, slots=True)
class Outside:
    """`effects` in order, repetitions included; `cards` as the rooms show them in the end, of repeated ones
    the last; `moves` are who entered and left a room."""

    effects: tuple[Effect, ...]
    cards: tuple[str, ...]
    moves: tuple[str, ...]


def look_outside(folder: Path) -> Outside:
    journal = folder / "rooms.jsonl"
    whole, _, _torn = (journal.read_bytes() if journal.exists() else b"").rpartition(b"\n")
    records = [json.loads(line) for line in whole.splitlines()]
    says = [record for record in records if record["kind"] == "say" and record["nonce"]]
    shown = {record["id"]: record["content"] for record in records if record["kind"] in ("say", "edit")}
    cards = {say["nonce"]: f"{say['room']}: {_plain(json.dumps(shown[say['id']]))}" for say in says}
    return Outside(
        (*_letters(Mailbox(folder / "mail")), *map(_message, says)),
        tuple(sorted(cards.values())),
        tuple(
            f"{record['person']} {record['kind']}s {record['room']}"
            for record in records
            if record["kind"] in ("enter", "exit")
        ),
    )


def _letters(mailbox: Mailbox) -> Iterator[Effect]:
    for name in mailbox.names():
        letter = message_from_bytes(mailbox.read(name), policy=default)
        yield Effect(mark_of(letter["Message-ID"]), f"letter to {letter['To']}: {_plain(letter['Subject'])}")


def mark_of(message_id: str) -> str:
    """What a letter is for: how its Message-ID begins, whoever it was to (`adapters.mail.message_ids`)."""
    return message_id[:PURPOSE]


def _message(say: dict[str, Any]) -> Effect:
    return Effect(say["nonce"], f"{MESSAGE}{say['room']}: {_plain(say['content']['title'])}")


def _plain(words: str) -> str:
    for pattern, instead in CHANCE:
        words = re.sub(pattern, instead, words)
    return EITHER.sub("SOMEBODY", words)
