"""A kill -9 before and after every commit and every outgoing call of the story loses and doubles nothing
that the errand's kind does not allow, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest

from storage.migrations import migrate
from tests.conftest import Count, NewDatabase
from tests.databases import PostgresServer
from tests.stories.broken import AnswersTooEarly, NewNameEachTime, TicksOffFirst, TriesEverythingAgain
from tests.stories.life import ManyAtOnce, Parts
from tests.stories.outside import mail_server
from tests.stories.runs import Databases, PostgresDatabases, Run, SqliteDatabases, Stage
from tests.stories.verdict import wrongs

POINTS = {"sqlite": 150, "postgresql": 150}  # so many there are; a longer story has more, and none has fewer
SLICES = 6  # of the points of one database, for the workers to share
BUSY = ("two approve at once", "Mathieu declines")  # where several errands are due at the same moment

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


async def verdicts(stage: Stage, undisturbed: Run, points: Iterable[str]) -> dict[str, list[str]]:
    """What a kill at each of these points leaves that is not as it must be; nothing, for most."""
    found = {point: wrongs(await stage.play(point), undisturbed) for point in points}
    return {point: wrong for point, wrong in found.items() if wrong}


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
    """People repeat what got no answer, and the story ends as if nothing had happened."""
    undisturbed = await stage.play()
    points = undisturbed.points[part::SLICES]
    wrong = await verdicts(stage, undisturbed, points)

    assert wrong == {}
    assert len(undisturbed.points) >= POINTS[stage.databases.name]
    count("kill points covered", stage.databases.name, len(points))


async def test_a_kill_with_many_errands_under_way_loses_and_doubles_nothing(
    databases: Databases, count: Count
) -> None:
    """Each of them is then as open as the only one is elsewhere. (How often is claimed varies.)"""
    async with mail_server() as mail:
        stage = Stage(databases, mail, ManyAtOnce())
        undisturbed = await stage.play()
        points = [p for p in undisturbed.points if p.startswith(BUSY) and "claim" not in p]
        wrong = await verdicts(stage, undisturbed, points)

    assert wrong == {}
    count("with many errands under way", databases.name, len(points))


@pytest.mark.parametrize(
    "parts, point, wrong",
    [
        (TicksOffFirst(), "two approve at once, before the letter joining.letter.subject", "lost"),
        (AnswersTooEarly(), "Mathieu declines, before the commit in claim", "lost"),
        (NewNameEachTime(), "Avery asks, after the letter joining.code_letter.subject", "without a reason"),
        (TriesEverythingAgain(), "two approve at once, after the direct members.welcome.title", "2 times"),
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
