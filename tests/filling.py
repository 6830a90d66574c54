"""Very many people, requests and errands, written into the tables by the database itself, in seconds.

No rule is asked, and what looks sealed has only the shape: whatever a test or a figure reads is added by the
stores. A column that is not named here stays empty, so that a column of tomorrow needs no word here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Boolean, Connection, Integer, String, Table

from storage.connecting import connect_both, is_sqlite
from storage.tables import errands, metadata
from storage.types import Fingerprint, Moment, Sealed
from tests.rows import ERRANDS, PEOPLE, POSTGRES, SQLITE, Columns

SQLITE_HABITS = (  # for whoever can begin again after a crash
    "PRAGMA foreign_keys = OFF",
    "PRAGMA main.journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -1000000",
)
POSTGRES_HABITS = ("SET session_replication_role = replica", "SET synchronous_commit = off")


def fill(url: str, people: int, now: datetime, *, every_table: bool = False) -> None:
    """So many people, each with an account, a request and what belongs to these, in a migrated database;
    `every_table`: the others get as many rows of whatever their columns take. (Who means to open it must
    have opened it before that: it holds keys of people then.)"""
    engine = connect_both(url)
    try:
        with engine.connect() as connection:
            driver = connection.connection.cursor()
            for habit in SQLITE_HABITS if is_sqlite(url) else POSTGRES_HABITS:
                driver.execute(habit)
            with connection.begin():
                words = SQLITE if is_sqlite(url) else POSTGRES
                words = {name: said.replace("NOW", f"{now.timestamp():.0f}") for name, said in words.items()}
                _write(connection, people, words, every_table=every_table)
        if not is_sqlite(url):
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("VACUUM ANALYZE")
    finally:
        engine.dispose()


def _write(connection: Connection, people: int, words: Mapping[str, str], *, every_table: bool) -> None:
    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    for index in indexes:  # made at the end, all at once, they are made much faster
        index.drop(connection)
    for table, columns in PEOPLE.items():
        _insert(connection, table, columns, people, words)
    for share, columns in ERRANDS:
        _insert(connection, errands, columns, max(1, int(share * people)), words)
    for table in metadata.tables.values() if every_table else ():
        if table not in {errands, *PEOPLE}:
            _make_room(connection, table)
            _insert(
                connection, table, {column.name: _something(column.type) for column in table.c}, people, words
            )
    for index in indexes:
        index.create(connection)


def _make_room(connection: Connection, table: Table) -> None:
    """In tables of which each poll has its part."""
    if connection.dialect.name == "postgresql" and table.dialect_options["postgresql"]["partition_by"]:
        driver = connection.connection.cursor()
        driver.execute(f"CREATE TABLE {table.fullname}_all PARTITION OF {table.fullname} DEFAULT")


def _insert(
    connection: Connection, table: Table, columns: Columns, rows: int, words: Mapping[str, str]
) -> None:
    values = {column.name: _empty(column.type) for column in table.c if not column.nullable} | dict(columns)
    values.pop("number", None)
    names = ", ".join(f'"{name}"' for name in values)
    taken = ", ".join(value.format_map(words) for value in values.values())
    connection.connection.cursor().execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM numbers "  # noqa: S608
        f"WHERE n < {rows}) INSERT INTO {table.fullname} ({names}) SELECT {taken} FROM numbers ORDER BY 1"
    )


def _something(kind: object) -> str:
    if isinstance(kind, Moment):
        return "{past}"
    if isinstance(kind, Sealed):
        return "{sealed}"
    if isinstance(kind, Fingerprint):
        return "{octets}"
    return "{id}" if isinstance(kind, String) else _empty(kind)


def _empty(kind: object) -> str:
    if isinstance(kind, Boolean):
        return "false"
    return "0" if isinstance(kind, Integer) else "''"
