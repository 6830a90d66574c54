"""`make bench`: everything, a line each. `make bench ARGS=quick` for a glance."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from adapters.zones import use_pinned_zones
from tests.bench import (
    calendar,
    communities,
    discord,
    events,
    growth,
    keeping,
    pages,
    process,
    rights,
    sealing,
    slack,
    tally,
    votes,
    waves,
    weighing,
)
from tests.databases import DURABLE, PostgresServer, running_postgres

FEW, MANY, GLANCE = 1000, 1_000_000, 20_000
READERS = 10_000


def main() -> None:
    use_pinned_zones()
    quick = "quick" in sys.argv
    many = 300 if quick else 2000
    for line in weighing.measured(many * 10):
        print(line)
    for line in calendar.measured(many):
        print(line, flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = events.bare(folder, many)
        print(bare.line())
        for line in asyncio.run(events.measured("SQLite", f"sqlite:///{folder / 'bench.db'}", bare, many)):
            print(line)
        for platform in (slack, discord):
            for line in platform.measured(folder, many // 2, 2000 if quick else 50_000):
                print(line, flush=True)
        for line in asyncio.run(
            calendar.through_the_database(f"sqlite:///{folder / 'feeds.db'}", "SQLite", many)
        ):
            print(line)
        with running_postgres(DURABLE) as server:
            serving(folder, server, many)
            with server.new_database() as url:
                for line in asyncio.run(calendar.through_the_database(url, "PostgreSQL", many)):
                    print(line)
            with server.new_database() as url:
                for line in asyncio.run(events.measured("PostgreSQL", url, bare, many)):
                    print(line)
            sealed(folder, server, many)
            with server.new_database() as url:
                for line in communities.measured(folder, url, many):
                    print(line, flush=True)
            reminding(folder, server, *((READERS // 10, 50) if quick else (READERS, 300)))
            exporting(folder, server, *((GLANCE // 10, 50) if quick else (READERS, 500)))
            voting(folder, server, *((600, 4) if quick else (10_000, 60)))
            forgetting(folder, server, *((500, 50) if quick else (10_000, 300)))
            closing(folder, server, 5_000 if quick else 100_000)
            growing(folder, server, *((GLANCE, 100) if quick else (MANY, 500)))
        print(process.import_time("bot.app"))
        print(process.import_time("adapters.wiring"))
        print(process.start_to_ready(folder))


def serving(folder: Path, server: PostgresServer, many: int) -> None:
    """The web's pages."""
    with server.new_database() as url:
        for name, each in (("SQLite", f"sqlite:///{folder / 'pages.db'}"), ("PostgreSQL", url)):
            for line in asyncio.run(pages.measured(each, name, many)):
                print(line, flush=True)


def forgetting(folder: Path, server: PostgresServer, people: int, events: int) -> None:
    """What is due, a backup, and putting it back."""
    files = [f"sqlite:///{folder / name}" for name in ("kept.db", "again.db")]
    with server.new_database() as one, server.new_database() as other:
        for name, url, new_url in (("SQLite", *files), ("PostgreSQL", one, other)):
            for line in keeping.measured(name, url, new_url, folder, people, events):
                print(line, flush=True)


def sealed(folder: Path, server: PostgresServer, many: int) -> None:
    with server.new_database() as url:
        for name, each in (("SQLite", f"sqlite:///{folder / 'sealing.db'}"), ("PostgreSQL", url)):
            print(sealing.measured(name, each, many), flush=True)


def reminding(folder: Path, server: PostgresServer, readers: int, rounds: int) -> None:
    """Very many at once; and when there is nothing to do."""
    files = (f"sqlite:///{folder / f'wave{each}.db'}" for each in count())
    with ExitStack() as stack:
        databases = (stack.enter_context(server.new_database()) for _ in count())
        for name, urls in (("SQLite", files), ("PostgreSQL", databases)):
            print(waves.planned(name, next(urls), readers), flush=True)
            resting = {readers // 10: next(urls), readers: next(urls)}
            for line in waves.at_rest(name, resting, rounds):
                print(line, flush=True)
    for line in waves.told_in_time(files, readers):
        print(line, flush=True)


def exporting(folder: Path, server: PostgresServer, people: int, many: int) -> None:
    with server.new_database() as url:
        urls = {"SQLite": f"sqlite:///{folder / 'rights.db'}", "PostgreSQL": url}
        for line in rights.measured(urls, people, many):
            print(line, flush=True)


def voting(folder: Path, server: PostgresServer, people: int, seconds: float) -> None:
    with server.new_database() as first, server.new_database() as second:
        for line in votes.measured(folder, (first, second), people, seconds=seconds):
            print(line, flush=True)


def closing(folder: Path, server: PostgresServer, many: int) -> None:
    files = [f"sqlite:///{folder / f'tally-{options}.db'}" for options in tally.OPTIONS]
    with server.new_database() as first, server.new_database() as second:
        for name, urls in (("SQLite", files), ("PostgreSQL", [first, second])):
            for line in tally.measured(name, urls, many):
                print(line, flush=True)


def growing(folder: Path, server: PostgresServer, people: int, rounds: int) -> None:
    """The same work with few people and with many."""
    files = {each: f"sqlite:///{folder / f'{each}.db'}" for each in (FEW, people)}
    with server.new_database() as few, server.new_database() as many:
        for name, urls in (("SQLite", files), ("PostgreSQL", {FEW: few, people: many})):
            for line in growth.measured(name, urls, rounds):
                print(line, flush=True)


main()
