"""A kill -9 before and after every commit and every outgoing call of the story loses and doubles nothing
that the errand's kind does not allow, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

import pytest

from storage.migrations import migrate
from tests.conftest import Count, NewDatabase
from tests.databases import PostgresServer
from tests.stories.broken import AnswersTooEarly, NewNameEachTime, TicksOffFirst, TriesEverythingAgain
from tests.stories.copies import Databases, PostgresDatabases, SqliteDatabases
from tests.stories.orders import ManyAtOnce, MoreHappens, Parts
from tests.stories.postbox import mail_server
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.stories.verdict import missing, repeated, wrongs

POINTS = {"sqlite": 191, "postgresql": 191}  # so many there are; a longer story has more, and none has fewer
SLICES = 6  # of the runs on one database, for the workers to share
# What is in the longer story alone; one in so many of these points is killed at, on each database.
LATER = ("Priya has called there", "Grace", "Mathieu approves on a ground", "the hold ends again")
ONE_IN = 9
BUSY = ("two approve at once", "the hold ends", "Priya sends it now")  # several errands are due at once

LEFT_OVER = (
    "errands left over",
    "codes that are still good",
    "keys that are missing",
    "keys of the forgotten",
)


@pytest.fixture(params=list(POINTS))
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    return PostgresDatabases(new(server.prepare_template("migrated", migrate)))


@pytest.fixture
async def stage(databases: Databases) -> AsyncIterator[Stage]:
    async with mail_server() as mail:
        yield Stage(databases, mail)


async def kill_at(stage: Stage, points: Iterable[str]) -> dict[str, Run]:
    """The run of each point, at which it was killed and then gone on with."""
    return {point: await stage.play(point) for point in points}


def lives(points: Sequence[str]) -> Iterator[list[str]]:
    """Each point in one of them, in order; between the deaths of one run a whole scene goes undisturbed, so
    that what the first one has left is in order again before the next."""
    scenes: dict[str, list[str]] = {}
    for point in points:
        scenes.setdefault(point.partition(", ")[0], []).append(point)
    for first in (0, 1):
        for column in zip_longest(*list(scenes.values())[first::2]):
            yield [point for point in column if point]


def all_wrongs(killed: Mapping[str, Run], undisturbed: Run) -> dict[str, list[str]]:
    """By point; none, when all is well."""
    return {point: wrong for point, run in killed.items() if (wrong := wrongs(run, undisturbed))}


async def test_undisturbed_everything_arrives_once_and_nothing_is_left_over(stage: Stage) -> None:
    """This is the story that the killed ones are held against."""
    run = await stage.play()

    assert Counter(effect.what.partition(":")[0] for effect in run.after.effects) == {
        "letter to Avery Chen <avery.chen@calgary.ca>": 3,
        "letter to Émilie Gagnon <emilie.gagnon@gatineau.ca>": 2,
        "message in coordinators": 2,
        "message in direct-avery": 2,
        "message in direct-emilie": 1,
    }
    assert run.after.moves == ("avery enters members", "avery exits members")
    assert run.state["requests"] == ["approved", "declined"]
    assert [what for what in LEFT_OVER if run.state[what]] == []


@pytest.mark.parametrize("part", range(SLICES))
async def test_a_kill_at_any_point_loses_and_doubles_nothing(stage: Stage, part: int, count: Count) -> None:
    """People repeat what got no answer; a story with a death in every other scene ends as if with none."""
    undisturbed = await stage.play()
    chosen = list(lives(undisturbed.points))[part::SLICES]
    killed = {points[0]: await stage.play(*points) for points in chosen}

    assert all_wrongs(killed, undisturbed) == {}
    assert len(undisturbed.points) >= POINTS[stage.databases.name]
    count("kill points covered", stage.databases.name, sum(map(len, chosen)))
    count("  effects repeated, as may be", stage.databases.name, sum(map(repeated, killed.values())))
    lost = sum(missing(run, undisturbed) for run in killed.values())
    count("  effects given up, as may be", stage.databases.name, lost)


async def test_a_kill_with_many_errands_under_way_loses_and_doubles_nothing(
    databases: Databases, count: Count
) -> None:
    """Each of them is then as open as the only one is elsewhere. (How often is claimed varies.)"""
    async with mail_server() as mail:
        stage = Stage(databases, mail, ManyAtOnce())
        undisturbed = await stage.play()
        points = [p for p in undisturbed.points if p.startswith(BUSY) and "claim" not in p]
        killed = await kill_at(stage, points)

    assert all_wrongs(killed, undisturbed) == {}
    count("  and with many errands under way", databases.name, len(points))


async def test_a_kill_while_evidence_is_judged_loses_and_doubles_nothing(
    databases: Databases, count: Count
) -> None:
    """A call that was made, a ground, a domain that is known from then on."""
    async with mail_server() as mail:
        stage = Stage(databases, mail, MoreHappens())
        undisturbed = await stage.play()
        points = [point for point in undisturbed.points if point.startswith(LATER)][::ONE_IN]
        killed = await kill_at(stage, points)

    assert all_wrongs(killed, undisturbed) == {}
    assert undisturbed.state["requests"] == ["approved", "declined", "approved"]
    assert undisturbed.state["attestations"] == ["phone"]
    assert undisturbed.state["confirmed domains"] == ["townofnewglasgow.ca"]
    count("  and while evidence is judged", databases.name, len(points))


@pytest.mark.parametrize(
    "parts, point, wrong",
    [
        (TicksOffFirst(), "the hold ends, before the letter joining.letter.subject", "lost"),
        (AnswersTooEarly(), "Mathieu declines, before the commit in claim", "lost"),
        (NewNameEachTime(), "Avery asks, after the letter joining.code_letter.subject", "without a reason"),
        (TriesEverythingAgain(), "the hold ends, after the direct members.welcome.title", "2 times"),
    ],
)
async def test_a_broken_bot_is_noticed(tmp_path: Path, parts: Parts, point: str, wrong: str) -> None:
    """It plays the story as well as any other, until it is killed at the right moment."""
    async with mail_server() as mail:
        stage = Stage(SqliteDatabases(tmp_path), mail, parts)
        undisturbed = await stage.play()
        killed = await stage.play(point)

    assert wrongs(undisturbed, undisturbed) == []
    assert any(found.startswith(wrong) for found in wrongs(killed, undisturbed))
