"""The bot put together, with the people and rooms around it, as long as one of its lives lasts.

The server from which these processes are forked imports this module first, so that none has to.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from adapters.addresses import LibraryAddresses
from adapters.clock import SeededEntropy
from adapters.communities import Directory
from adapters.courier import Courier
from adapters.dates import when
from adapters.door import Door
from adapters.local.cast import PLATFORM
from adapters.local.chat import LocalChat
from adapters.local.journal import Journal
from adapters.local.parts import Sandbox
from adapters.local.rooms import Rooms
from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from adapters.words import Words
from bot.app import App
from bot.chat import Choice, Event, Lookup, Named, Reader
from bot.network import Network
from bot.ports import World
from bot.replies import Answer, Say
from storage.engine import Storage, open_storage
from tests.letters import composer
from tests.stories.in_turn import InTurn
from tests.stories.killable import KillableMailer, KillablePlatform
from tests.stories.orders import Orders
from tests.stories.points import Points
from tests.stories.postbox import HOST, Mailbox
from tests.world import NOON, HeldClock

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), platforms=(PLATFORM,))
MAIN_KEY = bytes(range(32))
Wake = Callable[[], Awaitable[None]]
APOLOGY = "door.fault.title"

_words, _addresses, _communities = Words.load(), LibraryAddresses(), Directory.starter()
_letters = composer()
for _language in NETWORK.languages:
    when(NOON, Reader(_language, NETWORK.zone))  # Babel reads its data the first time


class AnsweringDoor:
    """The door, and how often it could only say that it is sorry."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.apologies = 0

    async def handle(self, event: Event) -> Answer:
        answer = await self._door.handle(event)
        if isinstance(answer.reply, Say) and answer.reply.card.title.id == APOLOGY:
            self.apologies += 1
        return answer

    async def look_up(self, lookup: Lookup) -> tuple[Choice, ...]:
        return await self._door.look_up(lookup)


@dataclass(frozen=True, slots=True)
class Bot:
    """Whatever a story moves and looks at."""

    sandbox: Sandbox
    door: AnsweringDoor
    app: App
    runner: InTurn
    courier: Courier
    platform: KillablePlatform
    storage: Storage
    clock: HeldClock


@asynccontextmanager
async def awake(orders: Orders, points: Points, clock: HeldClock, wake: Wake) -> AsyncIterator[Bot]:
    """`wake` is what the page has done when time was pushed forward."""
    entropy = SeededEntropy(1 + orders.number)  # what was drawn before is not drawn again
    orders.parts.open()
    with points.during("opening"):
        storage = open_storage(orders.database_url, MAIN_KEY, entropy, clock, exclusive=True)
    lane = orders.parts.lane(storage)
    communities = copy(_communities)  # what one life learns, no other one knows
    app = orders.parts.app(World(NETWORK, lane, clock, entropy, _addresses, communities))
    runner = InTurn(lane, points)
    rooms = Rooms(Journal(orders.folder / "rooms.jsonl"), clock)
    chat = LocalChat(rooms, _words, NETWORK)
    smtp = SmtpMailer(SmtpSettings(HOST, orders.mail_port, Security.NONE), _letters.compose)
    mailer, platform = KillableMailer(orders.parts.mailer(smtp), points), KillablePlatform(chat, points)
    courier = Courier(app, runner, {PLATFORM: platform}, mailer)
    door = AnsweringDoor(Door(app, runner, courier.wake))
    mailbox = Mailbox(orders.folder / "mail")
    sandbox = Sandbox(door, rooms, chat, _words, NETWORK, clock, mailbox, wake, _never)
    try:
        yield Bot(sandbox, door, app, runner, courier, platform, storage, clock)
    finally:
        await smtp.close()
        runner.close()
        rooms.close()
        storage.close()


async def _never() -> datetime | None:
    return None
