"""What the bot does all day, with few rows and with very many: it should cost the same.

The databases take turns, round by round, so that whatever else the machine does meets them alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import StarterCommunities
from adapters.trial import NETWORK
from bot.app import App
from bot.chat import Identity, Reader
from bot.members.model import Account, Profile, Standing
from bot.outbox import LEASE, Errand, Result
from bot.ports import Unit, World
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.bench.events import must_be_taken, submissions
from tests.bench.figures import Figures
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


# ---- what is measured; the person of that number is looked up once only


def claim(place: Place, number: int, watch: Stopwatch) -> None:
    now = CLOCK.now()
    place.storage.transact(_write_due)
    with watch.running():
        claimed = place.storage.transact(lambda unit: unit.outbox.claim(now, now + LEASE, AT_ONCE))
    assert len(claimed) == AT_ONCE
    place.storage.transact(
        lambda unit: [unit.outbox.settle(errand, Result.DELIVERED, "", now) for errand in claimed]
    )


def ask_what_is_due(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        moment = place.app.next_due()
    assert moment


def find_by_mailbox(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        found = place.storage.transact(lambda unit: unit.profiles.of_mailbox(_mailbox(number)))
    assert found


def find_by_account(place: Place, number: int, watch: Stopwatch) -> None:
    with watch.running():
        found = place.storage.transact(lambda unit: unit.profiles.of(_identity(number)))
    assert found


def handle(place: Place, number: int, watch: Stopwatch) -> None:
    (submission,) = submissions(1)
    with watch.running():
        answer = place.app.handle(submission)
    must_be_taken(answer)


STEPS: Mapping[str, Callable[[Place, int, Stopwatch], None]] = {
    "claim of 16 due errands": claim,
    "next_due": ask_what_is_due,
    "profiles.of_mailbox": find_by_mailbox,
    "profiles.of(identity)": find_by_account,
    "App.handle of a submission": handle,
}


def measured(name: str, urls: Mapping[int, str], rounds: int) -> Iterator[str]:
    """`urls` are of two empty databases, by how many people each is to have, the smaller one first."""
    with ExitStack() as stack:
        places = [stack.enter_context(_filled(url, rows, rounds)) for rows, url in urls.items()]
        few, many = places
        yield f"{name}: {few.rows:,} people, then {many.rows:,}, each with a request, errands and their keys"
        yield f"{'  once, to open it':32} {few.opening:11.1f} ms {many.opening:7.1f} ms"
        yield f"{'  once, a tenth stands behind one':32} {few.aside:11.1f} ms {many.aside:7.1f} ms"
        for what, step in STEPS.items():
            yield _compared(f"  {what}", *_in_turn(step, places, rounds))


def _in_turn(
    step: Callable[[Place, int, Stopwatch], None], places: list[Place], rounds: int
) -> list[Figures]:
    watches = [Stopwatch() for _ in places]
    for number in range(rounds):
        for place, watch in zip(places, watches, strict=True):
            step(place, number, watch)
    return [Figures("", 1, watch.each, sum(watch.each) / 1000) for watch in watches]


def _compared(what: str, few: Figures, many: Figures) -> str:
    shares = ((f"p{share * 100:.0f}", few.percentile(share), many.percentile(share)) for share in (0.5, 0.99))
    figures = (f"{name} {one:7.2f} ms {other:7.2f} ms = {other / one:5.2f}" for name, one, other in shares)
    return f"{what:32} {'   '.join(figures)}"


# ---- the databases


@contextmanager
def _filled(url: str, rows: int, known: int) -> Iterator[Place]:
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
        world = World(NETWORK, storage, CLOCK, ENTROPY, LibraryAddresses(), StarterCommunities.load())
        yield Place(rows, storage, App(world), *watch.each)


def _knowing(number: int) -> Callable[[Unit], None]:
    """Somebody whose fields are truly sealed."""
    reader = Reader("en", "America/Toronto")
    profile = Profile(
        ENTROPY.identifier(), Standing.MEMBER, "Jo Bench", _mailbox(number), reader, CLOCK.now()
    )
    account = Account(ENTROPY.identifier(), profile.id, _identity(number))

    def work(unit: Unit) -> None:
        unit.profiles.add(profile)
        unit.profiles.claim_mailbox(profile.id, _mailbox(number))
        unit.profiles.link(account)

    return work


def _write_due(unit: Unit) -> None:
    due = CLOCK.now() - timedelta(seconds=1)
    for name in (ENTROPY.identifier() for _ in range(AT_ONCE)):
        unit.outbox.add(Errand(name, "joining.card", name, "local", name, f"card:{name}", due, due))


def _mailbox(number: int) -> str:
    return f"jo.{number}@calgary.ca"


def _identity(number: int) -> Identity:
    return Identity("bench", "W2", f"U{number}")
