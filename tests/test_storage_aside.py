"""PostgreSQL: errands that are put aside while the one before them is being settled."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from functools import partial

import psycopg
import pytest

from bot.outbox import LEASE
from bot.ports import Unit
from storage.engine import Storage
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.databases import PostgresServer, libpq
from tests.promises.cast import errand
from tests.promises.test_outbox import add, claim, ids, settle
from tests.stores import open_anew
from tests.world import NOON


@pytest.fixture
def url(postgres_server: PostgresServer, new_postgres_database: NewDatabase) -> str:
    return new_postgres_database(postgres_server.prepare_template("migrated", migrate))


@pytest.fixture
def storage(url: str) -> Iterator[Storage]:
    with closing(open_anew(url)) as storage:
        yield storage


def until_it_waits(settling: Future[bool], url: str) -> None:
    """For a row that another transaction holds, unless it has come to its end without."""
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        waiting = partial(connection.execute, "SELECT 1 FROM pg_locks WHERE NOT granted")
        while not settling.done() and not waiting().fetchone():
            pass


def test_what_a_claim_puts_aside_is_brought_forward_by_a_settlement_beside_it(
    storage: Storage, url: str
) -> None:
    """The settlement waits for the claim, and then sees what that did."""
    add(storage, errand("a", order="meeting"))
    (first,) = claim(storage)
    add(storage, errand("b", order="meeting"))
    settling: list[Future[bool]] = []

    def put_aside(unit: Unit) -> None:
        assert unit.outbox.claim(NOON, NOON + LEASE, 10) == ()
        settling.append(storage.submit(partial(settle, storage, first)))
        until_it_waits(settling[0], url)

    storage.transact(put_aside)

    assert settling[0].result()
    assert ids(claim(storage)) == ["b"]
