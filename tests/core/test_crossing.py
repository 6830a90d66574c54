"""Two transactions that cross on PostgreSQL: the second does all that it can before the first has ended."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from typing import TypeVar

import psycopg
import pytest

from bot.app import App
from bot.deliveries import Letter
from bot.ports import Unit
from storage.engine import Storage
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.core.cast import ANA
from tests.core.house import ARRIVED, House
from tests.core.reading import problems
from tests.databases import PostgresServer

T = TypeVar("T")

WAITS = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def url(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


class Crossing:
    """Transactions of which the first, before it commits, lets a call do what it can: end, or wait for it."""

    def __init__(self, url: str, storage: Storage, meanwhile: Callable[[], object]) -> None:
        self._url = url.replace("+psycopg", "")
        self._storage = storage
        self._meanwhile = meanwhile
        self._crossed: list[Future[object]] = []

    def transact(self, work: Callable[[Unit], T]) -> T:
        def crossed(unit: Unit) -> T:
            result = work(unit)
            if not self._crossed:
                self._crossed.append(self._storage.submit(self._meanwhile))
                self._until_it_ended_or_waits()
            return result

        result = self._storage.transact(crossed)
        wait(self._crossed)
        return result

    def _until_it_ended_or_waits(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not (self._crossed[0].done() or connection.execute(WAITS).fetchall()):
                connection.execute("SELECT pg_sleep(0.01)")


@pytest.fixture
def house(url: str) -> Iterator[House]:
    house = House(url)
    yield house
    house.close()


def crossed_by(house: House, url: str, meanwhile: Callable[[], object]) -> App:
    """The rules, with something that happens before their next transaction has ended."""
    return App(replace(house.world, transactions=Crossing(url, house.storage, meanwhile)))


def test_when_two_doors_close_at_once_the_person_is_forgotten(house: House, url: str) -> None:
    """Neither takes the other for open."""
    elsewhere = ANA.on("discord")
    house.joins(ANA)
    house.asks(elsewhere)
    house.proves(elsewhere)
    house.carries_out()
    house.leaves(ANA)
    one, other = (errand for errand in house.app.claim(16) if errand.kind == "members.dismiss")
    crossed_by(house, url, partial(house.app.settle, other, ARRIVED)).settle(one, ARRIVED)

    assert house.knows(ANA) is house.knows(elsewhere) is None


def test_a_code_proves_the_mailbox_for_which_it_was_drawn_and_no_other(house: House, url: str) -> None:
    """Even one that is drawn while the address is being corrected."""
    house.asks(ANA)
    (sending,) = house.app.claim(16)
    correct = partial(house.asks, ANA, email="somebody.else@calgary.ca")
    letter = crossed_by(house, url, correct).compose(sending)

    assert isinstance(letter, Letter)
    assert problems(house.enters(ANA, letter.highlight)) == {"code": "joining.code.wrong"}
