"""Somebody in the sandbox: what the page sends, and what it would show them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from adapters.local import events
from adapters.local.cast import PLATFORM
from adapters.local.chat import LocalChat
from adapters.local.journal import Journal
from adapters.local.parts import Sandbox
from adapters.local.player import Player, Shown
from adapters.local.rooms import Message, Rooms
from adapters.mail.kept import KeptMailer
from adapters.wiring import put_together
from adapters.words import Words
from bot.chat import Identity, Named, Room
from bot.network import Network
from tests.letters import composer
from tests.stores import open_anew
from tests.wire.parity.person import ADDRESS, Given, NotThere, Person, Place
from tests.world import HeldClock, SeededEntropy

NETWORK = Network(
    Named("Climate Peers", "Pairs du climat"), platforms=(PLATFORM,), welcomes={PLATFORM: Room.WELCOME},
    address=ADDRESS, answers_by_mail=True,
)  # fmt: skip
PLAYED = {
    "ana": "avery", "luc": "emilie", "mia": "leah", "bea": "chloe", "claire": "priya", "dev": "mathieu",
}  # fmt: skip
_words = Words.load()


@dataclass
class OnThePage(Person):
    """One of the cast."""

    player: Player
    sandbox: Sandbox
    opened: Shown = field(default_factory=dict)

    @property
    def identity(self) -> Identity:
        return self.player.member.identity

    async def _types(self, root: str, name: str, argument: str) -> None:
        self._take(await self.player.looks_at(Room.WELCOME).types(f"/{root} {name} {argument}".strip()))

    async def _presses(self, action: str) -> None:
        for message in reversed(self._messages()):
            if any(button["key"].startswith(f"{action}:") for button in _content(message).get("buttons", ())):
                self._take(await self.player.looks_at(message.room).presses(action))
                return
        raise NotThere(action)

    async def _fills_in(self, action: str, values: Mapping[str, Given]) -> None:
        form = self.opened.get("form")
        if form is None or form["action"] != action:
            raise NotThere(action)
        kinds = {each["name"]: each["kind"] for each in form["fields"]}
        given: dict[str, str | tuple[str, ...]] = {}
        for name, value in values.items():
            given[name] = value if isinstance(value, str) else tuple(value)
            if kinds[name] == "lookup":
                self.deeds.add(f"lookup {action} {name}")
                given[name] = await self._first(action, name, str(value))
        shown = await self.player.fills_in(self.opened, **given)
        assert shown["kind"] != "errors", shown
        self._take(shown)

    async def _first(self, action: str, name: str, query: str) -> str:
        found = await events.look_up(self.sandbox, self.player.member, action, name, query)
        return str(cast("list[Shown]", found)[0]["value"])

    def _take(self, shown: Shown) -> None:
        self.opened = shown if "form" in shown else {}

    def offers(self, name: str) -> list[str]:
        (asked,) = [each for each in self.opened["form"]["fields"] if each["name"] == name]
        return [str(option["value"]) for option in asked["choices"]]

    def sees(self) -> str:
        return "\n".join([*(str(message.content) for message in self._messages()), str(self.opened)])

    def _messages(self) -> list[Message]:
        rooms = self.sandbox.rooms
        seen = [each for room in rooms.visible(self.player.member.id) for each in self.player.sees(room)]
        return sorted(seen, key=lambda each: int(each.id))


def _content(message: Message) -> dict[str, Any]:
    return cast("dict[str, Any]", message.content)


@dataclass
class SandboxPlace(Place):
    """The sandbox."""

    async def _settles(self) -> None:
        await self.bot.pulse.duties()
        await self.bot.courier.drain()


@asynccontextmanager
async def in_sandbox(folder: Path, url: str) -> AsyncIterator[Place]:
    clock = HeldClock()
    with closing(open_anew(url, clock)) as storage, closing(Journal(folder / "rooms.jsonl")) as journal:
        rooms = Rooms(journal, clock)
        chat = LocalChat(rooms, _words, NETWORK)
        mailbox = KeptMailer(folder / "mail", composer().compose)
        bot = put_together(NETWORK, storage, clock, SeededEntropy(7), (chat,), mailbox)
        deeds: set[str] = set()
        place = SandboxPlace(url, bot, mailbox, clock, {}, deeds)
        page = Sandbox(bot.door, rooms, chat, _words, NETWORK, clock, mailbox, place.settles, bot.next_due)
        place.people = {
            name: OnThePage((player := Player(page, who)).member.name, deeds, player, page)
            for name, who in PLAYED.items()
        }
        await place.settles()
        yield place
