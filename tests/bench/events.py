"""`App.handle` for a submission of the join form, through the door, answered once it is durable."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from itertools import count
from pathlib import Path

from adapters.clock import SystemClock, SystemEntropy
from adapters.door import Door
from adapters.trial import NETWORK
from adapters.wiring import put_together
from bot.chat import Identity, Person, Reader, Submission
from bot.deliveries import Letter
from bot.replies import Answer, Say
from storage.engine import open_storage
from storage.migrations import migrate
from tests.bench.figures import Figures, in_flight, one_by_one

numbers = count(1)


class NoMail:
    """Nothing is delivered while figures are taken."""

    async def send(self, letter: Letter) -> None:
        raise AssertionError(letter.key)


def submissions(many: int) -> list[Submission]:
    return [_submission(next(numbers)) for _ in range(many)]


def _submission(number: int) -> Submission:
    person = Person(Identity("bench", "W1", f"U{number}"), "Jo Bench", Reader("en", "America/Toronto"))
    values = {
        "name": f"Jo Bench {number}",
        "email": f"jo.bench{number}@calgary.ca",
        "community": "community:4806016",
        "role": "staff",
        "line": "What others learned",
    }
    return Submission("joining.submit", "new", 0, values, person)


def bare(folder: Path, many: int) -> Figures:
    """What lies under it all: one upsert in one durable transaction, straight through sqlite3."""
    database = sqlite3.connect(folder / "bare.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE votes (id INTEGER PRIMARY KEY, choice TEXT)")

    def upsert(number: int) -> None:
        database.execute("BEGIN IMMEDIATE")
        database.execute(
            "INSERT INTO votes VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET choice = 'b'", (number, "a")
        )
        database.execute("COMMIT")

    upserts = one_by_one("sqlite3, one upsert a durable transaction", range(many), upsert)
    database.close()
    return upserts


async def measured(name: str, url: str, bare: Figures, many: int) -> Iterable[str]:
    """At one and at fifty in flight, after a warm-up."""
    migrate(url)
    entropy = SystemEntropy()
    storage = open_storage(url, entropy.bytes(32), entropy, SystemClock())
    bot = put_together(NETWORK, storage, SystemClock(), entropy, (), NoMail())
    try:
        await in_flight("", 10, submissions(200), _checked(bot.door))
        alone = await in_flight(f"{name}: a submission", 1, submissions(many), _checked(bot.door))
        crowded = await in_flight(f"{name}: a submission", 50, submissions(4 * many), _checked(bot.door))
    finally:
        storage.close()
    return [figures.line(bare) for figures in (alone, crowded)]


def _checked(door: Door) -> Callable[[Submission], Awaitable[None]]:
    async def submit(submission: Submission) -> None:
        must_be_taken(await door.handle(submission))

    return submit


def must_be_taken(answer: Answer) -> None:
    """A refusal would be quicker than the real thing: it must not be taken for it."""
    shown = answer.reply.card.title.id if isinstance(answer.reply, Say) else ""
    if shown != "joining.code_sent.title":
        raise AssertionError(answer.reply)
