"""A handful of stories of each kind of trouble; all of them are told by `make torture`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from tests.conftest import Count
from tests.databases import PostgresServer
from tests.torture import full_disk, jumps, killed, locked, moments, outages, report, restarts, restores
from tests.torture.broken import KeepsToItsDates, WaitsForNobody
from tests.torture.places import Place, on, restarted, sqlite
from tests.torture.scenario import Played, Scenario, Stories, Tally
from tests.torture.telling import noticed, told

SEED = "the same each time"
FEW = 3  # stories
BRIEFLY = partial(locked.for_a_while, seconds=0.5)
SCENARIOS: Mapping[str, Stories] = {
    "killed again": killed.twice,
    "killed at any moment": moments.at_any_moment,
    "files may not grow": partial(full_disk.in_each_step, full_disk.NoFileGrows),
    "changes refused": partial(full_disk.in_each_step, full_disk.Refused),
    "locked": BRIEFLY,
    "restarted": restarts.at_points,
    "clock set": jumps.there_and_back,
    "process away": outages.of_the_process,
    "others away": outages.of_others,
    "restored": restores.an_hour_old,
}


@pytest.fixture
def places(postgres_server: PostgresServer) -> Mapping[str, Place]:
    return {
        "sqlite": Place("sqlite", sqlite),
        "postgresql": Place("postgresql", on(postgres_server)),
        "restarted": Place("postgresql", restarted),
    }


def wrongs(tally: Tally) -> dict[str, list[str]]:
    return {played.name: list(played.wrongs) for played in tally.wrong}


@pytest.mark.parametrize(
    "name, where",
    [
        ("killed again", "sqlite"),
        ("killed at any moment", "sqlite"),
        ("killed at any moment", "postgresql"),
        ("files may not grow", "sqlite"),
        ("changes refused", "postgresql"),
        ("locked", "sqlite"),
        ("locked", "postgresql"),
        ("restarted", "restarted"),
        ("clock set", "sqlite"),
        ("process away", "sqlite"),
        ("others away", "sqlite"),
        ("restored", "sqlite"),
    ],
)
async def test_nothing_is_lost_or_doubled(
    name: str, where: str, places: Mapping[str, Place], count: Count
) -> None:
    """Beyond what the errands' kinds allow, whatever befalls the story."""
    place = places[where]
    scenario = Scenario(name, (place,), SCENARIOS[name], {}, at_once=1, most=FEW)
    tally = await told(scenario, place, SEED)

    assert wrongs(tally) == {}
    assert tally.points > 0
    count("torture points covered", place.name, tally.points)


@pytest.mark.parametrize(
    "name, scenario",
    [
        ("locked", Scenario("locked", (), BRIEFLY, {}, WaitsForNobody())),
        ("clock set", Scenario("clock set", (), jumps.between_steps, {}, KeepsToItsDates())),
        ("restored", Scenario("restored", (), partial(restores.an_hour_old, put_back=restores.copied), {})),
    ],
)
async def test_what_is_broken_is_noticed(name: str, scenario: Scenario) -> None:
    """Or the scenario would prove nothing."""
    assert await noticed(scenario, Place("sqlite", sqlite), SEED)


def test_a_run_has_failed_when_something_is_wrong_or_points_are_missing() -> None:
    """Each is told with where it was; a part of a run may have fewer points."""
    place = Place("sqlite", sqlite)
    scenario = Scenario("kill -9", (place,), killed.once, {"sqlite": 3})
    played = [Played("here", 1, 0, 0, 0, ["lost: a letter"]), Played("there", 1, 0, 0, 0, [])]
    tally = Tally(scenario, place, played, 1.0)

    assert list(report.wrongs([tally], whole=True)) == [
        "kill -9, sqlite: there are 1 points fewer than there must be",
        "kill -9, sqlite: here\n    lost: a letter",
    ]
    assert list(report.wrongs([tally], whole=False)) == ["kill -9, sqlite: here\n    lost: a letter"]
