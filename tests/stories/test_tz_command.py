"""`peerbot tz diff`: what an update of the zone data changes, and the one notice that members get."""

from __future__ import annotations

import importlib.resources
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.clock import SystemClock, SystemEntropy
from adapters.zones import pinned_zones
from bot.chat import Reader
from bot.members.model import Standing
from bot.ports import Unit
from storage.engine import open_storage
from tests.promises.cast import JO, MEETING
from tests.stories.command import KEY, first_run, peerbot, production

DATA = importlib.resources.files("tzdata") / "zoneinfo" / "America"
WINTER = datetime(datetime.now(UTC).year + 1, 1, 20, 13, 0)  # noqa: DTZ001 - what clocks will show


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    environment = production(tmp_path)
    first_run(environment)
    return environment


@pytest.fixture
def before(tmp_path: Path) -> str:
    """As it was until 2026: Vancouver puts its clocks as Los Angeles does."""
    folder = tmp_path / "zones"
    (folder / "America").mkdir(parents=True)
    for city, like in (("Toronto", "Toronto"), ("Vancouver", "Los_Angeles")):
        (folder / "America" / city).write_bytes((DATA / like).read_bytes())
    return str(folder)


def fill(environment: dict[str, str]) -> None:
    """Two meetings at the same moment in January, told by Toronto's clock, and a member in Vancouver."""
    storage = open_storage(environment["PEERBOT_DATABASE_URL"], KEY, SystemEntropy(), SystemClock())
    storage.transact(_filled)
    storage.close()


def _filled(unit: Unit) -> None:
    member = replace(JO, standing=Standing.MEMBER, reader=Reader("en", "America/Vancouver"))
    unit.profiles.add(member)
    for meeting_id in ("m1", "m2"):
        unit.meetings.add(replace(MEETING, id=meeting_id, wall=WINTER))


def waiting(environment: dict[str, str]) -> int:
    """Notices that are written down."""
    storage = open_storage(environment["PEERBOT_DATABASE_URL"], KEY, SystemEntropy(), SystemClock())
    now = SystemClock().now()
    due = storage.transact(lambda unit: unit.outbox.claim(now, now, 10))
    storage.close()
    return [errand.kind for errand in due].count("meetings.clock_letter")


def was(environment: dict[str, str]) -> datetime | None:
    """What the notice says that the clock was to show."""
    storage = open_storage(environment["PEERBOT_DATABASE_URL"], KEY, SystemEntropy(), SystemClock())
    zone, rules = "America/Vancouver", pinned_zones()
    found = storage.transact(lambda unit: unit.clock_changes.was(MEETING.id, zone, rules))
    storage.close()
    return found


def test_nothing_is_said_of_what_has_not_changed(environment: dict[str, str], before: str) -> None:
    """There is no meeting."""
    told = peerbot(environment, "tz", "diff", "--before", before, "--tell")

    assert told.returncode == 0
    assert told.stdout.splitlines()[1:] == ["no meeting that is ahead and no member is concerned"]


def test_whose_clock_shows_another_time_is_listed_and_told(environment: dict[str, str], before: str) -> None:
    """Counts by zone; nobody's name; nothing is written before that is asked for."""
    fill(environment)

    listed = peerbot(environment, "tz", "diff", "--before", before)
    none = waiting(environment)
    told, again = (peerbot(environment, "tz", "diff", "--before", before, "--tell") for _ in range(2))

    day = f"{WINTER:%a}"
    line = f"M1, M2  America/Vancouver  members: 1  {day} 11:00, not {day} 10:00"
    assert listed.stdout.splitlines()[1:] == [line]
    assert told.stdout.splitlines()[1:] == [
        line, "members who are written a notice, if they were not yet: 1"
    ]  # fmt: skip
    assert (none, again.returncode, waiting(environment)) == (0, 0, 1)
    assert was(environment) == WINTER.replace(hour=10)


def test_a_folder_that_is_not_there_is_wrong_usage(environment: dict[str, str], tmp_path: Path) -> None:
    """Instead of a list that says nothing."""
    ended = peerbot(environment, "tz", "diff", "--before", str(tmp_path / "nowhere"))

    assert ended.returncode == 2
