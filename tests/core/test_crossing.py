"""Two transactions that cross on PostgreSQL: the second does all that it can before the first has ended."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from dataclasses import replace
from functools import partial
from typing import TypeVar

import psycopg
import pytest

from bot.answers import Given
from bot.app import App
from bot.chat import Press, Submission
from bot.deliveries import Letter
from bot.joining.model import State
from bot.ports import Unit
from storage.engine import Storage
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.core.cast import ANA
from tests.core.changes import changes, newest_code
from tests.core.house import ARRIVED, House
from tests.core.links import ELSEWHERE, both
from tests.core.reading import problems
from tests.databases import PostgresServer, libpq

T = TypeVar("T")

WAITS = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def url(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


class Crossing:
    """Transactions of which the first, before it commits, lets a call do what it can: end, or wait for it."""

    def __init__(self, url: str, storage: Storage, meanwhile: Callable[[], object]) -> None:
        self._url = libpq(url)
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


def test_two_accounts_that_unlink_each_other_do_not_both_go(house: House, url: str) -> None:
    """The second sees that it has been unlinked itself."""
    both(house)
    one, other = house.account(ANA), house.account(ELSEWHERE)
    unlink_one = partial(house.presses, ELSEWHERE, "members.unlinked", one.id)
    unlink_other = Press("members.unlinked", other.id, 0, ANA.person)
    crossed_by(house, url, unlink_one).handle(unlink_other)
    house.carries_out()

    assert house.knows(ANA) is not None
    assert house.knows(ELSEWHERE) is None


def test_two_members_who_change_to_one_mailbox_do_not_both_get_it(house: House, url: str) -> None:
    """The second is run again, and a coordinator looks at it."""
    second = ANA.called("second")
    enters = []
    for who in (ANA, second):
        house.joins(who)
        changes(house, who, email="shared@calgary.ca")
        values: dict[str, Given] = {"code": newest_code(house), "attestation": ("attest",)}
        enters.append(Submission("joining.verify", house.request(who).id, 0, values, who.person))
    crossed_by(house, url, partial(house.app.handle, enters[1])).handle(enters[0])

    states = {who.user: house.request(who).state for who in (ANA, second)}
    assert states == {"ana": State.APPROVED, "second": State.WAITING}
