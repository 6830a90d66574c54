"""PostgreSQL ended and started again, several times in a story: at points of it, and at moments that nobody
chose, both as an administrator does it (fast) and as a crash would (immediate).

Allowed: apologies, and what a courier that could not write down an outcome may repeat or give up. Whoever got
an apology does not know whether it was stored, and tries again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from tests.databases import PostgresServer
from tests.stories.orders import Orders, Trouble
from tests.stories.runs import Run
from tests.stories.stage import Hand, Stage
from tests.torture.places import RestartedPostgres
from tests.torture.scenario import Played, Story, judged

FAST, IMMEDIATE = "INT", "QUIT"
TIMES = 5  # in one story
STORIES = 12


class Restarts(Hand):
    """By this signal."""

    def __init__(self, stage: Stage, how: str) -> None:
        self._databases, self._how = stage.databases, how

    def comes(self, orders: Orders, process: int) -> None:
        self._server.restart(self._how)

    @property
    def _server(self) -> PostgresServer:
        if not isinstance(self._databases, RestartedPostgres):
            raise TypeError(self._databases)
        return self._databases.server


def at_points(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    """At each point in one of the stories, so that those of one story lie far apart."""
    points = [point for point in undisturbed.points if not point.startswith("opening")]
    apart = len(points) // TIMES
    for first in range(apart):
        for how in (FAST, IMMEDIATE):
            yield partial(_at_points, undisturbed, points[first::apart], how)


async def _at_points(undisturbed: Run, points: list[str], how: str, stage: Stage) -> Played:
    run = await stage.play(trouble=Trouble(at=frozenset(points)), hand=Restarts(stage, how))
    return judged(f"{how} {'; '.join(points)}", run, undisturbed, run.troubles)


def at_moments(undisturbed: Run, chance: Random) -> Iterator[Story]:
    for number in range(STORIES):
        shares = sorted(chance.random() for _ in range(TIMES))
        for how in (FAST, IMMEDIATE):
            yield partial(_at_moments, undisturbed, f"story {number}, {how}", shares, how)


async def _at_moments(undisturbed: Run, name: str, shares: list[float], how: str, stage: Stage) -> Played:
    usual = undisturbed.lives[0].lasted
    async with stage.open(Trouble(at_any_moment=True), Restarts(stage, how)) as play:
        await play.live(moments=[share * usual for share in shares])
        run = play.ended()
    return judged(name, run, undisturbed, run.troubles)
