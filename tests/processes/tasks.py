"""What a bot of the crew is told before it begins, what it is told to do, and what it says to that."""

from __future__ import annotations

from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from threading import Barrier

from bot.chat import Event


@dataclass(frozen=True, slots=True)
class Orders:
    """For the `number`-th bot. All of a crew have the same seconds since noon, and meet at `meeting`."""

    number: int
    url: str
    folder: Path
    mail_port: int
    seconds: Synchronized[float]
    meeting: Barrier


@dataclass(frozen=True, slots=True)
class Handle:
    """What people do, all at once; or, when somebody does the same elsewhere, one after the other and each
    at the same moment as the other."""

    events: tuple[Event, ...]
    at_the_same_moment: bool = False


@dataclass(frozen=True, slots=True)
class Deliver:
    """All that is due."""


@dataclass(frozen=True, slots=True)
class Tick:
    """What time alone brings about, at the same moment as everybody else."""


Task = Handle | Deliver | Tick
Answers = list[str]  # the ids of what was said: of a refusal its sentence, otherwise the title
