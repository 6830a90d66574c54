"""What an update of the zone data changes, told for the meetings and the clocks that it concerns."""

from __future__ import annotations

import importlib.resources
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.zone_changes import Moved, Shown, Zones, moved, pinned, shown, zones_in

DATA = importlib.resources.files("tzdata") / "zoneinfo"
HOUR = timedelta(hours=1)
MEETING = datetime(2026, 11, 25, 13, 0)  # noqa: DTZ001 - what clocks show
MOMENT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
TORONTO, VANCOUVER = (MEETING, "America/Toronto"), (MEETING, "America/Vancouver")
CITIES = ("Toronto", "Vancouver", "Edmonton", "Winnipeg", "Regina", "Whitehorse", "Halifax", "St_Johns")


@pytest.fixture
def before(tmp_path: Path) -> Zones:
    """As it was until 2026: three provinces put their clocks as their neighbours in the south do."""
    old = {"Vancouver": "Los_Angeles", "Edmonton": "Denver", "Winnipeg": "Chicago"}
    (tmp_path / "America").mkdir()
    for city in CITIES:
        octets = (DATA / "America" / old.get(city, city)).read_bytes()
        (tmp_path / "America" / city).write_bytes(octets)
    return zones_in(tmp_path)


def test_clocks_that_show_another_time_are_found(before: Zones) -> None:
    """In three provinces, an hour; nowhere else, and not in summer."""
    zones = [f"America/{city}" for city in CITIES]
    summer = (datetime(2026, 7, 1, 13, 0), "America/Toronto")  # noqa: DTZ001

    assert shown([TORONTO, summer], zones, before, pinned()) == [
        Shown(TORONTO, "America/Edmonton", MEETING - 2 * HOUR, MEETING - HOUR),
        Shown(TORONTO, "America/Vancouver", MEETING - 3 * HOUR, MEETING - 2 * HOUR),
        Shown(TORONTO, "America/Winnipeg", MEETING - HOUR, MEETING),
    ]


def test_a_meeting_that_has_moved_is_at_another_time_for_everybody_else(before: Zones) -> None:
    """For those by whose clock it is told, it is where it was."""
    zones = ["America/Vancouver", "America/Toronto"]

    assert shown([VANCOUVER], zones, before, pinned()) == [
        Shown(VANCOUVER, "America/Toronto", MEETING + 3 * HOUR, MEETING + 2 * HOUR)
    ]


def test_meetings_that_begin_at_another_moment_are_found(before: Zones) -> None:
    """Those told by a clock in one of these provinces; their wall time stays."""
    assert moved([TORONTO, VANCOUVER], before, pinned()) == [
        Moved(VANCOUVER, MOMENT + 3 * HOUR, MOMENT + 2 * HOUR)
    ]


def test_the_same_data_changes_nothing() -> None:
    """Read twice."""
    zones = [f"America/{city}" for city in CITIES]
    every = [(MEETING, zone) for zone in zones]

    assert shown(every, zones, pinned(), zones_in(DATA)) == []
    assert moved(every, pinned(), zones_in(DATA)) == []


def test_a_zone_that_one_of_them_does_not_know_is_told(before: Zones) -> None:
    """New ones are made now and then."""
    paris = (MEETING, "Europe/Paris")

    assert shown([TORONTO], ["Europe/Paris"], before, pinned()) == [
        Shown(TORONTO, "Europe/Paris", None, MEETING + 6 * HOUR)
    ]
    assert moved([paris], before, pinned()) == [Moved(paris, None, MOMENT - 6 * HOUR)]


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../secret", "America", "America/../../secret", "README"])
def test_only_zones_are_read(tmp_path: Path, key: str) -> None:
    """Nothing outside of the folder, and nothing in it that is no zone."""
    folder = tmp_path / "zones"
    (folder / "America").mkdir(parents=True)
    (folder / "README").write_text("not a zone")
    (tmp_path / "secret").write_bytes((DATA / "Etc" / "UTC").read_bytes())

    assert zones_in(folder)(key) is None


def test_what_a_clock_shows_twice_is_compared_by_the_first(before: Zones) -> None:
    """Half past one in the night in which clocks were to be put back, and are not any more."""
    wall = datetime(2026, 11, 1, 1, 30)  # noqa: DTZ001

    first, later = (wall, "America/Vancouver"), (wall + HOUR, "America/Vancouver")
    assert [found.begins for found in moved([first, later], before, pinned())] == [later]
