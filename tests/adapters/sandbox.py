"""A sandbox whose door answers what it is told: what the page's server is tried with, without a core."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient
from aiohttp.web import Application, Request

from adapters.clock import PushedClock, StillClock
from adapters.local.chat import LocalChat
from adapters.local.journal import Journal
from adapters.local.parts import Sandbox
from adapters.local.rooms import Rooms
from adapters.words import Words
from bot.chat import Card, Choice, Event, Lookup, Named, Reader, Text
from bot.network import Network
from bot.replies import Answer, Reply, Say

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
NETWORK = Network(Named("Peer Network", "Réseau des pairs"), platforms=("local",))
ENGLISH = Reader("en", "America/Edmonton")
HELP = Card(Text("members.help.title"))


@dataclass
class ScriptedDoor:
    """Keeps the door's promises: every event is answered, in the reader's language; `replies` are what it
    says next, in order, then it says `HELP`."""

    replies: list[Reply] = field(default_factory=list)
    reader: Reader | None = None
    events: list[Event] = field(default_factory=list)
    lookups: list[Lookup] = field(default_factory=list)
    choices: tuple[Choice, ...] = ()
    fault: Exception | None = None

    async def handle(self, event: Event) -> Answer:
        if self.fault:
            raise self.fault
        self.events.append(event)
        reply = self.replies.pop(0) if self.replies else Say(HELP)
        return Answer(reply, self.reader or event.person.reader)

    async def look_up(self, lookup: Lookup) -> tuple[Choice, ...]:
        self.lookups.append(lookup)
        return self.choices


@dataclass
class LettersInMemory:
    """Letters by name, oldest first."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> Sequence[str]:
        return tuple(self.kept)

    def read(self, name: str) -> bytes:
        return self.kept[name]


@dataclass
class Pulse:
    """Counts how often the courier was woken; says what is due next; `on_wake` is what then happens."""

    due: datetime | None = None
    woken: int = 0
    on_wake: Callable[[], None] | None = None

    async def wake(self) -> None:
        self.woken += 1
        if self.on_wake:
            self.on_wake()

    async def next_due(self) -> datetime | None:
        return self.due


@dataclass
class House:
    """The sandbox with everything in it within reach of a test."""

    sandbox: Sandbox
    door: ScriptedDoor
    mailbox: LettersInMemory
    pulse: Pulse
    clock: PushedClock


def build(folder: Path) -> House:
    door, mailbox, pulse = ScriptedDoor(), LettersInMemory(), Pulse()
    clock, words = PushedClock(timedelta(0), StillClock(NOON)), Words.load()
    rooms = Rooms(Journal(folder / "rooms.jsonl"), clock)
    chat = LocalChat(rooms, words, NETWORK)
    sandbox = Sandbox(door, rooms, chat, words, NETWORK, clock, mailbox, pulse.wake, pulse.next_due)
    return House(sandbox, door, mailbox, pulse, clock)


class Page:
    """The page in a browser: sends what a person does, reads what that person sees."""

    def __init__(self, client: TestClient[Request, Application], house: House) -> None:
        self.client, self.house = client, house
        self.origin = f"http://{client.host}:{client.port}"

    async def does(self, person: str, **what: object) -> dict[str, Any]:
        return await self.posts("/event", {"as": person, "room": "welcome", **what})

    async def posts(self, path: str, body: object, status: int = 200) -> dict[str, Any]:
        async with self.client.post(path, json=body, headers={"Origin": self.origin}) as response:
            assert response.status == status
            return dict(await response.json())

    async def sees(self, person: str) -> dict[str, Any]:
        async with self.client.get("/state", params={"as": person}) as response:
            return dict(await response.json())

    async def reads(self, person: str, room: str) -> list[dict[str, Any]]:
        rooms = {one["id"]: one for one in (await self.sees(person))["rooms"]}
        return list(rooms[room]["messages"]) if room in rooms else []
