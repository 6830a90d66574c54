"""Kill -9 at every point of the story; and once more while what it left is being put in order.

Allowed: an effect is there a second time, under the same Message-ID or nonce, when it had arrived and was
not recorded yet; what may not happen twice is given up when its outcome is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.torture.scenario import Played, Story, judged

_passed: dict[tuple[str, str, str], Sequence[str]] = {}


def once(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_once, undisturbed, point)


async def _once(undisturbed: Run, point: str, stage: Stage) -> Played:
    run = await stage.play(point)
    _passed[_key(point, stage)] = run.points
    return judged(point, run, undisturbed, 1)


def twice(undisturbed: Run, chance: Random) -> Iterator[Story]:
    for point in undisturbed.points:
        yield partial(_twice, undisturbed, point, chance.random())


async def _twice(undisturbed: Run, point: str, share: float, stage: Stage) -> Played:
    again = await passed_after(point, share, stage)
    run = await stage.play(point, again)
    return judged(f"{point}; then {again}", run, undisturbed, 2)


async def passed_after(point: str, share: float, stage: Stage) -> str:
    """One of the points that are passed after a kill at this one, which is known when that has been lived."""
    key = _key(point, stage)
    if key not in _passed:
        _passed[key] = (await stage.play(point)).points
    points = _passed[key]
    return points[int(share * len(points))] if points else point


def _key(point: str, stage: Stage) -> tuple[str, str, str]:
    return point, stage.databases.name, type(stage.parts).__name__
