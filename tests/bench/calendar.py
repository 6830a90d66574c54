"""Invitations and feeds: calendars with their zone, whole mails, and what calendars ask for all day long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from adapters.clock import SystemClock, SystemEntropy
from adapters.inbound import feeds_of
from adapters.logs import configure_logs
from adapters.trial import NETWORK
from adapters.web.feed import Feeds, render
from adapters.web.health import health_app, serve
from adapters.wiring import put_together
from adapters.words import Words
from bot.chat import Named, Text
from bot.deliveries import Letter
from bot.feeds import Entry, Feed
from bot.members.model import Standing
from bot.members.zones import ZONES
from bot.ports import Unit
from storage.engine import open_storage
from storage.migrations import migrate
from tests.bench.events import NoMail
from tests.bench.figures import Figures, by_processor, in_flight
from tests.invitations import ASKED, STAMP, WALL, asked, calendar_of, inviting
from tests.letters import ENGLISH, FRENCH, composer
from tests.promises.cast import JO, MEETING

BODY = (
    Text("refusal.stale"),
    "This meeting is not recorded, by anybody. Please bring no assistant that takes notes. " * 4,
    "At one o'clock we begin with a round of those who are new, then the theme, then what each takes home. "
    * 4,
)
TOKEN = "a1" * 13
HOST, TOGETHER = "127.0.0.1", 10
MEETINGS_A_YEAR, MANY_MEETINGS = 4, 200


def measured(many: int) -> Iterator[str]:
    configure_logs("info")  # as in production
    letters = [_letter(number) for number in range(many)]
    write, words = composer(), Words.load()
    for letter in letters[: len(ZONES) * 2]:
        calendar_of(letter)  # the zones are told once
    yield by_processor("an invitation's calendar", letters * 3, calendar_of).line()
    yield by_processor("a whole invitation", letters, lambda letter: write.compose(letter).as_bytes()).line()
    plain = [replace(letter, invitation=None) for letter in letters]
    yield by_processor("a letter without one", plain, lambda letter: write.compose(letter).as_bytes()).line()
    for meetings in (MEETINGS_A_YEAR, MANY_MEETINGS):
        feeds = [_feed(meetings, number) for number in range(many // meetings + 1)]
        yield by_processor(f"a feed of {meetings}, rendered", feeds, lambda feed: render(feed, words)).line()
        yield from asyncio.run(_served(meetings, many * 3))


def _letter(number: int) -> Letter:
    """Of a crowd in all zones and both languages."""
    start, zone = WALL + timedelta(days=number % 300), ZONES[number % len(ZONES)]
    invitation = asked(start=start, zone=zone, body=BODY)
    reader = (ENGLISH, FRENCH)[number % 2]
    return replace(
        inviting(invitation, f"jo{number}@calgary.example", f"Zoé Jo {number}", reader), key=str(number)
    )


def _feed(meetings: int, number: int) -> Feed:
    title = Text("refusal.not_allowed", {"role": f"Peer meeting {number}"})
    entries = tuple(
        Entry(f"{each}", 0, STAMP, WALL + timedelta(days=each), ASKED.zone, 60, title, BODY, ASKED.link)
        for each in range(meetings)
    )
    return Feed(ENGLISH, Named("Climate Peers", "Pairs climat"), entries)


# ---- over HTTP


@dataclass
class Asking:
    """One connection that is kept, and reads no more than it must: the figure is the server's."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, request: bytes) -> bytes:
        """The head of the answer."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        if length and b" 304 " not in head.partition(b"\r\n")[0]:
            await self.reader.readexactly(int(length[0].partition(b":")[2]))
        return head


async def _served(meetings: int, many: int) -> Sequence[str]:
    """With what is found in memory."""
    feed = _feed(meetings, 0)

    async def find(_: str) -> Feed | None:
        return feed

    return await _fetched(f"a feed of {meetings}", Feeds(find, Words.load()), many)


async def through_the_database(url: str, name: str, many: int) -> Sequence[str]:
    """Whose it is, whether they are a member, and what is planned, is asked at each request."""
    migrate(url)
    entropy, clock = SystemEntropy(), SystemClock()
    with closing(open_storage(url, entropy.bytes(32), entropy, clock)) as storage:
        bot = put_together(NETWORK, storage, clock, entropy, (), NoMail())
        storage.transact(partial(_fill, now=clock.now()))
        return await _fetched(f"{name}: a feed of {MEETINGS_A_YEAR}", feeds_of(bot.app, storage), many)


def _fill(unit: Unit, now: datetime) -> None:
    unit.profiles.add(replace(JO, standing=Standing.MEMBER))
    unit.calendar_feeds.keep(JO.id, TOKEN, now)
    for number in range(MEETINGS_A_YEAR):
        wall = now.replace(tzinfo=None, microsecond=0) + timedelta(days=90 * number + 7)
        unit.meetings.add(replace(MEETING, id=f"m{number}", wall=wall))


async def _fetched(name: str, feeds: Feeds, many: int) -> Sequence[str]:
    path = f"GET /calendar/{TOKEN}.ics HTTP/1.1\r\nHost: bench\r\n".encode()
    async with _asking(feeds) as connections:
        head = await connections[0].ask(path + b"\r\n")
        tag = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"etag:"))[5:].strip()
        again = path + b"If-None-Match: " + tag + b"\r\n\r\n"
        return [
            (await _asked(f"{name}, sent", connections, path + b"\r\n", b" 200 ", many)).line(),
            (await _asked(f"{name}, not changed", connections, again, b" 304 ", many)).line(),
        ]


@asynccontextmanager
async def _asking(feeds: Feeds) -> AsyncIterator[list[Asking]]:
    async def is_paused() -> bool:
        return False

    app = health_app(is_paused, lambda: 0.0)
    app.add_routes(feeds.routes())
    runner = await serve(app, HOST, 0)
    opened = [await asyncio.open_connection(HOST, runner.addresses[0][1]) for _ in range(TOGETHER)]
    yield [Asking(*each) for each in opened]
    for _, writer in opened:
        writer.close()
    await runner.cleanup()


async def _asked(name: str, connections: list[Asking], request: bytes, status: bytes, many: int) -> Figures:
    free = list(connections)

    async def ask(_: int) -> None:
        connection = free.pop()
        head = await connection.ask(request)
        free.append(connection)
        if status not in head.partition(b"\r\n")[0] + b" ":
            raise AssertionError(head)

    await in_flight("", TOGETHER, range(100), ask)
    return await in_flight(name, TOGETHER, range(many), ask)
