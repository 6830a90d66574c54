"""A whole registry: reading and importing it, looking names up while somebody types, and what that does to
the event loop. The public table where it is at hand, generated rows of its shape elsewhere.
"""

from __future__ import annotations

import asyncio
import csv
import io
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Event

from adapters.addresses import LibraryAddresses
from adapters.clock import SystemClock, SystemEntropy
from adapters.communities import Directory
from adapters.registry_file import RegistryFile, read_registry
from adapters.trial import NETWORK
from bot.app import App
from bot.communities import importing
from bot.communities.registry import Changes
from bot.ports import World
from storage.engine import open_storage
from storage.migrations import migrate
from tests.bench.figures import Figures, in_flight, one_by_one
from tests.public_data import PUBLIC_LIST

ROWS = 6_062
COLUMNS = (
    "id", "name", "name_fr", "kind", "type_code", "province", "domains", "source", "confidence", "as_of",
)  # fmt: skip
SYLLABLES = "mont val saint riv kan wa ste bel nor sud est port lac cran bo ville ton burg mac ta ki"
LETTERS = "abcdefghijklmnopqrstuvwxyzéèôʔŝł' -"
PROBE = 0.001  # seconds between two looks at the loop


def measured(folder: Path, postgres: str, many: int) -> Iterator[str]:
    table = PUBLIC_LIST.read_bytes() if PUBLIC_LIST.exists() else generated()
    addresses = LibraryAddresses()
    began = time.perf_counter()
    read = read_registry(table, addresses, date.max)
    assert not read.problems
    yield f"a registry of {read.rows:,} rows read in {time.perf_counter() - began:.2f} s"
    for name, url in (("SQLite", f"sqlite:///{folder / 'registry.db'}"), ("PostgreSQL", postgres)):
        yield imported(name, url, read, addresses)
    began = time.perf_counter()
    directory = Directory(read.communities, read.listed)
    directory.search("mont", "en", 10)
    yield f"the registry in memory: made in {time.perf_counter() - began:.2f} s"
    yield one_changed(directory, read, many).line()
    yield from asyncio.run(looked_up(directory, many))


def imported(name: str, url: str, read: RegistryFile, addresses: LibraryAddresses) -> str:
    """Into an empty database, and once more, when there is nothing to do."""
    migrate(url)
    entropy, declared = SystemEntropy(), importing.Declared(read.columns, read.communities, read.listed)
    with closing(open_storage(url, entropy.bytes(32), entropy, SystemClock())) as storage:
        app = App(World(NETWORK, storage, SystemClock(), entropy, addresses, Directory.starter()))
        seconds = []
        for _ in range(2):
            began = time.perf_counter()
            app.operate(lambda turn: importing.take_in(turn, declared))
            seconds.append(time.perf_counter() - began)
    return f"{name}: {read.rows:,} rows imported in {seconds[0]:.2f} s, once more in {seconds[1]:.2f} s"


def one_changed(directory: Directory, read: RegistryFile, many: int) -> Figures:
    now = SystemClock().now()
    changes = [
        Changes(number, (), [listed.confirm("jo", now)])
        for number, listed in enumerate(random.Random(1).choices(read.listed, k=many), 1)  # noqa: S311 - figures
    ]
    return one_by_one("one listing changed in memory", changes, directory.apply)


def of_the_processor(directory: Directory, words: Sequence[str]) -> Figures:
    """Whatever else the machine does, and without the pauses in which a look-up lets others go first."""
    each = []
    for query in words:
        began = time.thread_time()
        directory.search(query, "en", 10)
        each.append((time.thread_time() - began) * 1000)
    return Figures("a look-up, of the processor alone", 1, each, sum(each) / 1000)


async def looked_up(directory: Directory, many: int) -> list[str]:
    """In a thread, as the door does it; the loop is probed meanwhile, and while nothing is looked up."""
    words = queries(directory, many)

    async def look_up(query: str) -> None:
        await asyncio.to_thread(directory.search, query, "fr" if len(query) % 2 else "en", 10)

    async def rest(_: str) -> None:
        await asyncio.to_thread(Event().wait, 0.003)

    await in_flight("", 1, words[: many // 4], look_up)
    idle, _ = await _probed("nothing", words, rest)
    longest, figures = await _probed("a look-up while typing", words, look_up)
    return [
        of_the_processor(directory, words).line(),
        figures.line(),
        f"the loop while names are looked up: {longest}; while nothing is: {idle}",
    ]


async def _probed(
    name: str, words: Sequence[str], do: Callable[[str], Awaitable[None]]
) -> tuple[str, Figures]:
    """How late the loop was at most, and in 99 of 100 looks, while all that was done."""
    late: list[float] = []
    probing = asyncio.create_task(probe(late))
    figures = await in_flight(name, 1, words, do)
    probing.cancel()
    stalls = Figures("", 1, late, figures.seconds)
    return f"late by p99 {stalls.percentile(0.99):.1f} ms, at most {max(late):.1f} ms", figures


async def probe(late: list[float]) -> None:
    """Asks the loop for its next turn again and again."""
    loop = asyncio.get_running_loop()
    while True:
        turn = asyncio.Event()
        due = loop.time() + PROBE
        loop.call_at(due, turn.set)
        await turn.wait()
        late.append((loop.time() - due) * 1000)


def queries(directory: Directory, many: int) -> list[str]:
    """One to three letters, whole names in both languages, names with a slip."""
    chance, names = random.Random(2), [each.named for each in directory]  # noqa: S311 - figures
    found = []
    for number in range(many):
        named = chance.choice(names)
        name = named.fr if number % 2 else named.en
        at = chance.randrange(len(name))
        slipped = name[:at] + chance.choice(LETTERS) + name[at + chance.randrange(2) :]
        found.append((name[: chance.randint(1, 3)], name, slipped)[number % 3])
    return found


def generated() -> bytes:
    """As many rows, with names that share beginnings as real ones do."""
    chance, table, syllables = random.Random(3), io.StringIO(), SYLLABLES.split()  # noqa: S311 - figures
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for number in range(ROWS):
        name = " ".join("".join(chance.choices(syllables, k=2)).title() for _ in range(chance.randint(1, 3)))
        domain = f"{name.replace(' ', '').lower()}{number}.ca" if number % 2 else ""
        kind = chance.choice(("municipality", "municipality", "first_nation"))
        rows.writerow((f"x{number}", name, "", kind, "T", "QC", domain, "generated", "source", "2026"))
    return table.getvalue().encode()
