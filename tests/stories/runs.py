"""Runs of the story: the lives in it, how each of them ended, and what there was in the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from tests.stories.inside import State, Written
from tests.stories.life import UNTIL_NOTICED
from tests.stories.orders import Ended, Faulted
from tests.stories.outside import Outside


@dataclass(frozen=True, slots=True)
class Fate:
    """How a life ends before its time: at a point, or so many seconds after it began; and how much time then
    passes until the next one."""

    point: str = ""
    seconds: float | None = None
    pause: timedelta = UNTIL_NOTICED


NATURAL = Fate()


@dataclass(frozen=True, slots=True)
class Life:
    """What was heard of one process."""

    fate: Fate
    killed: bool
    lasted: float
    answered: int
    passed: timedelta
    troubles: int
    end: Ended | Faulted | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """How it was when a life was killed (`died`), or had lived through some trouble: the errands of which
    nobody had said how they ended, and what had arrived."""

    died: bool
    claimed: Sequence[Written]
    before: Outside


@dataclass(frozen=True, slots=True)
class Run:
    """A story: its lives, how it was when each of them was broken off, and how it was in the end."""

    lives: Sequence[Life]
    breaks: Sequence[Break]
    errands: Sequence[Written]
    after: Outside

    @property
    def killed(self) -> bool:
        """Each life but the last one."""
        return all(life.killed for life in self.lives[:-1])

    @property
    def troubles(self) -> int:
        """How often there was trouble."""
        return sum(life.troubles for life in self.lives)

    @property
    def end(self) -> Ended | Faulted | None:
        return self.lives[-1].end

    @property
    def points(self) -> Sequence[str]:
        """Of the last life."""
        return self.end.points if isinstance(self.end, Ended) else ()

    @property
    def state(self) -> State:
        return self.end.state if isinstance(self.end, Ended) else {}
