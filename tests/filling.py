"""Very many people, requests and errands, written into the tables by the database itself, in seconds.

No rule is asked, and what looks sealed has only the shape: whatever a test or a figure reads is added by the
stores. A column that is not named here stays empty, so that a column of tomorrow needs no word here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Boolean, Connection, Integer, String, Table

from storage.connecting import connect_both, is_sqlite
from storage.tables import accounts, errands, metadata, postings, profiles, requests, wrapped_keys, writings
from storage.types import Fingerprint, Moment, Sealed

# Errands for each person: that are over, that wait for their day, that are due and all stand behind one.
SETTLED, LATER, BEHIND = 2.0, 0.1, 0.1

# Spread over the whole of an index like random ones, and still in reach of those who refer to them.
SQLITE = {
    "id": "printf('%08x%018x', (n * 2654435769) % 4294967296, n)",
    "octets": "randomblob(32)",
    "sealed": f"x'01{'ab' * 64}'",
    "past": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW - n % 2500000, 'unixepoch')",
    "lately": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW - n % 200000, 'unixepoch')",
    "later": "strftime('%Y-%m-%d %H:%M:%S.000000', NOW + 86400 + n, 'unixepoch')",
}
POSTGRES = {
    "id": "lpad(to_hex((n * 2654435769) % 4294967296), 8, '0') || lpad(to_hex(n), 18, '0')",
    "octets": "sha256(convert_to(random()::text, 'UTF8'))",
    "sealed": rf"'\x01{'ab' * 64}'::bytea",
    "past": "to_timestamp(NOW - n % 2500000)",
    "lately": "to_timestamp(NOW - n % 200000)",
    "later": "to_timestamp(NOW + 86400 + n)",
}
SQLITE_HABITS = (  # for whoever can begin again after a crash
    "PRAGMA foreign_keys = OFF",
    "PRAGMA main.journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -1000000",
)
POSTGRES_HABITS = ("SET session_replication_role = replica", "SET synchronous_commit = off")

Columns = Mapping[str, str]
PEOPLE: Mapping[Table, Columns] = {
    wrapped_keys: {"id": "{id}", "wrapped": "{sealed}", "minted_at": "{past}"},
    profiles: {
        "id": "{id}",
        "key_id": "CASE n % 100 WHEN 0 THEN '' ELSE {id} END",  # whose requests are open: duties read them
        "standing": "'member'",
        "name": "{sealed}",
        "address": "{sealed}",
        "mailbox": "{octets}",
        "language": "'en'",
        "zone": "'America/Toronto'",
        "known_at": "{past}",
        "community_id": "'4806016'",
        "joined_at": "{past}",
    },
    accounts: {
        "id": "{id}",
        "profile_id": "{id}",
        "fingerprint": "{octets}",
        "identity": "{sealed}",
        "admission": "'admitted'",
    },
    requests: {
        "id": "{id}",
        "applicant": "{id}",
        "state": "CASE n % 100 WHEN 0 THEN 'waiting' ELSE 'approved' END",
        "name": "{sealed}",
        "address": "{sealed}",
        "mailbox": "{octets}",
        "community_id": "'4806016'",
        "work_role": "'staff'",
        "purpose": "'join'",
        "asked_at": "{lately}",
        "answer_by": "CASE n % 100 WHEN 0 THEN {later} END",
        "proven_at": "{lately}",
        "decided_at": "CASE WHEN n % 100 > 0 THEN {lately} END",
    },
    writings: {"request_id": "{id}", "kind": "'line'", "sealed": "{sealed}"},
    postings: {"subject": "{id}", "platform": "'local'", "reference": "{id}"},
}
OVER: Columns = {
    "id": "{id}",
    "kind": "'joining.card'",
    "subject": "{id}",
    "recipient": "'local'",
    "key": "'over:' || {id}",
    "order_key": "CASE n % 2 WHEN 0 THEN 'over:' || (n / 4) ELSE '' END",
    "due": "{past}",
    "written": "{past}",
    "attempt": "1",
    "settled_at": "{past}",
    "result": "'delivered'",
}
WAITING: Columns = {
    "id": "'x' || {id}",
    "kind": "'joining.card'",
    "subject": "{id}",
    "recipient": "'local'",
    "key": "'later:' || {id}",
    "order_key": "CASE n % 2 WHEN 0 THEN 'later:' || (n / 4) ELSE '' END",
    "due": "{later}",
    "written": "{past}",
}
HEAD: Columns = {**WAITING, "id": "'head'", "key": "'head'", "order_key": "'crowd'"}
CROWD: Columns = {**HEAD, "id": "'y' || {id}", "key": "'behind:' || {id}", "due": "{past}"}


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
    _insert(connection, errands, OVER, int(SETTLED * people), words)
    _insert(connection, errands, WAITING, int(LATER * people), words)
    _insert(connection, errands, HEAD, 1, words)
    _insert(connection, errands, CROWD, int(BEHIND * people), words)
    for table in metadata.tables.values() if every_table else ():
        if table not in {errands, *PEOPLE}:
            _insert(
                connection, table, {column.name: _something(column.type) for column in table.c}, people, words
            )
    for index in indexes:
        index.create(connection)


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
