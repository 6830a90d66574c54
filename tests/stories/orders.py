"""What a life of the bot is told before it begins, and what is heard of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from adapters.door import Runner
from adapters.platform import Mailer
from bot.app import App
from bot.ports import Transactions, World
from storage.engine import Storage
from tests.stories.inside import State
from tests.stories.killable import OneByOne


class Lane(Transactions, Runner, Protocol):
    """What `Storage` is to the bot."""


class Parts:
    """How the bot's parts are made. A broken bot makes one of them otherwise."""

    def lane(self, storage: Storage) -> Lane:
        return storage

    def app(self, world: World) -> App:
        return OneByOne(world)

    def mailer(self, mailer: Mailer) -> Mailer:
        return mailer


class ManyAtOnce(Parts):
    """The courier gets as many errands at a time as it asks for."""

    def app(self, world: World) -> App:
        return App(world)


@dataclass(frozen=True, slots=True)
class Orders:
    """For one life. `answered` steps were taken in an earlier one, which then was `interrupted`."""

    folder: Path
    database_url: str
    mail_port: int
    fatal: str = ""
    answered: int = 0
    interrupted: bool = False
    parts: Parts = field(default_factory=Parts)


@dataclass(frozen=True, slots=True)
class Answered:
    """So many steps have got their answer."""

    count: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The story has come to its end."""

    points: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Faulted:
    """The story could not go on."""

    what: str


News = Answered | Ended | Faulted
