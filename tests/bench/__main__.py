"""`make bench`: everything, a line each. `make bench ARGS=quick` for a glance."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from adapters.zones import use_pinned_zones
from tests.bench import events, process
from tests.databases import DURABLE, running_postgres


def main() -> None:
    use_pinned_zones()
    many = 300 if "quick" in sys.argv else 2000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = events.bare(folder, many)
        print(bare.line())
        for line in asyncio.run(events.measured("SQLite", f"sqlite:///{folder / 'bench.db'}", bare, many)):
            print(line)
        with running_postgres(DURABLE) as server, server.new_database() as url:
            for line in asyncio.run(events.measured("PostgreSQL", url, bare, many)):
                print(line)
        print(process.import_time("bot.app"))
        print(process.import_time("adapters.wiring"))
        print(process.start_to_ready(folder))


main()
