"""One bot of the crew, with real parts, in a process of its own; it does what it is told."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import datetime, timedelta
from multiprocessing.connection import Connection

from adapters.clock import SystemEntropy
from adapters.logs import configure_logs
from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from adapters.wiring import Bot, put_together
from bot.chat import Event, Named
from bot.network import Network
from bot.replies import Replace, Reply, Say
from storage.engine import open_storage
from tests.letters import composer
from tests.processes.rooms import PLATFORM, SharedRooms
from tests.processes.tasks import Answers, Deliver, Handle, Orders, Task, Tick
from tests.stores import MAIN_KEY
from tests.stories.postbox import HOST
from tests.world import NOON

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), platforms=(PLATFORM,))
PATIENCE = 60  # seconds

_letters = composer()


class SharedClock:
    """Held by the test, for all bots at once."""

    def __init__(self, orders: Orders) -> None:
        self._seconds = orders.seconds

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self._seconds.value)


def serve(orders: Orders, tasks: Connection) -> None:
    configure_logs("critical")
    asyncio.run(_serve(orders, tasks))


async def _serve(orders: Orders, tasks: Connection) -> None:
    clock, entropy = SharedClock(orders), SystemEntropy()
    rooms = SharedRooms(orders.folder, orders.number)
    smtp = SmtpMailer(SmtpSettings(HOST, orders.mail_port, Security.NONE), _letters.compose)
    with closing(open_storage(orders.url, MAIN_KEY, entropy, clock, exclusive=True)) as storage:
        bot = put_together(NETWORK, storage, clock, entropy, (rooms,), smtp)
        tasks.send("ready")
        while task := await asyncio.to_thread(tasks.recv):
            tasks.send(await _do(bot, orders, task))
        await smtp.close()
    tasks.send("over")


async def _do(bot: Bot, orders: Orders, task: Task) -> Answers | int:
    match task:
        case Handle(events, at_the_same_moment=True):
            return [await _at_the_same_moment(bot, orders, event) for event in events]
        case Handle(events):
            return list(await asyncio.gather(*(_handle(bot, event) for event in events)))
        case Deliver():
            return await bot.courier.drain()
        case Tick():
            await asyncio.to_thread(orders.meeting.wait, PATIENCE)
            await asyncio.wrap_future(bot.storage.submit(bot.app.tick))
            return 0


async def _at_the_same_moment(bot: Bot, orders: Orders, event: Event) -> str:
    await asyncio.to_thread(orders.meeting.wait, PATIENCE)
    return await _handle(bot, event)


async def _handle(bot: Bot, event: Event) -> str:
    return _said((await bot.door.handle(event)).reply)


def _said(reply: Reply) -> str:
    match reply:
        case Replace(_, notice) if notice:
            return _sentence(notice.body)
        case Say(card) if card.title.id == "refusal.title":
            return _sentence(card.body)
        case Say(card) | Replace(card):
            return card.title.id
        case _:
            return type(reply).__name__


def _sentence(body: tuple[object, ...]) -> str:
    return str(getattr(body[0], "id", body[0]))
