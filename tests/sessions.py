"""Looking at, and cutting, the connections that others have to a PostgreSQL database."""

from __future__ import annotations

import psycopg

from tests.databases import libpq


def connected(url: str) -> psycopg.Connection:
    return psycopg.connect(libpq(url), autocommit=True)


def terminate_others(url: str) -> None:
    """As when the server is restarted."""
    with connected(url) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def until(url: str, question: str) -> None:
    """Return when the answer has a row; that may take ten seconds."""
    with connected(url) as connection:
        for _ in range(1000):
            if connection.execute(question.encode()).fetchall():
                return
            connection.execute("SELECT pg_sleep(0.01)")
    raise AssertionError(f"no row comes of: {question}")
