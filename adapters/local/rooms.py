"""The sandbox's chat platform itself: rooms, who is in them, what was said; kept in a journal.

It does what Slack and Discord do and no more. Used from one event loop only. Like Slack it does not make two
posts with the same nonce one, but it keeps the nonce, so that a test can count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from adapters.local.cast import CAST
from adapters.local.journal import Journal, Json, Record
from bot.chat import Reader, Room
from bot.ports import Clock

ROOMS = (Room.WELCOME, Room.MEMBERS, Room.COORDINATORS, Room.FACILITATORS)
PRIVATE = frozenset({Room.COORDINATORS, Room.FACILITATORS})


class NoSuchMessage(LookupError):
    """There is no message with this id."""


@dataclass(frozen=True, slots=True)
class Message:
    """`author` is a person's id, or empty for the bot. `only` is the one person who sees it, when it is a
    private answer; `prompt` what that person had typed. `reader` is whom it is worded for, None when it is
    for everybody in the room."""

    id: str
    room: str
    at: datetime
    content: Json
    author: str = ""
    only: str = ""
    prompt: str = ""
    nonce: str = ""
    reader: Reader | None = None
    edits: int = 0


class Rooms:
    """Everything that people see in the sandbox."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal, self._clock = journal, clock
        self._messages: dict[str, Message] = {}
        self._people: dict[str, list[str]] = {
            room: [member.id for member in CAST if room in member.rooms] for room in ROOMS
        } | {member.direct: [member.id] for member in CAST}
        self._readers: dict[str, Reader] = {member.id: member.reader for member in CAST}
        self._changed = asyncio.Event()
        self.version = 0
        for record in journal.read():
            self._take(record)

    # ---- what one sees

    def visible(self, person: str) -> Sequence[str]:
        """The rooms that this person is in, always in the same order."""
        return [room for room, people in self._people.items() if person in people]

    def people(self, room: str) -> Sequence[str]:
        return tuple(self._people.get(room, ()))

    def messages(self, room: str, person: str) -> Sequence[Message]:
        """What this person sees in a room, oldest first; nothing in a room they are not in."""
        if person not in self.people(room):
            return ()
        return [
            message for message in self._messages.values() if message.room == room and _sees(person, message)
        ]

    def find(self, message_id: str) -> Message | None:
        return self._messages.get(message_id)

    def seen_by(self, person: str, message_id: str) -> Message | None:
        """The message, if this person sees it."""
        message = self.find(message_id)
        if message is None or person not in self.people(message.room) or not _sees(person, message):
            return None
        return message

    def reader(self, person: str) -> Reader:
        """In whose language and zone this person is shown things: as the bot last addressed them."""
        return self._readers[person]

    # ---- what happens

    def post(self, room: str, content: Json, nonce: str = "") -> str:
        """The bot's, for everybody in the room."""
        return self._say(self._new(room, content, nonce=nonce))

    def talk(self, room: str, person: str, content: Json) -> str:
        """A person's, for everybody in the room."""
        return self._say(self._new(room, content, author=person))

    def tell(self, person: str, room: str, content: Json, nonce: str = "") -> str:
        """The bot's, worded for one person, in a room that is theirs alone."""
        return self._say(self._new(room, content, nonce=nonce, reader=self.reader(person)))

    def whisper(self, person: str, room: str, content: Json, prompt: str) -> str:
        """The bot's, worded for one person and seen by nobody else in the room."""
        message = self._new(room, content, only=person, prompt=prompt, reader=self.reader(person))
        return self._say(message)

    def edit(self, message_id: str, content: Json) -> None:
        """The message now shows this. Raises `NoSuchMessage`."""
        if message_id not in self._messages:
            raise NoSuchMessage(message_id)
        self._happen({"kind": "edit", "id": message_id, "content": content})

    def enter(self, room: Room, person: str) -> None:
        if person not in self._people[room]:
            self._happen({"kind": "enter", "room": room, "person": person})

    def exit(self, room: Room, person: str) -> None:
        if person in self._people[room]:
            self._happen({"kind": "exit", "room": room, "person": person})

    def address(self, person: str, reader: Reader) -> None:
        """From now on this person is shown things so."""
        if reader != self._readers[person]:
            record = {"kind": "address", "person": person, "language": reader.language, "zone": reader.zone}
            self._happen(record)

    # ---- live updates

    def touch(self) -> None:
        """Something that is shown has changed: wake all who watch."""
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def changed(self) -> asyncio.Event:
        """Set at the next `touch`; to be taken before one looks, so that nothing is missed in between."""
        return self._changed

    def close(self) -> None:
        self._journal.close()

    # ---- the journal

    def _new(
        self,
        room: str,
        content: Json,
        *,
        author: str = "",
        only: str = "",
        prompt: str = "",
        nonce: str = "",
        reader: Reader | None = None,
    ) -> Message:
        number = str(len(self._messages) + 1)
        return Message(number, room, self._clock.now(), content, author, only, prompt, nonce, reader)

    def _say(self, message: Message) -> str:
        self._happen(_written(message))
        return message.id

    def _happen(self, record: Record) -> None:
        self._journal.append(record)
        self._take(record)
        self.touch()

    def _take(self, record: Record) -> None:
        text = cast("dict[str, str]", record)
        match text["kind"]:
            case "say":
                self._messages[text["id"]] = _read(record)
            case "edit":
                message = self._messages[text["id"]]
                self._messages[message.id] = replace(
                    message, content=record["content"], edits=message.edits + 1
                )
            case "enter":
                self._people[text["room"]].append(text["person"])
            case "exit":
                self._people[text["room"]].remove(text["person"])
            case "address":
                self._readers[text["person"]] = Reader(text["language"], text["zone"])


def _sees(person: str, message: Message) -> bool:
    return message.only in ("", person)


def _written(message: Message) -> Record:
    worded = [message.reader.language, message.reader.zone] if message.reader else None
    return {
        "kind": "say",
        "id": message.id,
        "room": message.room,
        "at": message.at.isoformat(),
        "content": message.content,
        "author": message.author,
        "only": message.only,
        "prompt": message.prompt,
        "nonce": message.nonce,
        "reader": worded,
    }


def _read(record: Record) -> Message:
    text = cast("dict[str, str]", record)
    worded = cast("Iterable[str] | None", record["reader"])
    return Message(
        text["id"],
        text["room"],
        datetime.fromisoformat(text["at"]),
        record["content"],
        text["author"],
        text["only"],
        text["prompt"],
        text["nonce"],
        Reader(*worded) if worded else None,
    )
