"""All scenarios, with how many points each must have at least: a longer story has more, none has fewer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.databases import PostgresServer
from tests.stories.orders import ManyAtOnce
from tests.torture import full_disk, jumps, killed, locked, moments, outages, restarts, restores
from tests.torture.places import (
    Place,
    disks_can_be_mounted,
    on,
    postgres_on_small_disk,
    restarted,
    sqlite,
    sqlite_on_small_disk,
)
from tests.torture.scenario import Scenario

MANY = ManyAtOnce()


def scenarios(server: PostgresServer) -> Iterator[Scenario]:
    yield from _killed(server)
    yield from _full(server)
    yield from _away(server)
    yield from _late(server)


def _both(server: PostgresServer) -> tuple[Place, Place]:
    return Place("sqlite", sqlite), Place("postgresql", on(server))


def _killed(server: PostgresServer) -> Iterator[Scenario]:
    both = _both(server)
    yield Scenario("kill -9 at every point", both, killed.once, floors(190))
    yield Scenario("kill -9 again while recovering", both, killed.twice, floors(380), most=200)
    yield Scenario("kill -9 at any moment", both, moments.at_any_moment, floors(60))
    yield Scenario("kill -9 at any moment, many at once", both, moments.at_any_moment, floors(60), MANY)


def _full(server: PostgresServer) -> Iterator[Scenario]:
    file, shared = _both(server)
    small = Place("sqlite", sqlite_on_small_disk), Place("postgresql", postgres_on_small_disk)
    if disks_can_be_mounted():
        filled_up = partial(full_disk.in_each_step, full_disk.FilledUp)
        yield Scenario("disk full", small, filled_up, {"sqlite": 12, "postgresql": 3})
    no_growth = partial(full_disk.in_each_step, full_disk.NoFileGrows)
    yield Scenario("files may not grow", (file,), no_growth, floors(12))
    refused = partial(full_disk.in_each_step, full_disk.Refused)
    yield Scenario("every change refused as by a full disk", (shared,), refused, floors(18))


def _away(server: PostgresServer) -> Iterator[Scenario]:
    both, own = _both(server), Place("postgresql", restarted)
    yield Scenario("database locked for 8 s", both, locked.for_a_while, floors(12), at_once=6, most=18)
    yield Scenario("database locked for 12 s", both[:1], locked.for_too_long, floors(4), at_once=4)
    yield Scenario("PostgreSQL restarted at every point", (own,), restarts.at_points, floors(350))
    yield Scenario("PostgreSQL restarted at any moment", (own,), restarts.at_moments, floors(50))


def _late(server: PostgresServer) -> Iterator[Scenario]:
    both = _both(server)
    yield Scenario("clock set between steps", both, jumps.between_steps, floors(50), most=60)
    yield Scenario("clock set at every point", both, jumps.at_points, floors(180), most=200)
    yield Scenario("clock set, many errands at once", both, jumps.at_points, floors(90), MANY, most=100)
    yield Scenario("clock set there and back", both, jumps.there_and_back, floors(180), most=100)
    yield Scenario("six hours without the process", both, outages.of_the_process, floors(60), most=60)
    yield Scenario("six hours without mail or platform", both, outages.of_others, floors(30), most=40)
    yield Scenario("backup of an hour ago restored", both, restores.an_hour_old, floors(150), most=80)


def floors(points: int) -> dict[str, int]:
    return {"sqlite": points, "postgresql": points}
