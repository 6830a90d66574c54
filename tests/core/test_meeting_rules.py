"""The rules of zones change: wall times stay, instants are computed anew, calendars get the new rules."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.meetings.model import Meeting
from bot.network import Network
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.meetings import cancels, meeting, plans, told
from tests.stores import sqlite_url

OLD, NEW = replace(NETWORK, zone_data="2026a"), replace(NETWORK, zone_data="2026f")


def with_rules(folder: Path, network: Network) -> House:
    """The bot after its zone data was replaced."""
    return House(sqlite_url(folder), 3, network)


def computed_as(folder: Path, planned: Meeting, other: timedelta) -> None:
    """As if by the rules of before the instant had been another one."""
    with closing(sqlite3.connect(folder / "peerbot.db")) as database, database:
        database.execute(
            "UPDATE meetings SET starts_at = ? WHERE id = ?",
            ((planned.starts + other).replace(tzinfo=None).isoformat(" ", "microseconds"), planned.id),
        )


@pytest.fixture
def planned(tmp_path: Path) -> Meeting:
    """A meeting that a member was told of, by the old rules."""
    house = House(sqlite_url(tmp_path), network=OLD)
    house.joins(ANA)
    found = plans(house)
    off = plans(house, day="2027-01-20")
    house.lives_on(minutes=1)
    cancels(house, off)
    house.lives_on(minutes=1)
    house.close()
    return found


def test_an_instant_that_is_the_same_is_no_news(tmp_path: Path, planned: Meeting) -> None:
    """It is noted by which rules it holds."""
    house = with_rules(tmp_path, NEW)
    house.lives_on(minutes=5)

    assert meeting(house, planned.id) == replace(planned, told=1, zone_data="2026f", reminding="week:0:")
    assert told(house) == []
    house.close()


def test_an_instant_that_is_another_one_is_told_to_every_calendar(tmp_path: Path, planned: Meeting) -> None:
    """The wall time is what it was, and nobody is asked again."""
    computed_as(tmp_path, planned, timedelta(hours=1))
    house = with_rules(tmp_path, NEW)
    house.lives_on(minutes=5)
    house.lives_on(minutes=5)
    anew = meeting(house, planned.id)

    assert (anew.wall, anew.sequence, anew.zone_data) == (planned.wall, 0, "2026f")
    assert told(house) == [("changed", "REQUEST", 0)]
    assert house.storage.transact(lambda unit: unit.meetings.computed(planned.id)) == planned.starts
    house.close()


def test_where_nobody_says_which_rules_are_in_use_nothing_is_computed_anew(
    tmp_path: Path, planned: Meeting
) -> None:
    """Nor is what is over."""
    house = with_rules(tmp_path, NETWORK)
    house.lives_on(minutes=5)
    silent = meeting(house, planned.id).zone_data
    house.close()
    house = with_rules(tmp_path, NEW)
    house.waits_for(days=30)
    house.lives_on(minutes=5)

    assert (silent, meeting(house, planned.id).zone_data) == ("2026a", "2026a")
    house.close()
