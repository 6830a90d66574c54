"""From a URL to connections, with the habits that each database needs."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import URL, Engine, PoolProxiedConnection, create_engine, event, make_url
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.errors import NoPollFolder
from storage.tables import KEYS_SCHEMA

FOLDER = "poll_keys"  # in the query of a URL of PostgreSQL: which folder
BUSY_MILLISECONDS = 10_000  # a command beside the bot writes now and then
HABITS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA synchronous = FULL",  # a commit is on the disk
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA cache_size = -16000",  # 16 MB: a network of 10,000 people fits, and it is taken only as it fills
    "PRAGMA wal_autocheckpoint = 8000",  # 32 MB: pages that change often are copied back less often
)
NOTICED_SOON = {
    "connect_timeout": 10,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def database_file(url: str) -> Path:
    """The file that an SQLite URL names."""
    return Path(make_url(url).database or "").absolute()


def keys_file(url: str) -> Path:
    """The key store beside it."""
    return database_file(url).with_suffix(".keys.db")


def _named_folder(url: str) -> Path | None:
    """In which the keys of polls lie, where a URL of PostgreSQL says so."""
    found = make_url(url).query.get(FOLDER)
    return Path(str(found)) if found else None


def poll_folder(url: str) -> Path:
    """In which the keys of polls lie: beside an SQLite file, or where the URL says. Raises `NoPollFolder`."""
    folder = database_file(url).with_suffix(".polls") if is_sqlite(url) else _named_folder(url)
    if folder is None:
        raise NoPollFolder
    return folder


class _AtOnce(SQLiteDialect_pysqlite):
    """Begins each transaction with the lock that a writer needs: a later one could be refused at once,
    whatever the timeout. Python's sqlite3 would begin by itself, too late and not before a savepoint, so
    that a rollback left what a savepoint had released."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN IMMEDIATE")


class _Looking(SQLiteDialect_pysqlite):
    """Begins without any lock: whoever writes does not notice."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        dbapi_connection.cursor().execute("BEGIN")


registry.register("sqlite.at_once", __name__, _AtOnce.__name__)
registry.register("sqlite.looking", __name__, _Looking.__name__)


def connect(url: str, *, pool_size: int = 1) -> Engine:
    """The database itself."""
    return _sqlite(make_url(url), "WAL") if is_sqlite(url) else _postgres(url, pool_size)


def connect_to_look(url: str) -> Engine:
    """The database as it was at one moment, for as long as a transaction lasts; nothing can be changed, and
    nobody who changes something has to wait."""
    if is_sqlite(url):
        engine = _sqlite(make_url(url), "WAL", "sqlite+looking")
        event.listen(engine, "connect", _only_look)
        return engine
    engine = _postgres(url, 1)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def connect_keys(url: str, *, pool_size: int = 1) -> Engine:
    """The key store that belongs to it."""
    if not is_sqlite(url):
        return _postgres(url, pool_size, pool_pre_ping=True)  # nobody runs these again when it went away
    engine = _sqlite(make_url(url).set(database=str(keys_file(url))), "DELETE")
    return engine.execution_options(schema_translate_map={KEYS_SCHEMA: None})


def connect_beside(url: str) -> Engine:
    """One connection of PostgreSQL that stands beside the others: each statement for itself, and a server
    that is gone without a word is noticed within a minute."""
    return create_engine(
        _on_postgres(url),
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_size=1,
        max_overflow=0,
        connect_args=NOTICED_SOON,
    )


def connect_both(url: str) -> Engine:
    """The database with its key store as a schema, for migrations; makes the files when there are none."""
    engine = connect(url)
    if is_sqlite(url):
        for path in (database_file(url), keys_file(url)):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        keys = str(keys_file(url))

        @event.listens_for(engine, "connect")
        def attach(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute(f"ATTACH DATABASE ? AS {KEYS_SCHEMA}", (keys,))

    return engine


def _sqlite(url: URL, journal: str, driver: str = "sqlite+at_once") -> Engine:
    engine = create_engine(url.set(drivername=driver), hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # no transaction but those that we begin
        for habit in (*HABITS, f"PRAGMA journal_mode = {journal}"):
            connection.execute(habit)

    return engine


def _only_look(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _postgres(url: str, pool_size: int, *, pool_pre_ping: bool = False) -> Engine:
    """READ COMMITTED is enough, and never fails on its own account: see `unit`."""
    return create_engine(
        _on_postgres(url),
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=pool_pre_ping,
    )


def _on_postgres(url: str) -> URL:
    found = make_url(url).difference_update_query([FOLDER])
    return found.set(drivername="postgresql+psycopg")
