"""The audit is append-only: the database itself refuses anything else."""

from collections.abc import Iterator, Sequence

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.audit import Action, Entry
from storage.connecting import connect
from storage.engine import Storage
from tests.world import NOON

LINE = Entry("a", NOON, "jo", Action.APPROVED, "first")
CHANGES = (
    "UPDATE audit SET actor = 'nobody'",
    "UPDATE audit SET detail = detail",
    "UPDATE audit SET number = number + 1 WHERE id = 'a'",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 'a'",
)
TRUNCATING = {"sqlite": (), "postgresql": ("TRUNCATE audit", "TRUNCATE marks, audit CASCADE")}


@pytest.fixture
def database(database_url: str, storage: Storage) -> Iterator[Connection]:
    """With a line in it, opened as anybody could open it who may."""
    storage.transact(lambda unit: unit.audit.append(LINE))
    engine = connect(database_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def lines(storage: Storage) -> Sequence[Entry]:
    return storage.transact(lambda unit: unit.audit.latest(10))


def test_the_database_refuses_to_change_or_delete_a_line(database: Connection, storage: Storage) -> None:
    """Whoever asks for it, and whatever it would be."""
    for change in (*CHANGES, *TRUNCATING[database.dialect.name]):
        with pytest.raises(DBAPIError, match="append-only"):
            database.execute(text(change))
        database.rollback()

    assert lines(storage) == (LINE,)
