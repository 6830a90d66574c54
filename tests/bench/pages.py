"""The pages of the web port: how many a second one process serves, what the first load weighs, and how long
somebody waits who sends the form, at fifty a second with durable commits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from urllib.parse import urlencode

from adapters.clock import SystemClock, SystemEntropy
from adapters.trial import IDENTITY, NETWORK
from adapters.web.assets import assets
from adapters.web.health import health_app, serve
from adapters.web.limits import Allowance, Limits
from adapters.web.site import Site
from adapters.website import DIRECT, site_of
from adapters.wiring import Bot, put_together
from storage.engine import open_storage
from storage.migrations import migrate
from tests.bench.calendar import HOST, Asking
from tests.bench.discord_served import NoMail
from tests.bench.figures import Figures, in_flight

TOGETHER, A_SECOND = 8, 50
AT_WILL = Allowance(10**9, 10**9, 10**9, 10**9)
LOAD = ("page.css", "page.js", "mark.svg")
HEAD = "Host: bench\r\nOrigin: http://bench\r\nContent-Type: application/x-www-form-urlencoded\r\n"


async def measured(url: str, name: str, many: int) -> Sequence[str]:
    """Of a database with nobody in it yet."""
    migrate(url)
    entropy, clock = SystemEntropy(), SystemClock()
    with closing(open_storage(url, entropy.bytes(32), entropy, clock)) as storage:
        bot = put_together(NETWORK, storage, clock, entropy, (), NoMail())
        bot.world.limits.lift()
        limits = Limits(AT_WILL, AT_WILL)
        site = site_of(bot.door, bot.app, storage, bot.world, IDENTITY, DIRECT, limits)
        async with _connected(bot, site) as connections:
            return await _figures(name, site, connections, many)


async def _figures(name: str, site: Site, connections: list[Asking], many: int) -> Sequence[str]:
    page = await _weight(connections[0], "/en/join")
    weights = [page, *(len(assets()[each].content) for each in LOAD)]
    sent = await _sent(site, connections, many // 4)
    at = next(iter(sent[1]))
    return [
        f"{name}: the first load of the form: {sum(weights):,} bytes, {len(weights)} requests",
        (await _asked(f"{name}: the form", connections, "/en/join", many)).line(),
        (await _asked(f"{name}: the first page", connections, "/fr", many)).line(),
        (await _asked(f"{name}: a request's page", connections, at, many)).line(),
        sent[0].line(),
    ]


@asynccontextmanager
async def _connected(bot: Bot, site: Site) -> AsyncIterator[list[Asking]]:
    app = health_app(bot.is_paused, lambda: 0.0)
    site.join(app)
    runner = await serve(app, HOST, 0)
    opened = [await asyncio.open_connection(HOST, runner.addresses[0][1]) for _ in range(TOGETHER)]
    yield [Asking(*each) for each in opened]
    for _, writer in opened:
        writer.close()
    await runner.cleanup()


async def _weight(connection: Asking, path: str) -> int:
    head = await connection.ask(f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
    length = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    return int(length.partition(b":")[2])


async def _asked(name: str, connections: list[Asking], path: str, many: int) -> Figures:
    request = f"GET {path} HTTP/1.1\r\nHost: bench\r\n\r\n".encode()
    ask = _by_turns(connections, b" 200 ")
    await in_flight("", TOGETHER, [request] * 50, ask)
    return await in_flight(name, TOGETHER, [request] * many, ask)


def _by_turns(connections: list[Asking], status: bytes) -> Callable[[bytes], Awaitable[bytes]]:
    free = asyncio.Queue[Asking]()
    for each in connections:
        free.put_nowait(each)

    async def ask(request: bytes) -> bytes:
        connection = await free.get()
        head = await connection.ask(request)
        free.put_nowait(connection)
        if status not in head.partition(b"\r\n")[0] + b" ":
            raise AssertionError(head)
        return head

    return ask


async def _sent(site: Site, connections: list[Asking], many: int) -> tuple[Figures, list[str]]:
    """Each at its moment, whatever became of those before: so somebody who has to wait is counted."""
    posts = [_post(site, number) for number in range(many)]
    ask, each, places = _by_turns(connections, b" 303 "), list[float](), list[str]()
    loop = asyncio.get_running_loop()

    async def send(post: bytes, due: float) -> None:
        head = await ask(post)
        each.append((loop.time() - due) * 1000)
        place = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"location:"))
        places.append(place.partition(b":")[2].strip().decode())

    def begin(post: bytes, due: float) -> None:
        tasks.append(loop.create_task(send(post, due)))

    begins, began = loop.time() + 0.1, time.perf_counter()
    tasks = list[asyncio.Task[None]]()
    for number, post in enumerate(posts):
        due = begins + number / A_SECOND
        loop.call_at(due, begin, post, due)
    while len(tasks) < many:
        await asyncio.wait({loop.create_future()}, timeout=0.1)
    await asyncio.gather(*tasks)
    return Figures(f"the form sent, {A_SECOND} a second", 1, each, time.perf_counter() - began), places


def _post(site: Site, number: int) -> bytes:
    body = urlencode(
        {
            "stamp": site.stamps.new(),
            "form": "joining.submit:new:0",
            "name": "Jo Bench",
            "email": f"jo.bench.{number}@calgary.ca",
            "community": "community:4806016",
            "role": "staff",
            "line": "",
        }
    )
    return f"POST /en/join HTTP/1.1\r\n{HEAD}Content-Length: {len(body)}\r\n\r\n{body}".encode()
