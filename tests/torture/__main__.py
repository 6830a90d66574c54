"""`make torture`: everything, a line each, then what was wrong in full. `make torture ARGS=quick` for a part
of it; `ARGS='--seed 7'` for the chance of an earlier run."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from secrets import randbelow

from adapters.zones import use_pinned_zones
from tests.databases import running_postgres
from tests.torture.scenarios import scenarios
from tests.torture.telling import Tally, told


async def main() -> int:
    arguments = _arguments()
    print(f"seed {arguments.seed}", flush=True)
    tallies: list[Tally] = []
    with running_postgres() as server:
        for scenario in scenarios(server):
            if arguments.only in scenario.name:
                for place in scenario.places:
                    tallies.append(await told(scenario, place, arguments.seed, 0.1 if arguments.quick else 1))
                    print(tallies[-1].line(), flush=True)
    return 0 if not wrong(tallies) else 1


def wrong(tallies: Sequence[Tally]) -> int:
    n = 0
    for tally in tallies:
        for played in tally.wrong:
            n += 1
            print(f"\n{tally.scenario.name}, {tally.place.name}: {played.name}")
            for w in played.wrongs:
                print(f"    {w}")
    return n


def _arguments() -> Namespace:
    parser = ArgumentParser("make torture")
    parser.add_argument("quick", nargs="?", choices=["quick"])
    parser.add_argument("--seed", default=str(randbelow(10_000)))
    parser.add_argument("--only", default="")
    return parser.parse_args()


if __name__ == "__main__":
    use_pinned_zones()
    sys.exit(asyncio.run(main()))
