"""Telling a disk that is full from a database that is away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from storage.errors import NotStored

PRIMARY = 0xFF  # of SQLite's extended result codes
REFUSED_BY_THE_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
OUT_OF_RESOURCES = "53"  # the class of PostgreSQL's codes


@contextmanager
def not_stored() -> Iterator[None]:
    """Raises `NotStored` for what the database raises when its disk does not take more."""
    try:
        yield
    except DBAPIError as error:
        if _is_full(error.orig):
            raise NotStored from error
        raise


def _is_full(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & PRIMARY in REFUSED_BY_THE_DISK
    return str(getattr(error, "sqlstate", None) or "").startswith(OUT_OF_RESOURCES)
