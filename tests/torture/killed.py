"""Kill -9 at every point of the story; and once more while what it left is being put in order.

Allowed: an effect is there a second time, under the same Message-ID or nonce, when it had arrived and was
not recorded yet; what may not happen twice is given up when its outcome is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.torture.scenario import Played, Story, judged


def once(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_once, undisturbed, point)


async def _once(undisturbed: Run, point: str, stage: Stage) -> Played:
    run = await stage.play(point)
    return judged(point, run, undisturbed, 1)


def twice(undisturbed: Run, chance: Random) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_twice, undisturbed, point, chance.random())


async def _twice(undisturbed: Run, point: str, share: float, stage: Stage) -> Played:
    """Which points the second life passes is known when it has been lived once."""
    recovering = (await stage.play(point)).points
    again = recovering[int(share * len(recovering))] if recovering else point
    run = await stage.play(point, again)
    return judged(f"{point}; then {again}", run, undisturbed, 2)
