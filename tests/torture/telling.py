"""Scenarios told to their end, several stories at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from random import Random

from tests.stories.orders import Parts
from tests.stories.postbox import mail_server
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.stories.verdict import wrongs
from tests.torture.places import Place
from tests.torture.scenario import Played, Scenario, Story, Tally


async def told(scenario: Scenario, place: Place, seed: str, share: float = 1.0) -> Tally:
    """`share` of its stories, evenly chosen."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        stages = [
            await stack.enter_async_context(stage(place, scenario.parts)) for _ in range(scenario.at_once)
        ]
        undisturbed = await _undisturbed(stages[0])
        stories = iter(_some(_stories(scenario, place, seed, undisturbed), share, scenario.most))
        results = await asyncio.gather(*(_tell(stories, each) for each in stages))
    played = [_itself(undisturbed), *(each for several in results for each in several)]
    return Tally(scenario, place, played, time.monotonic() - began)


async def noticed(scenario: Scenario, place: Place, seed: str) -> Played | None:
    """The first story of a broken bot in which something is wrong, in an order that was left to chance."""
    async with stage(place, scenario.parts) as told_on:
        undisturbed = await _undisturbed(told_on)
        if _itself(undisturbed).wrongs:
            raise AssertionError(f"{scenario.name}: it does not even tell the story that nobody disturbs")
        stories = _stories(scenario, place, seed, undisturbed)
        Random(seed).shuffle(stories)  # noqa: S311 - to be predictable is its purpose
        for story in stories:
            played = await story(told_on)
            if played.wrongs:
                return played
    return None


@asynccontextmanager
async def stage(place: Place, parts: Parts) -> AsyncIterator[Stage]:
    with place.open() as databases:
        async with mail_server() as mail:
            yield Stage(databases, mail, parts)


async def _undisturbed(stage: Stage) -> Run:
    """The first process takes longer to begin than all others."""
    await stage.play()
    return await stage.play()


def _stories(scenario: Scenario, place: Place, seed: str, undisturbed: Run) -> list[Story]:
    chance = Random(f"{seed} {scenario.name} {place.name}")  # noqa: S311 - as above
    return list(scenario.stories(undisturbed, chance))


def _some(stories: Sequence[Story], share: float, most: int) -> Iterator[Story]:
    wanted = max(1, round(share * min(len(stories), most)))
    return (stories[number * len(stories) // wanted] for number in range(wanted))


async def _tell(stories: Iterable[Story], stage: Stage) -> list[Played]:
    """Whatever others have not begun yet."""
    return [await story(stage) for story in stories]


def _itself(undisturbed: Run) -> Played:
    """The story that nobody disturbs is held against itself."""
    return Played("nobody disturbs it", 0, 0, 0, 0, wrongs(undisturbed, undisturbed))
