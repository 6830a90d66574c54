"""Bots and servers that are broken on purpose, at least one for each kind of trouble: the report says whether
each was noticed. Some more are in `tests.stories.broken`."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, Engine, event

from adapters.platform import Mailer
from bot.app import App
from bot.deliveries import Letter
from bot.outbox import Errand, Outcome, Result
from bot.ports import World
from bot.routing import Duty, LongDuty
from tests.databases import OUTLIVES_KILLS, PostgresServer
from tests.stories.broken import AnswersTooEarly, NewNameEachTime, TicksOffFirst, TriesEverythingAgain
from tests.stories.killable import OneByOne
from tests.stories.orders import Parts
from tests.torture import full_disk, jumps, killed, locked, moments, outages, restarts, restores
from tests.torture.places import Place, on, restarted, sqlite
from tests.torture.scenario import Scenario

LATE = timedelta(hours=1)
FORGETFUL = f"{OUTLIVES_KILLS} -c synchronous_commit=off -c wal_writer_delay=10s"


class FiresAndForgets(Parts):
    """A letter for which nobody waits (all but codes) counts as sent as soon as somebody is about to."""

    def mailer(self, mailer: Mailer) -> Mailer:
        return _FiresAndForgets(mailer)


class _FiresAndForgets:
    def __init__(self, mailer: Mailer) -> None:
        self._mailer = mailer
        self._under_way = set[asyncio.Task[None]]()

    async def send(self, letter: Letter) -> None:
        if letter.highlight:
            return await self._mailer.send(letter)
        task = asyncio.create_task(_send(self._mailer, letter))
        self._under_way.add(task)
        return task.add_done_callback(self._under_way.discard)


async def _send(mailer: Mailer, letter: Letter) -> None:
    await mailer.send(letter)


class WaitsForNobody(Parts):
    """Whoever finds the database locked gives up at once."""

    def open(self) -> None:
        @event.listens_for(Engine, "begin")
        def hurry(connection: Connection) -> None:
            driver = connection.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                driver.execute("PRAGMA busy_timeout = 0")


class KeepsToItsDates(Parts):
    """What was written by a clock that was ahead waits until this one has got there."""

    def app(self, world: World) -> App:
        return _KeepsToItsDates(world)


class _KeepsToItsDates(OneByOne):
    def _do(self, duty: Duty | LongDuty) -> Iterator[Exception]:
        return iter(()) if duty.name == "clock.set_right" else super()._do(duty)


class ForgetsWhatIsLate(Parts):
    """As a scheduler does that drops what was due while it was away."""

    def app(self, world: World) -> App:
        return _ForgetsWhatIsLate(world)


class _ForgetsWhatIsLate(OneByOne):
    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._clock = world.clock

    def claim(self, limit: int) -> Sequence[Errand]:
        while claimed := super().claim(limit):
            for errand in claimed:
                if self._clock.now() - errand.written <= LATE:
                    return claimed
                self.settle(errand, Outcome(Result.MOOT))
        return ()


def broken(server: PostgresServer) -> Iterator[Scenario]:
    file, shared = Place("sqlite", sqlite), Place("postgresql", on(server))
    forgetful = Place("postgresql", partial(restarted, FORGETFUL))
    ticks_off, early = TicksOffFirst(), AnswersTooEarly()
    no_growth = partial(full_disk.in_each_step, full_disk.NoFileGrows)
    refused = partial(full_disk.in_each_step, full_disk.Refused)
    copied = partial(restores.an_hour_old, put_back=restores.copied)
    keeps, forgets, renames = KeepsToItsDates(), ForgetsWhatIsLate(), NewNameEachTime()
    yield Scenario("kill -9: a courier that ticks off first", (file, shared), killed.once, {}, ticks_off)
    yield Scenario("kill -9: answers before the commit", (file, shared), killed.once, {}, early)
    yield Scenario("kill -9 twice: tries everything again", (file,), killed.twice, {}, TriesEverythingAgain())
    yield Scenario("any moment: fires and forgets", (file,), moments.at_any_moment, {}, FiresAndForgets())
    yield Scenario("disk full: answers before the commit", (file,), no_growth, {}, early)
    yield Scenario("disk full: answers before the commit", (shared,), refused, {}, early)
    yield Scenario("locked: waits for nobody", (file,), locked.for_a_while, {}, WaitsForNobody())
    yield Scenario("restarted: a server that forgets", (forgetful,), restarts.at_points, {})
    yield Scenario("clock set: keeps to its dates", (file, shared), jumps.at_points, {}, keeps)
    yield Scenario("six hours: forgets what is late", (file, shared), outages.of_others, {}, forgets)
    yield Scenario("restored: another Message-ID each time", (file,), restores.an_hour_old, {}, renames)
    yield Scenario("restored: as if nothing was sent since", (file, shared), copied, {})
