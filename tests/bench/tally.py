"""Closing a poll of very many rankings, beside a bot that goes on: taken out in pieces, counted, published,
and destroyed; and how late the event loop and another piece of work are meanwhile.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial

from adapters.clock import SystemClock, SystemEntropy
from adapters.wiring import put_together
from bot.app import App
from bot.polls.model import Ballot, Method
from bot.ports import Unit
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.bench.communities import probe
from tests.bench.events import NoMail
from tests.bench.figures import Figures
from tests.bench.voters import COMMUNITIES, POLL, open_poll
from tests.bench.votes_served import NETWORK

AT_ONCE = 1000
OPTIONS = (6, 25)


class Ahead(SystemClock):
    """The poll's moment has come."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


def measured(name: str, urls: Sequence[str], many: int) -> Iterator[str]:
    """With a few options, and with as many as there can be; each in an empty database."""
    for url, options in zip(urls, OPTIONS, strict=True):
        migrate(url)
        clock, entropy = Ahead(), SystemEntropy()
        with closing(open_storage(url, entropy.bytes(32), entropy, clock)) as storage:
            app = put_together(NETWORK, storage, clock, entropy, (), NoMail()).app
            _fill(storage, many, options)
            clock.ahead = timedelta(days=2)
            yield asyncio.run(_closed(name, app, storage, many, options))


def _fill(storage: Storage, many: int, options: int) -> None:
    chance, now = random.Random(options), SystemClock().now()  # noqa: S311 - figures
    storage.transact(lambda unit: open_poll(unit, Method.RANKED, POLL, options))
    numbers = range(1, options + 1)
    for first in range(0, many, AT_ONCE):
        ballots = [
            Ballot(tuple(chance.sample(numbers, chance.randint(1, options))), f"c{number % COMMUNITIES}", now)
            for number in range(first, first + AT_ONCE)
        ]
        storage.transact(partial(_cast, first, ballots))


def _cast(first: int, ballots: Sequence[Ballot], unit: Unit) -> None:
    for number, ballot in enumerate(ballots, first):
        unit.ballots.cast(POLL, f"member {number}", ballot)


async def _closed(name: str, app: App, storage: Storage, many: int, options: int) -> str:
    """As the pulse does it, while others ask the database for something small again and again."""
    late, waited = list[float](), list[float]()
    others = [asyncio.create_task(probe(late)), asyncio.create_task(_asks(app, storage, waited))]
    began = time.perf_counter()
    await asyncio.wrap_future(storage.submit(partial(app.tick, apart=False)))
    await asyncio.to_thread(app.tick, apart=True)
    seconds = time.perf_counter() - began
    for other in others:
        other.cancel()
    if not app.operate(lambda turn: turn.unit.polls.totals(POLL)):
        raise AssertionError(POLL)
    loop, asked = (Figures("", 1, each, seconds) for each in (late, waited))
    return (
        f"{f'{name}: closing {many:,} rankings of {options}':44} {seconds * 1000:26,.0f} ms   "
        f"loop late by p99 {loop.percentile(0.99):.1f} ms, at most {max(late):.1f} ms   "
        f"others wait p99 {asked.percentile(0.99):.1f} ms, at most {max(waited):.1f} ms"
    )


async def _asks(app: App, storage: Storage, waited: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.wrap_future(storage.submit(app.is_paused))
        waited.append((time.perf_counter() - began) * 1000)
