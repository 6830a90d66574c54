"""One life of the bot, with the people and rooms around it, in a process that can be killed at a point.

The server from which these processes are forked imports this module first, so that none has to.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection

from adapters.addresses import LibraryAddresses
from adapters.clock import PushedClock, SeededEntropy, StillClock
from adapters.communities import StarterCommunities
from adapters.courier import Courier
from adapters.dates import when
from adapters.door import Door
from adapters.local.cast import PLATFORM
from adapters.local.chat import LocalChat
from adapters.local.journal import Journal
from adapters.local.parts import Sandbox
from adapters.local.player import NotThere
from adapters.local.rooms import Rooms
from adapters.logs import configure_logs
from adapters.mail.smtp import Security, SmtpMailer, SmtpSettings
from adapters.words import Words
from bot.app import App
from bot.chat import Named, Reader
from bot.network import Network
from bot.ports import World
from storage.engine import Storage, open_storage
from tests.letters import composer
from tests.stories.in_turn import InTurn
from tests.stories.inside import State, read_state
from tests.stories.killable import KillableMailer, KillablePlatform
from tests.stories.orders import Answered, Ended, Faulted, Orders
from tests.stories.people import People, Step
from tests.stories.points import Points, watch_commits
from tests.stories.postbox import HOST, Mailbox
from tests.world import NOON

NETWORK = Network(Named("Climate Peers", "Pairs du climat"), platforms=(PLATFORM,))
MAIN_KEY = bytes(range(32))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
UNTIL_NOTICED = 2 * MINUTE  # between a kill and the next start: longer than any lease

_words, _addresses, _communities = Words.load(), LibraryAddresses(), StarterCommunities.load()
_letters = composer()
for _language in NETWORK.languages:
    when(NOON, Reader(_language, NETWORK.zone))  # Babel reads its data the first time


@dataclass(frozen=True, slots=True)
class _Bot:
    sandbox: Sandbox
    app: App
    runner: InTurn
    courier: Courier
    storage: Storage
    clock: PushedClock


def live(orders: Orders, news: Connection) -> None:
    """What happens meanwhile is told through `news`, which outlives the process."""
    configure_logs("critical")
    points = Points(orders.fatal)
    watch_commits(points)
    try:
        state = asyncio.run(_live(orders, points, lambda count: news.send(Answered(count))))
        news.send(Ended(tuple(points.passed), state))
    except BaseException:  # noqa: BLE001 - whatever it was belongs into the verdict
        news.send(Faulted(traceback.format_exc()))


async def _live(orders: Orders, points: Points, answered: Callable[[int], None]) -> State:
    async with _awake(orders, points) as bot:
        steps: list[Step] = People(bot.sandbox, bot.runner.together).steps()
        steps.append(("a day goes by", partial(_a_day_goes_by, bot)))
        await bot.courier.drain()  # what an earlier life has left
        for number, (name, act) in enumerate(steps[orders.answered :], orders.answered):
            points.scene = name
            repeated = orders.interrupted and number == orders.answered
            with suppress(NotThere) if repeated else nullcontext():  # nothing left to press: it was done
                await act()
            answered(number + 1)
            await bot.courier.drain()
            bot.clock.push(MINUTE)
        return read_state(orders.database_url, bot.storage)


async def _a_day_goes_by(bot: _Bot) -> None:
    bot.clock.push(DAY)
    for duty in (bot.app.tick, bot.storage.sweep):
        await asyncio.wrap_future(bot.runner.submit(duty))


@asynccontextmanager
async def _awake(orders: Orders, points: Points) -> AsyncIterator[_Bot]:
    clock = PushedClock(base=StillClock(NOON), offset=_later(orders))
    entropy = SeededEntropy(1 + orders.interrupted)  # what was drawn before is not drawn again
    with points.during("opening"):
        storage = open_storage(orders.database_url, MAIN_KEY, entropy, clock, exclusive=True)
    lane = orders.parts.lane(storage)
    app = orders.parts.app(World(NETWORK, lane, clock, entropy, _addresses, _communities))
    runner = InTurn(lane, points)
    rooms = Rooms(Journal(orders.folder / "rooms.jsonl"), clock)
    chat = LocalChat(rooms, _words, NETWORK)
    smtp = SmtpMailer(SmtpSettings(HOST, orders.mail_port, Security.NONE), _letters.compose)
    mailer = KillableMailer(orders.parts.mailer(smtp), points)
    courier = Courier(app, runner, {PLATFORM: KillablePlatform(chat, points)}, mailer)
    door = Door(app, runner, courier.wake)
    mailbox = Mailbox(orders.folder / "mail")
    sandbox = Sandbox(door, rooms, chat, _words, NETWORK, clock, mailbox, _nothing, _never)
    try:
        yield _Bot(sandbox, app, runner, courier, storage, clock)
    finally:
        await smtp.close()
        runner.close()
        rooms.close()
        storage.close()


def _later(orders: Orders) -> timedelta:
    """When this life begins: a while after the one before was killed."""
    return orders.answered * MINUTE + orders.interrupted * UNTIL_NOTICED


async def _nothing() -> None:
    """Nobody here has a page to wake the courier from."""


async def _never() -> datetime | None:
    return None
