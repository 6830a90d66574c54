"""The disk is full while somebody acts, and afterwards there is room again.

Allowed: apologies, and what a courier that could not write down an outcome may repeat or give up. Whoever
got an apology tries again; nobody else does, so that all that was answered must have been stored. A point is
a step in which people noticed.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from functools import partial
from random import Random

import psycopg

from storage.connecting import database_file
from storage.tables import metadata
from tests.databases import libpq
from tests.stories.orders import Ended, Orders, Trouble
from tests.stories.points import scenes
from tests.stories.runs import Run
from tests.stories.stage import Hand, Stage
from tests.torture.places import OnSmallDisk, SmallDisk
from tests.torture.scenario import Played, Story, judged

SMALLEST = 64 * 1024  # rooms.jsonl, which is not the bot's, must stay below it
MOST_ROOM = 128 * 1024
NO_ROOM = """
CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$
"""
IN_STATEMENTS = "CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {} EXECUTE FUNCTION no_room()"
IN_COMMITS = """
CREATE CONSTRAINT TRIGGER no_room AFTER INSERT OR UPDATE ON {} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION no_room()
"""


class FilledUp(Hand):
    """The small disk on which the database lies holds something else, up to its last few blocks."""

    def __init__(self, stage: Stage, room: int) -> None:
        self._databases, self._room = stage.databases, room

    def comes(self, orders: Orders, process: int) -> None:
        self._disk.fill(self._room)

    def goes(self, orders: Orders, process: int) -> None:
        self._disk.clear()

    @property
    def _disk(self) -> SmallDisk:
        if not isinstance(self._databases, OnSmallDisk):
            raise TypeError(self._databases)
        return self._databases.disk


class NoFileGrows(Hand):
    """The system lets the process write no file beyond the length that the write-ahead log has: an error of
    another number than that of a full disk, with the same consequences, and anybody can have it made."""

    def __init__(self, _stage: Stage, room: int) -> None:
        self._room = room

    def comes(self, orders: Orders, process: int) -> None:
        log = database_file(orders.database_url).with_suffix(".db-wal")
        longest = max(SMALLEST, log.stat().st_size + self._room)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))

    def goes(self, orders: Orders, process: int) -> None:
        endless = resource.RLIM_INFINITY
        resource.prlimit(process, resource.RLIMIT_FSIZE, (endless, endless))


class Refused(Hand):
    """PostgreSQL refuses each change with the error of a full disk: in its statement, or in its commit."""

    def __init__(self, _stage: Stage, room: int) -> None:
        self._trigger = IN_COMMITS if room else IN_STATEMENTS

    def comes(self, orders: Orders, process: int) -> None:
        with _connected(orders) as connection:
            connection.execute(NO_ROOM)
            for table in metadata.sorted_tables:
                connection.execute(self._trigger.format(table))

    def goes(self, orders: Orders, process: int) -> None:
        with _connected(orders) as connection:
            for table in metadata.sorted_tables:
                connection.execute(f"DROP TRIGGER no_room ON {table}")


def _connected(orders: Orders) -> psycopg.Connection:
    return psycopg.connect(libpq(orders.database_url), autocommit=True)


def in_each_step(hand: Callable[[Stage, int], Hand], undisturbed: Run, chance: Random) -> Iterator[Story]:
    """There is no room at all, and there is room for a little."""
    for step in scenes(undisturbed.points):
        for room in (0, chance.randrange(1, MOST_ROOM)):
            yield partial(_full, hand, undisturbed, step, room)


async def _full(
    hand: Callable[[Stage, int], Hand], undisturbed: Run, step: str, room: int, stage: Stage
) -> Played:
    run = await stage.play(trouble=Trouble(step=step), hand=hand(stage, room))
    noticed = isinstance(run.end, Ended) and run.end.apologies > 0
    return judged(f"{step}, with room for {room} bytes", run, undisturbed, int(noticed))
