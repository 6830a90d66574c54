"""Kill -9 at moments that nobody chose: up to three times in a story, wherever the process then is.

Allowed is the same as at the points. Which moment it was, is known only roughly: machines are never equally
fast, so a seed repeats the moments and not all that was under way.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from tests.stories.runs import Fate, Run
from tests.stories.stage import Stage
from tests.torture.scenario import Played, Story, judged

STORIES = 60
MOST = 3


def at_any_moment(undisturbed: Run, chance: Random) -> Iterator[Story]:
    for number in range(STORIES):
        shares = [chance.random() for _ in range(chance.randint(1, MOST))]
        yield partial(_killed, undisturbed, number, shares)


async def _killed(undisturbed: Run, number: int, shares: list[float], stage: Stage) -> Played:
    """A life that has ended before its moment has come, was not killed."""
    usual = undisturbed.lives[0].lasted
    async with stage.open() as play:
        for share in shares:
            if not (await play.live(Fate(seconds=share * usual))).killed:
                break
        else:
            await play.live()
        run = play.ended()
    killed = sum(life.killed for life in run.lives)
    moments = ", ".join(f"{share:.0%}" for share in shares)
    return judged(f"story {number}, killed after {moments} of its time", run, undisturbed, killed)
