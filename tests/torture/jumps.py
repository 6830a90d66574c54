"""The bot's clock is set forward and back, by an hour and by a day: between steps, at any point, and there
and back within one story.

Allowed: a code that has expired is asked for anew; a digest tells what waits at another hour. What is under
way when the clock is set forward may seem to be a dead courier's, and is then repeated or given up as its
kind says. When it is set back nothing may stand still: the story goes on by minutes, and whatever waited for
a moment that is far away by then would be missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from random import Random

from tests.stories.orders import NO_TIME, Trouble
from tests.stories.points import scenes
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.torture.allowances import of_time
from tests.torture.scenario import Played, Story, judged

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = (HOUR, -HOUR, DAY, -DAY)


def between_steps(undisturbed: Run, _chance: Random) -> Iterator[Story]:
    for step in scenes(undisturbed.points):
        for jump in JUMPS:
            yield partial(_set, undisturbed, Trouble(step=step, jumps=(jump,)), f"{step}, {jump}")


def at_points(undisturbed: Run, chance: Random) -> Iterator[Story]:
    for point in _points(undisturbed):
        jump = chance.choice(JUMPS)
        trouble = Trouble(at=frozenset({point}), jumps=(jump,))
        yield partial(_set, undisturbed, trouble, f"{point}, {jump}")


def there_and_back(undisturbed: Run, chance: Random) -> Iterator[Story]:
    """Each point is where the clock goes wrong in one story, and is set right in another."""
    points = _points(undisturbed)
    others = chance.sample(points, len(points))
    for one, other in zip(points, others, strict=True):
        jump = chance.choice(JUMPS)
        trouble = Trouble(at=frozenset({one, other}), jumps=(jump, -jump))
        yield partial(_set, undisturbed, trouble, f"{one}; {other}, {jump} and back")


def _points(undisturbed: Run) -> list[str]:
    return [point for point in undisturbed.points if not point.startswith("opening")]


async def _set(undisturbed: Run, trouble: Trouble, name: str, stage: Stage) -> Played:
    run = await stage.play(trouble=trouble)
    in_order = all(jump > NO_TIME for jump in trouble.jumps)
    allowed = of_time(run, undisturbed, in_order=in_order)
    return judged(name, run, undisturbed, run.troubles, allowed)
