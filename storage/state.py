"""In which state a database is, found out without creating or changing anything."""

from __future__ import annotations

from sqlalchemy import inspect, text

from storage.connecting import connect, connect_keys, database_file, is_sqlite, keys_file
from storage.errors import KeysMissing, NotMigrated
from storage.tables import HEAD, KEYS_SCHEMA, wrapped_keys


def revision(url: str) -> str | None:
    """The migration at which the database stands; None when it is empty or not there."""
    if is_sqlite(url) and not database_file(url).exists():
        return None
    engine = connect(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return found
    finally:
        engine.dispose()


def check(url: str) -> None:
    """Raises `NotMigrated` or `KeysMissing`."""
    if revision(url) != HEAD:
        raise NotMigrated
    if is_sqlite(url) and not keys_file(url).exists():
        raise KeysMissing
    engine = connect_keys(url)
    try:
        schema = None if is_sqlite(url) else KEYS_SCHEMA
        if not inspect(engine).has_table(wrapped_keys.name, schema=schema):
            raise KeysMissing
    finally:
        engine.dispose()
