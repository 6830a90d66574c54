"""Bringing a database to the state that this version works with, and back; one step at a time if wanted.

On SQLite the key store is attached as a schema of the same name as PostgreSQL's, so that one script does.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.connecting import connect_both
from storage.errors import LaterVersion
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
    """The revisions that are still to come, in order; creates nothing. Raises `LaterVersion`."""
    here, known = revision(url), revisions()
    if here is None:
        return known
    if here not in known:
        raise LaterVersion
    return known[known.index(here) + 1 :]


def revisions() -> Sequence[str]:
    """All that this version knows, in order."""
    return tuple(script.revision for script in reversed(list(_scripts().walk_revisions())))


def lost_without(step: str) -> str:
    """What going back by this revision loses, in a sentence."""
    found = _scripts().get_revision(step)
    return inspect.getdoc(found.module.downgrade) or "What only that revision keeps is lost."


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _run(url: str, act: Callable[[Config], None]) -> None:
    engine = connect_both(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_AT_A_TIME})
            act(_config(connection, url))
    finally:
        engine.dispose()


def _config(connection: Connection | None = None, url: str = "") -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    config.attributes["url"] = url  # by which a step knows the folder of polls' keys
    return config
