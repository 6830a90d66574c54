"""A kill -9 before and after every commit and every outgoing call of a meeting's letters and reminders loses
no letter and repeats no reminder, on either database."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.conftest import Count
from tests.databases import PostgresServer
from tests.stores import bring_up_to_date
from tests.stories.broken import NewNameEachTime, TicksOffFirst, TriesEverythingAgain
from tests.stories.copies import Databases, PostgresCopies, SqliteDatabases
from tests.stories.orders import Parts
from tests.stories.organisers import OneMeeting, with_members
from tests.stories.outside import MESSAGE
from tests.stories.postbox import mail_server
from tests.stories.runs import Run
from tests.stories.stage import Stage
from tests.stories.verdict import missing, repeated, wrongs

POINTS = {"sqlite": 109, "postgresql": 109}  # so many there are; a longer story has more, and none has fewer
# Those of the letters are shared by the databases, those of the reminders are killed at on each.
LETTERS = ("Dana drafts it", "Dana publishes it", "Dana moves it", "Dana cancels it")
WAVE = ("reminders are written", "the moment comes")
REMINDS = "In a week"
PARTS = 2  # of the runs on one database, for the workers to share


class TicksOff(OneMeeting, TicksOffFirst):
    """Broken as that one."""


class NewName(OneMeeting, NewNameEachTime):
    """Likewise."""


class TriesAgain(OneMeeting, TriesEverythingAgain):
    """Likewise."""


@pytest.fixture(params=list(POINTS))
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Databases:
    if request.param == "sqlite":
        return SqliteDatabases(tmp_path, _prepare)
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return PostgresCopies(partial(server.new_database, server.prepare_template("with members", _prepare)))


def _prepare(url: str) -> None:
    bring_up_to_date(url)
    with_members(url)


@pytest.fixture
async def stage(databases: Databases) -> AsyncIterator[Stage]:
    async with mail_server() as mail:
        yield Stage(databases, mail, OneMeeting())


def lives(points: Sequence[str], database: str) -> Iterator[list[str]]:
    """Each point in one of them; each scene at most once in each, in their order. (The digest of that morning
    has its own tests.)"""
    scenes: dict[str, list[str]] = {}
    for point in points:
        scenes.setdefault(point.partition(", ")[0], []).append(point)
    first = list(POINTS).index(database)
    shared = [scenes[name][first :: len(POINTS)] for name in LETTERS]
    for column in zip_longest(*shared, *(scenes[name] for name in WAVE)):
        if own := [point for point in column if point and "digest" not in point]:
            yield sorted(own, key=points.index)


async def test_undisturbed_each_is_told_once(stage: Stage) -> None:
    """One here, one there, and both in their calendars; those in the rooms are told, too."""
    run = await stage.play()

    assert Counter(effect.what.partition(":")[0].rstrip() for effect in run.after.effects) == {
        "letter to Priya Nair <priya@peers.example>": 3,
        "message in direct-priya": 1,
        "letter to Mathieu Lavoie <mathieu@peers.example>": 4,
        "message in members": 1,
        "message in facilitators": 1,
    }
    assert run.state["errands left over"] == []


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_kill_at_any_point_loses_no_letter_and_repeats_no_reminder(
    stage: Stage, part: int, count: Count
) -> None:
    """In each run the bot dies once in each scene, and the story ends as if nothing had happened."""
    undisturbed = await stage.play()
    chosen = list(lives(undisturbed.points, stage.databases.name))[part::PARTS]
    killed = {points[0]: await stage.play(*points) for points in chosen}

    assert {point: wrong for point, run in killed.items() if (wrong := wrongs(run, undisturbed))} == {}
    assert len(undisturbed.points) >= POINTS[stage.databases.name]
    assert all(reminders_of(run) <= reminders_of(undisturbed) for run in killed.values())
    count("kill points of a meeting covered", stage.databases.name, sum(map(len, chosen)))
    count("  letters repeated, as may be", stage.databases.name, sum(map(repeated, killed.values())))
    lost = sum(missing(run, undisturbed) for run in killed.values())
    count("  posts given up, as may be", stage.databases.name, lost)


def reminders_of(run: Run) -> Counter[str]:
    """In rooms, each as often as it was posted."""
    posted = (effect.what for effect in run.after.effects if effect.what.startswith(MESSAGE))
    return Counter(what for what in posted if REMINDS in what)


@pytest.mark.parametrize(
    "parts, point, wrong",
    [
        (TicksOff(), "the moment comes, before the letter meetings.remind.week", "lost"),
        (NewName(), "Dana moves it, after the letter meetings.moved.subject", "without a reason"),
        (TriesAgain(), "the moment comes, after the direct meetings.remind.week", "2 times"),
    ],
)
async def test_a_broken_bot_is_noticed_by_its_meetings(
    tmp_path: Path, parts: Parts, point: str, wrong: str
) -> None:
    """It plays the story as well as any other, until it is killed at the right moment."""
    async with mail_server() as mail:
        stage = Stage(SqliteDatabases(tmp_path, _prepare), mail, parts)
        undisturbed = await stage.play()
        killed = await stage.play(point)

    assert wrongs(undisturbed, undisturbed) == []
    assert any(found.startswith(wrong) for found in wrongs(killed, undisturbed))
