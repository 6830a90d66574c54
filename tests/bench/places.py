"""Databases with few people in them and with very many, and the bot's core on each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import Directory
from adapters.trial import NETWORK
from bot.app import App
from bot.chat import Identity, Reader
from bot.members.model import Account, Profile, Standing
from bot.outbox import LEASE
from bot.ports import Unit, World
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.filling import fill

AT_ONCE = 16  # the courier's
CLOCK, ENTROPY = SystemClock(), SystemEntropy()


@dataclass
class Stopwatch:
    """Milliseconds each."""

    each: list[float] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.each.append((time.perf_counter() - began) * 1000)


@dataclass(frozen=True, slots=True)
class Place:
    """A database with so many people, and the bot's core on it; what it took to open it, and to put those
    errands aside that all stand behind one."""

    rows: int
    storage: Storage
    app: App
    opening: float  # milliseconds
    aside: float


@contextmanager
def filled(url: str, rows: int, known: int) -> Iterator[Place]:
    key = ENTROPY.bytes(32)
    migrate(url)
    open_storage(url, key, ENTROPY, CLOCK).close()
    fill(url, rows, CLOCK.now())
    with closing(open_storage(url, key, ENTROPY, CLOCK)) as storage:
        for number in range(known):
            storage.transact(_knowing(number))
    watch = Stopwatch()
    with watch.running():
        storage = open_storage(url, key, ENTROPY, CLOCK)
    with closing(storage):
        with watch.running():
            storage.transact(lambda unit: unit.outbox.claim(CLOCK.now(), CLOCK.now() + LEASE, AT_ONCE))
        world = World(NETWORK, storage, CLOCK, ENTROPY, LibraryAddresses(), Directory.starter())
        yield Place(rows, storage, App(world), *watch.each)


def _knowing(number: int) -> Callable[[Unit], None]:
    """Somebody whose fields are truly sealed."""
    reader = Reader("en", "America/Toronto")
    profile = Profile(ENTROPY.identifier(), Standing.MEMBER, "Jo Bench", mailbox(number), reader, CLOCK.now())
    account = Account(ENTROPY.identifier(), profile.id, identity(number))

    def work(unit: Unit) -> None:
        unit.profiles.add(profile)
        unit.profiles.claim_mailbox(profile.id, mailbox(number))
        unit.profiles.link(account)

    return work


def mailbox(number: int) -> str:
    return f"jo.{number}@calgary.ca"


def identity(number: int) -> Identity:
    return Identity("bench", "W2", f"U{number}")
