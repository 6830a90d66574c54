"""What any test may ask for: a database of its own, a browser, and the pinned time zones."""

import os
import zoneinfo
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from playwright.async_api import Browser

from storage.migrations import migrate
from tests.browser import chromium
from tests.databases import PostgresServer, running_postgres
from tests.memory import keep_in_memory
from tests.stores import bring_up_to_date, sqlite_url

keep_in_memory()

# The zones of the pinned tzdata package, not the system's, here and in the processes that tests start.
os.environ["PYTHONTZPATH"] = ""
zoneinfo.reset_tzpath(to=[])
zoneinfo.ZoneInfo.clear_cache()

hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("repeatable")


class NewDatabase(Protocol):
    """Makes a database that is dropped after the test: empty, or a copy of the template; returns its URL."""

    def __call__(self, template: str | None = None) -> str: ...


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture
def new_postgres_database(postgres_server: PostgresServer) -> Iterator[NewDatabase]:
    with ExitStack() as databases:

        def new(template: str | None = None) -> str:
            return databases.enter_context(postgres_server.new_database(template))

        yield new


@pytest.fixture
def migrated_postgres(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


@pytest.fixture
def migrated_sqlite(tmp_path: Path) -> str:
    bring_up_to_date(sqlite_url(tmp_path))
    return sqlite_url(tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database of its own, migrated and otherwise empty."""
    found: str = request.getfixturevalue(f"migrated_{request.param}")
    return found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


Count = Callable[[str, str, int], None]
COUNTED = "counted"


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Count:
    """Says at the end of the run how many of what, of which kind, all tests together have covered."""
    return lambda what, kind, number: record_property(COUNTED, (what, kind, number))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    sums: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for report in terminalreporter.getreports("passed"):
        for name, counted in getattr(report, "user_properties", ()):
            if name == COUNTED:
                what, kind, number = counted
                sums[what][kind] += number
    for what, kinds in sums.items():
        terminalreporter.write_line(f"{what}: " + ", ".join(f"{n} ({kind})" for kind, n in kinds.items()))
