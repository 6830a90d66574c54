"""What a scenario consists of, and what comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.stories.orders import Ended, Parts
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.stories.verdict import NOTHING, Allowed, missing, repeated, wrongs
from tests.torture.places import Place


@dataclass(frozen=True, slots=True)
class Played:
    """One story that was disturbed at so many `points`: what was there twice or was given up, as may be, how
    often people got an apology, and what was wrong."""

    name: str
    points: int
    repeated: int
    given_up: int
    apologies: int
    wrongs: Sequence[str]


def judged(
    name: str, run: Run, undisturbed: Run, points: int, allowed: Allowed = NOTHING, also: Sequence[str] = ()
) -> Played:
    """`also` is what else was seen to be wrong."""
    apologies = run.end.apologies if isinstance(run.end, Ended) else 0
    wrong = [*wrongs(run, undisturbed, allowed), *also]
    return Played(name, points, repeated(run), missing(run, undisturbed), apologies, wrong)


Story = Callable[[Stage], Awaitable[Played]]
Stories = Callable[[Run, Random], Iterable[Story]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`stories` are told one after the other, so many `at_once`, and no more than `most`, evenly chosen;
    `floors`: how many points there are at least in a whole run, by place."""

    name: str
    places: Sequence[Place]
    stories: Stories
    floors: Mapping[str, int]
    parts: Parts = field(default_factory=Parts)
    at_once: int = 2
    most: int = 1000


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

    @property
    def missing(self) -> int:
        """How many points there are fewer than there must be."""
        return max(0, self.scenario.floors.get(self.place.name, 0) - self.points)
