"""The promises of bot.rights.ports.Holder: whatever a table says about somebody is told to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, Table, text

from bot.ports import Unit
from bot.rights.ports import Record
from storage.connecting import connect
from storage.engine import Storage
from storage.tables import metadata
from storage.types import Fingerprint, Moment, Sealed
from tests.promises.cast import AL, ASKED, JO, ON_SLACK, ask, know
from tests.promises.test_profiles import link

OF_THE_REQUEST = {"writings", "proof_attempts", "proof_codes", "postings"}  # they name the request alone
CURSORS = {"telling", "reminding"}  # how far a page has come says nothing about whose id it is
KEPT_APART = {"wrapped_keys", "poll_keys", "ballots"}  # by ids of keys and tags, which lead to nobody
FIRST = "first"  # the id of a request of Jo's


def naming(table: Table) -> list[Column[object]]:
    """The columns that say, by their comment, that they hold ids of people."""
    return [
        column for column in table.c if "profile id" in (column.comment or "") and column.key not in CURSORS
    ]


NAMING = [
    pytest.param(table, column.key, id=f"{table.name}.{column.key}")
    for table in metadata.tables.values()
    for column in naming(table)
]


@pytest.fixture
def database(database_url: str, storage: Storage) -> Iterator[Connection]:
    """In which Jo is known, and Al."""
    know(storage, JO, AL)
    ask(storage, ASKED)
    link(storage, ON_SLACK)
    engine = connect(database_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def write(database: Connection, table: Table, values: dict[str, object]) -> None:
    """A row of it with these values, whatever its other columns take."""
    row = {column.key: _some(column) for column in table.c if not column.nullable and column.key != "number"}
    names = ", ".join(f'"{name}"' for name in row | values)
    places = ", ".join(f":{name}" for name in row | values)
    database.execute(text(f"INSERT INTO {table.fullname} ({names}) VALUES ({places})"), row | values)  # noqa: S608
    database.commit()


def _some(column: Column[object]) -> object:
    if isinstance(column.type, Moment):
        return "2026-11-02 12:00:00.000000+00:00"
    if isinstance(column.type, Fingerprint | Sealed):
        return b"\x01" * 32
    if isinstance(column.type, Boolean):
        return False
    return 1 if isinstance(column.type, Integer) else "one"


def held(storage: Storage, person: str = "jo") -> list[Record]:
    def work(unit: Unit) -> list[Record]:
        return list(unit.holdings.held(person))

    return storage.transact(work)


def test_whatever_names_people_is_looked_at() -> None:
    """By the comments of the columns: a table of tomorrow is one of them."""
    named = {table.name for table in metadata.tables.values() if naming(table)}

    assert named >= {"seats", "consents", "audit", "topics"}


@pytest.mark.parametrize("table, column", NAMING)
def test_each_table_says_what_it_holds_about_somebody(
    database: Connection, storage: Storage, table: Table, column: str
) -> None:
    """A row that names them is told to them, whichever of its columns does."""
    if table.name not in {"profiles", "accounts", "requests"}:
        write(database, table, {column: "jo"})
    elif (table.name, column) not in {
        ("profiles", "id"),
        ("accounts", "profile_id"),
        ("requests", "applicant"),
    }:
        database.execute(text(f"UPDATE {table.name} SET {column} = 'al'"))  # noqa: S608
        database.commit()
    whose = "al" if column in {"assigned_to", "decided_by", "first_by"} else "jo"
    names = {record.where.removesuffix("_of_others") for record in held(storage, whose)}

    assert table.name in names


@pytest.mark.parametrize("name", sorted(OF_THE_REQUEST))
def test_what_belongs_to_a_request_is_told_to_who_asked(
    database: Connection, storage: Storage, name: str
) -> None:
    """It names nobody but the request."""
    table = metadata.tables[name]
    values: dict[str, object] = {"subject" if name == "postings" else "request_id": FIRST}
    write(database, table, values | ({"kind": "note"} if name == "writings" else {}))
