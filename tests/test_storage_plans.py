"""How SQLite looks for things: by an index, however many people there are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import make_url

from storage import joining, keyring, members, outbox, postings, proofs, sweeping
from storage.migrations import migrate
from storage.statements import Statement
from tests.stores import sqlite_url

SQLITE = make_url("sqlite://").get_dialect()()
STATEMENTS = {
    f"{module.__name__}.{name}": statement
    for module in (joining, keyring, members, outbox, postings, proofs, sweeping)
    for name, statement in vars(module).items()
    if isinstance(statement, Statement) and name != "_HOLD"  # PostgreSQL's
}
# What reads a whole table: at opening, or one whose rows live for an hour.
WHOLE = {"storage.proofs._PRUNE_ATTEMPTS", "storage.sweeping._USED"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("plans")
    migrate(sqlite_url(folder))
    with closing(sqlite3.connect(folder / "peerbot.db")) as database:
        yield database


def plan(database: sqlite3.Connection, name: str) -> list[str]:
    compiled = STATEMENTS[name].on(SQLITE)
    nothing = [None] * len(compiled.takes)
    return [str(step[3]) for step in database.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", nothing)]


def scans(database: sqlite3.Connection, name: str) -> list[str]:
    """The steps of SQLite's plan that go through all rows of a table."""
    steps = (step for step in plan(database, name) if step.startswith("SCAN"))
    return [step for step in steps if "INDEX" not in step and "CONSTANT" not in step]


@pytest.mark.parametrize("name", sorted(STATEMENTS.keys() - WHOLE))
def test_nothing_is_looked_for_row_by_row(database: sqlite3.Connection, name: str) -> None:
    """Every statement finds its rows by an index."""
    assert scans(database, name) == []


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_reads_a_whole_table_is_known(database: sqlite3.Connection, name: str) -> None:
    """And is still what it was taken for."""
    assert len(scans(database, name)) == 1


def test_the_order_of_errands_is_looked_up_by_its_own_index(database: sqlite3.Connection) -> None:
    """Not by going through all that were written before."""
    steps = plan(database, "storage.outbox._DUE")

    assert any("ix_errands_order" in step for step in steps)


@pytest.mark.parametrize("name", ["failed", "failing"])
def test_failures_are_read_from_an_index_of_their_own(database: sqlite3.Connection, name: str) -> None:
    """Among a million that were delivered, in the order in which they are told."""
    (step,) = plan(database, f"storage.outbox._{name.upper()}")

    assert f"ix_errands_{name}" in step
