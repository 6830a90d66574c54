"""All scenarios, with how many points each has at least."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.databases import PostgresServer
from tests.stories.orders import ManyAtOnce
from tests.torture import full_disk, jumps, killed, locked, moments, outages, restarts
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
    file, shared, own = (
        Place("sqlite", sqlite),
        Place("postgresql", on(server)),
        Place("postgresql", restarted),
    )
    both = (file, shared)
    yield Scenario("kill -9 at every point", both, killed.once, {})
    yield Scenario("kill -9 again while recovering", both, killed.twice, {})
    yield Scenario("kill -9 at any moment", both, moments.at_any_moment, {})
    yield Scenario("kill -9 at any moment, many errands at once", both, moments.at_any_moment, {}, MANY)
    if disks_can_be_mounted():
        small = Place("sqlite", sqlite_on_small_disk), Place("postgresql", postgres_on_small_disk)
        yield Scenario("disk full", small, partial(full_disk.in_each_step, full_disk.FilledUp), {})
    yield Scenario("files may not grow", (file,), partial(full_disk.in_each_step, full_disk.NoFileGrows), {})
    yield Scenario("changes refused", (shared,), partial(full_disk.in_each_step, full_disk.Refused), {})
    yield Scenario("database locked for 8 s", both, locked.for_a_while, {}, at_once=6)
    yield Scenario("database locked for 12 s", (file,), locked.for_too_long, {}, at_once=4)
    yield Scenario("PostgreSQL restarted at every point", (own,), restarts.at_points, {})
    yield Scenario("PostgreSQL restarted at any moment", (own,), restarts.at_moments, {})
    yield Scenario("clock set between steps", both, jumps.between_steps, {})
    yield Scenario("clock set at every point", both, jumps.at_points, {})
    yield Scenario("clock set at every point, many errands at once", both, jumps.at_points, {}, MANY)
    yield Scenario("clock set there and back", both, jumps.there_and_back, {})
    yield Scenario("six hours without the process", both, outages.of_the_process, {})
    yield Scenario("six hours without mail or platform", both, outages.of_others, {})
