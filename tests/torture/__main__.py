"""`make torture`: everything, a line each, then what was wrong in full. `make torture ARGS=quick` for a part
of it; `ARGS='--seed 7'` for the chance of an earlier run, `ARGS='--only clock'` for some scenarios."""

from __future__ import annotations

import asyncio
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import AsyncIterator
from secrets import randbelow

from adapters.zones import use_pinned_zones
from tests.databases import PostgresServer, running_postgres
from tests.torture import report
from tests.torture.broken import broken
from tests.torture.places import disks_can_be_mounted
from tests.torture.scenario import Tally
from tests.torture.scenarios import scenarios
from tests.torture.telling import noticed, told

QUICK = 0.06  # of all stories


async def main() -> int:
    """How many things were wrong."""
    arguments, began = _arguments(), time.monotonic()
    share = QUICK if arguments.quick else 1.0
    print(f"seed {arguments.seed}\n\n{report.head()}", flush=True)
    if not disks_can_be_mounted():
        print("no disk can be mounted here, so none is filled up: two other scenarios stand for it")
    with running_postgres() as server:
        tallies = [tally async for tally in _told(server, arguments, share)]
        print("\nbroken on purpose", flush=True)
        unnoticed = [name async for name in _unnoticed(server, arguments)]
    wrongs = [*report.wrongs(tallies, whole=share == 1), *unnoticed]
    for wrong in wrongs:
        print(f"\n{wrong}")
    points = sum(tally.points for tally in tallies)
    print(f"\n{points} points, {len(wrongs)} wrongs, {time.monotonic() - began:.0f} seconds")
    return min(len(wrongs), 1)


async def _told(server: PostgresServer, arguments: Namespace, share: float) -> AsyncIterator[Tally]:
    for scenario in scenarios(server):
        for place in scenario.places if arguments.only in scenario.name else ():
            tally = await told(scenario, place, arguments.seed, share)
            print(report.line(tally), flush=True)
            yield tally


async def _unnoticed(server: PostgresServer, arguments: Namespace) -> AsyncIterator[str]:
    """Those that nobody notices prove that the scenario proves nothing."""
    for scenario in broken(server):
        places = scenario.places[:1] if arguments.quick else scenario.places
        for place in places if arguments.only in scenario.name else ():
            played = await noticed(scenario, place, arguments.seed)
            print(report.broken_line(scenario, place, played), flush=True)
            if played is None:
                yield f"{scenario.name}, {place.name}: nobody has noticed"


def _arguments() -> Namespace:
    parser = ArgumentParser("make torture")
    parser.add_argument("quick", nargs="?", choices=["quick"], help="a part of it, in a couple of minutes")
    parser.add_argument("--seed", default=str(randbelow(10_000)), help="for the chance of an earlier run")
    parser.add_argument("--only", default="", help="scenarios with this in their names")
    return parser.parse_args()


if __name__ == "__main__":
    use_pinned_zones()
    sys.exit(asyncio.run(main()))
