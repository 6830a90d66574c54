"""What a life of the bot is told before it begins, and what is heard of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from adapters.arrivals import Runner
from adapters.local.parts import Sandbox
from adapters.platform import Mailer
from bot.app import App
from bot.ports import Transactions, World
from storage.engine import Storage
from tests.stories.inside import State
from tests.stories.killable import OneByOne
from tests.stories.people import MorePeople, People

NO_TIME = timedelta(0)


class Lane(Transactions, Runner, Protocol):
    """What `Storage` is to the bot."""


class Parts:
    """How the bot's parts are made. A broken bot makes one of them otherwise."""

    def open(self) -> None:
        """Called before anything is opened."""

    def lane(self, storage: Storage) -> Lane:
        return storage

    def app(self, world: World) -> App:
        return OneByOne(world)

    def mailer(self, mailer: Mailer) -> Mailer:
        return mailer

    def people(self, sandbox: Sandbox, at_once: Callable[[int], None]) -> People:
        return People(sandbox, at_once)


class MoreHappens(Parts):
    """The longer story."""

    def people(self, sandbox: Sandbox, at_once: Callable[[int], None]) -> People:
        return MorePeople(sandbox, at_once)


class ManyAtOnce(Parts):
    """The courier gets as many errands at a time as it asks for."""

    def app(self, world: World) -> App:
        return App(world)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a life has to live through: it comes at each of the points `at`, or `at_any_moment`, or as this
    `step` begins, and then it goes (`lasts` after that) when people have acted and the courier has done what
    it could. The bot's clock is set by these `jumps`, in turn; meanwhile the platform may be away."""

    at: frozenset[str] = frozenset()
    at_any_moment: bool = False
    step: str = ""
    jumps: tuple[timedelta, ...] = ()
    lasts: timedelta = NO_TIME
    platform_away: bool = False


@dataclass(frozen=True, slots=True)
class Orders:
    """For one life, the `number`-th. `answered` steps were taken in earlier ones, all of which were
    interrupted; it begins so long after the first one began, which is perhaps hours later than planned."""

    folder: Path
    database_url: str
    mail_port: int
    fatal: str = ""
    number: int = 0
    answered: int = 0
    begins: timedelta = NO_TIME
    late: bool = False
    trouble: Trouble | None = None
    parts: Parts = field(default_factory=Parts)

    @property
    def interrupted(self) -> bool:
        return self.number > 0


@dataclass(frozen=True, slots=True)
class Answered:
    """So many steps have got their answer."""

    count: int


@dataclass(frozen=True, slots=True)
class Passed:
    """So much time, by the bot's clock, since the first life began."""

    time: timedelta


@dataclass(frozen=True, slots=True)
class Comes:
    """The trouble does, now; nothing goes on before there is an answer to this."""


@dataclass(frozen=True, slots=True)
class Goes:
    """The trouble does, now; nothing goes on before there is an answer to this."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The story has come to its end; so often people got an apology instead of an answer."""

    points: tuple[str, ...]
    state: State
    apologies: int = 0


@dataclass(frozen=True, slots=True)
class Faulted:
    """The story could not go on."""

    what: str


News = Answered | Passed | Comes | Goes | Ended | Faulted
