"""The database locked by another process for eight seconds while somebody acts.

Allowed is nothing: all that people and the courier want of it waits, and everybody is answered. When it takes
longer than the bot waits, people get an apology, try again, and the story has the same end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from threading import Timer

import psycopg

from storage.connecting import BUSY_MILLISECONDS, database_file, is_sqlite
from storage.tables import metadata
from tests.databases import libpq
from tests.stories.orders import Ended, Orders, Trouble
from tests.stories.points import scenes
from tests.stories.runs import Run
from tests.stories.stage import Hand, Stage
from tests.torture.scenario import Played, Story, judged

SECONDS = 8.0
TOO_LONG = BUSY_MILLISECONDS / 1000 + 2


class Locks(Hand):
    """Holds whatever keeps others from writing, for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timer: Timer

    def comes(self, orders: Orders, process: int) -> None:
        lock = _lock_file if is_sqlite(orders.database_url) else _lock_tables
        self._timer = Timer(self._seconds, lock(orders.database_url))
        self._timer.start()

    def goes(self, orders: Orders, process: int) -> None:
        self._timer.join()


def _lock_file(url: str) -> Callable[[], None]:
    """What lets go of it."""
    connection = sqlite3.connect(database_file(url), isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    return connection.close


def _lock_tables(url: str) -> Callable[[], None]:
    """Even for whoever wants to read."""
    connection = psycopg.connect(libpq(url))
    connection.execute(f"LOCK TABLE {', '.join(map(str, metadata.sorted_tables))}")
    return connection.close


def for_a_while(undisturbed: Run, _chance: Random, seconds: float = SECONDS) -> Iterator[Story]:
    for step in scenes(undisturbed.points):
        yield partial(_locked, undisturbed, step, seconds)


def for_too_long(undisturbed: Run, chance: Random) -> Iterator[Story]:
    """For SQLite alone: PostgreSQL lets one wait."""
    for step in chance.sample(scenes(undisturbed.points), 4):
        yield partial(_locked, undisturbed, step, TOO_LONG)


async def _locked(undisturbed: Run, step: str, seconds: float, stage: Stage) -> Played:
    run = await stage.play(trouble=Trouble(step=step), hand=Locks(seconds))
    sorry = run.end.apologies if isinstance(run.end, Ended) and seconds < TOO_LONG else 0
    also = [f"{sorry} times somebody was not answered"] if sorry else []
    return judged(f"{step}, locked for {seconds:.0f} s", run, undisturbed, 1, also=also)
