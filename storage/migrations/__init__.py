"""Bringing a database to the state that this version works with, and back; one step at a time if wanted.

On SQLite the key store is attached as a schema of the same name as PostgreSQL's, so that one script does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.connecting import connect_both
from storage.state import revision

ONE_AT_A_TIME = 7_370_642_253  # the number of PostgreSQL's advisory lock for this


def migrate(url: str, to: str = "head") -> None:
    """Upgrade to that revision in one transaction. Harmless when there is nothing to do, and when several
    processes do it at once."""
    _run(url, lambda config: command.upgrade(config, to))


def downgrade(url: str, to: str) -> None:
    """Back to that revision ("base" leaves nothing), in one transaction."""
    _run(url, lambda config: command.downgrade(config, to))


def pending_migrations(url: str) -> Sequence[str]:
    """The revisions that are still to come, in order; creates nothing."""
    here = revision(url)
    steps = ScriptDirectory.from_config(_config()).iterate_revisions("heads", here or "base")
    return tuple(step.revision for step in reversed(list(steps)))


def _run(url: str, act: Callable[[Config], None]) -> None:
    engine = connect_both(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_AT_A_TIME})
            act(_config(connection))
    finally:
        engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
