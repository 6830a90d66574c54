"""The clock of a network that several machines share: PostgreSQL's, whatever the machines' own clocks say."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from sqlalchemy.exc import OperationalError

from adapters.clock import SystemClock
from adapters.wiring import clock_of
from bot.outbox import LEASE
from storage.clock import DatabaseClock
from tests.conftest import NewDatabase
from tests.databases import PostgresServer, running_postgres
from tests.promises.cast import errand
from tests.sessions import connected, terminate_others
from tests.stores import open_anew, open_postgres

NEVER = 86_400.0  # seconds: asked again only when a test does it
LITTLE = timedelta(seconds=30)  # longer than any answer takes, and shorter than any difference between clocks
DAY = timedelta(days=1)


class Machine:
    """The monotonic clock of one machine; each time that it is looked at, `pace` seconds have passed."""

    def __init__(self, seconds: float = 0.0, pace: float = 0.0) -> None:
        self.seconds = seconds
        self.pace = pace

    def __call__(self) -> float:
        self.seconds += self.pace
        return self.seconds


@pytest.fixture
def url(postgres_server: PostgresServer) -> str:
    return postgres_server.admin_url


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(url: str, machine: Machine) -> Iterator[DatabaseClock]:
    with closing(DatabaseClock(url, NEVER, machine)) as clock:
        yield clock


def database_now(url: str) -> datetime:
    with connected(url) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    return cast("datetime", row[0])


def test_machines_that_disagree_go_by_one_time(url: str) -> None:
    """The moments are aware and UTC, and the database's."""
    with (
        closing(DatabaseClock(url, NEVER, Machine(seconds=0))) as one,
        closing(DatabaseClock(url, NEVER, Machine(seconds=7_000_000))) as other,
    ):
        told = one.now(), other.now()

    assert told[0].tzinfo is UTC
    assert abs(told[0] - told[1]) < LITTLE
    assert abs(told[0] - database_now(url)) < LITTLE


def test_between_two_questions_it_goes_on_by_the_monotonic_clock(
    clock: DatabaseClock, machine: Machine
) -> None:
    """To the second, and without asking anybody."""
    before = clock.now()
    machine.seconds += 25

    assert clock.now() - before == timedelta(seconds=25)


def test_a_machine_that_ran_ahead_is_set_right_by_the_next_answer(
    clock: DatabaseClock, machine: Machine, url: str
) -> None:
    """As one is whose clock was stopped or hurried."""
    machine.seconds += DAY.total_seconds()
    ahead = clock.now() - database_now(url)
    clock.ask()

    assert abs(ahead - DAY) < LITTLE
    assert abs(clock.now() - database_now(url)) < LITTLE


def test_an_answer_that_took_long_is_not_believed(clock: DatabaseClock, machine: Machine) -> None:
    """It says when the database looked at its clock, not how long ago that was."""
    before, machine.pace = clock.now(), 3.0
    clock.ask()
    machine.pace = 0.0

    assert clock.now() - before == timedelta(seconds=6)


def test_it_goes_on_while_the_database_is_away() -> None:
    """Whoever asks for it is told, and `now` does not notice."""
    machine = Machine()
    with running_postgres() as server:
        clock = DatabaseClock(server.admin_url, NEVER, machine)
        before = clock.now()
    with closing(clock), pytest.raises(OperationalError):
        clock.ask()
    machine.seconds += 60

    assert clock.now() - before == timedelta(minutes=1)


def test_it_asks_by_itself_and_goes_on_asking_after_a_lost_connection(
    new_postgres_database: NewDatabase,
) -> None:
    """Nobody has to think of it."""
    machine, url = Machine(), new_postgres_database()
    with closing(DatabaseClock(url, 0.01, machine)) as clock:
        terminate_others(url)
        machine.seconds += DAY.total_seconds()
        with connected(url) as connection:
            while clock.now() - database_now(url) > LITTLE:
                connection.execute("SELECT pg_sleep(0.01)")


def test_a_database_that_is_away_at_the_start_is_told() -> None:
    """There is no time to go by yet."""
    with running_postgres() as server:
        url = server.admin_url

    with pytest.raises(OperationalError):
        DatabaseClock(url)


def test_a_lease_of_one_machine_is_not_over_for_another(new_postgres_database: NewDatabase) -> None:
    """However far apart their own clocks are, an errand is claimed by one of them."""
    url = new_postgres_database()
    with (
        closing(DatabaseClock(url, NEVER, Machine(seconds=0))) as early,
        closing(DatabaseClock(url, NEVER, Machine(seconds=DAY.total_seconds()))) as late,
        closing(open_postgres(url, early)) as one,
        closing(open_anew(url, late)) as other,
    ):
        one.transact(lambda unit: unit.outbox.add(errand("letter")))
        first = one.transact(lambda unit: unit.outbox.claim(early.now(), early.now() + LEASE, 10))
        second = other.transact(lambda unit: unit.outbox.claim(late.now(), late.now() + LEASE, 10))

    assert ([found.id for found in first], list(second)) == (["letter"], [])


def test_a_network_on_a_file_goes_by_the_machines_clock(url: str) -> None:
    """And one on PostgreSQL by the database's."""
    with clock_of("sqlite:///peerbot.db") as alone, clock_of(url) as shared:
        assert (type(alone), type(shared)) == (SystemClock, DatabaseClock)
