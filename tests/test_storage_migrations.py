"""Migrations: from empty and back, one at a time, on both databases."""

import stat
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

import storage.migrations
from bot.joining.model import State
from storage.connecting import connect_both, database_file, keys_file
from storage.migrations import downgrade, migrate, pending_migrations
from storage.tables import HEAD, KEYS_SCHEMA, metadata
from tests.conftest import NewDatabase
from tests.core.cast import ANA, CLAIRE
from tests.core.house import House
from tests.core.reverifications import told
from tests.core.seeing import steps
from tests.promises.cast import at_once
from tests.stores import sqlite_url

SCRIPTS = ScriptDirectory(str(Path(storage.migrations.__file__).parent))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a database that is empty, or not there."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    new: NewDatabase = request.getfixturevalue("new_postgres_database")
    return new()


def differences(url: str) -> list[object]:
    """Between the database and the tables that the stores work with, by Alembic's own comparison."""
    engine = connect_both(url)
    with engine.begin() as connection:
        options = {"include_schemas": True, "compare_type": True, "compare_server_default": True}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    engine.dispose()
    return cast("list[object]", found)


def tables(url: str) -> set[str]:
    engine = connect_both(url)
    inspector = inspect(engine)
    found = set(inspector.get_table_names())
    if KEYS_SCHEMA in inspector.get_schema_names():
        found.update(f"{KEYS_SCHEMA}.{name}" for name in inspector.get_table_names(KEYS_SCHEMA))
    engine.dispose()
    return found


def goes_back_and_up(house: House, url: str, days: int, to: str = "0001") -> None:
    """To the version that knew no clock of the promise (or another one), and back after some days."""
    house.close()
    downgrade(url, to)
    house.opens(url)
    house.lives_on(days=days)


def test_migrating_makes_exactly_the_tables_that_the_stores_work_with(url: str) -> None:
    """Columns, types, indexes, keys and comments."""
    migrate(url)

    assert differences(url) == []
    assert tables(url) == {*metadata.tables, "alembic_version"}


def test_migrating_one_at_a_time_comes_to_the_same(url: str) -> None:
    """Each step stands for itself."""
    pending = []
    for revision in REVISIONS:
        pending.append(list(pending_migrations(url)))
        migrate(url, to=revision)

    assert pending == [REVISIONS[step:] for step in range(len(REVISIONS))]
    assert list(pending_migrations(url)) == []
    assert differences(url) == []


def test_downgrading_to_the_beginning_leaves_nothing(url: str) -> None:
    """And the way up is open again."""
    migrate(url)
    downgrade(url, "base")
    left = tables(url)
    migrate(url)

    assert left == {"alembic_version"}
    assert differences(url) == []


def test_downgrading_one_at_a_time_comes_back_to_the_beginning(url: str) -> None:
    """Each step can be undone."""
    migrate(url)
    for _ in REVISIONS:
        downgrade(url, "-1")

    assert list(pending_migrations(url)) == REVISIONS
    assert tables(url) == {"alembic_version"}


def test_migrating_again_or_from_several_processes_is_harmless(url: str) -> None:
    """Deployments start more than one at a time."""
    at_once([lambda: migrate(url)] * 3)
    migrate(url)

    assert list(pending_migrations(url)) == []
    assert differences(url) == []


@pytest.mark.parametrize("days, step", [(1, []), (4, ["nudge"]), (30, ["broken"])])
def test_requests_that_waited_before_promises_had_a_clock_are_reminded_of(
    url: str, days: int, step: list[str]
) -> None:
    """At the first beat after the upgrade, by the latest step of their promise."""
    house = House(url)
    house.waits(ANA)
    goes_back_and_up(house, url, days)

    assert steps(house) == step
    house.close()


def test_questions_that_were_open_before_promises_had_a_clock_come_to_their_end(url: str) -> None:
    """Counted from when they were asked."""
    house = House(url)
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    goes_back_and_up(house, url, 13)
    open_still = house.request(ANA).state
    house.lives_on(days=1)

    assert (open_still, house.request(ANA).state) == (State.NEEDS_INFORMATION, State.EXPIRED)
    house.close()


def test_members_from_before_there_was_that_question_are_asked_when_their_year_is_over(url: str) -> None:
    """Counted from when they joined."""
    house = House(url)
    house.joins(ANA)
    goes_back_and_up(house, url, 300, to="0002")
    before = told(house)
    house.lives_on(days=65)

    assert (before, told(house)) == ((0, 0), (1, 1))
    house.close()


def test_members_whose_year_was_over_long_ago_are_asked_over_some_weeks(url: str) -> None:
    """Not all on the day of the upgrade: each on a day that stays theirs."""
    house = House(url)
    crowd = [ANA.called(f"ana{number}") for number in range(12)]
    for each in crowd:
        house.joins(each)
    house.waits_for(days=700)
    goes_back_and_up(house, url, 0, to="0002")
    for _ in range(28):
        house.lives_on(days=1)
    days = Counter(house.profile(each).asked_at for each in crowd)

    assert None not in days
    assert max(days.values()) <= len(crowd) / 3
    house.close()


def test_asking_what_is_pending_creates_nothing(tmp_path: Path) -> None:
    """A database that is not there lacks everything."""
    assert list(pending_migrations(sqlite_url(tmp_path))) == REVISIONS
    assert list(tmp_path.iterdir()) == []


def test_the_stores_and_the_migrations_agree_on_the_newest_revision() -> None:
    """Opening a database need not load Alembic to know."""
    assert SCRIPTS.get_current_head() == HEAD


def test_a_new_database_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    """And so can its key store."""
    url = sqlite_url(tmp_path)
    migrate(url)

    assert stat.S_IMODE(database_file(url).stat().st_mode) == 0o600
    assert stat.S_IMODE(keys_file(url).stat().st_mode) == 0o600
