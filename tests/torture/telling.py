"""Scenarios told to their end, several stories at a time, and what came of them in a line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from random import Random

from tests.stories.orders import Parts
from tests.stories.postbox import mail_server
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.stories.verdict import wrongs
from tests.torture.places import Place
from tests.torture.scenario import Played, Scenario, Story


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of a scenario in one place."""

    scenario: Scenario
    place: Place
    played: Sequence[Played]
    seconds: float

    @property
    def points(self) -> int:
        return sum(played.points for played in self.played)

    @property
    def wrong(self) -> Sequence[Played]:
        return [played for played in self.played if played.wrongs]

    def line(self) -> str:
        repeated, given_up, apologies = (
            sum(getattr(played, what) for played in self.played)
            for what in ("repeated", "given_up", "apologies")
        )
        return (
            f"{self.scenario.name:45} {self.place.name:11} {len(self.played):4} stories"
            f" {self.points:4} points"
            f" {repeated:4} repeated {given_up:4} given up {apologies:4} apologies {len(self.wrong):3} wrong"
            f" {self.seconds:5.0f} s"
        )


async def told(scenario: Scenario, place: Place, seed: str, share: float = 1.0) -> Tally:
    """`share` of its stories, evenly chosen."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        opened = (stack.enter_async_context(stage(place, scenario.parts)) for _ in range(scenario.at_once))
        stages = [await each for each in opened]
        await stages[0].play()  # the first process takes longer to begin
        undisturbed = await stages[0].play()
        chance = Random(f"{seed} {scenario.name} {place.name}")  # noqa: S311 - to be predictable is its purpose
        stories = iter(some(list(scenario.stories(undisturbed, chance)), share))
        results = await asyncio.gather(*(_tell(stories, each) for each in stages))
    played = [_itself(undisturbed), *(each for several in results for each in several)]
    return Tally(scenario, place, played, time.monotonic() - began)


@asynccontextmanager
async def stage(place: Place, parts: Parts) -> AsyncIterator[Stage]:
    with place.open() as databases:
        async with mail_server() as mail:
            yield Stage(databases, mail, parts)


def some(stories: Sequence[Story], share: float) -> Sequence[Story]:
    wanted = max(1, round(share * len(stories)))
    return [stories[number * len(stories) // wanted] for number in range(wanted)]


async def _tell(stories: Iterable[Story], stage: Stage) -> list[Played]:
    """Whatever others have not begun yet."""
    return [await story(stage) for story in stories]


def _itself(undisturbed: Run) -> Played:
    """The story that nobody disturbs is held against itself."""
    return Played("nobody disturbs it", 0, 0, 0, 0, wrongs(undisturbed, undisturbed))
