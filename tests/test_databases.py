"""The PostgreSQL server that the tests start."""

import os
import signal
import subprocess
import sys

import psycopg
import pytest

from tests.conftest import NewDatabase
from tests.databases import OUTLIVES_KILLS, PostgresServer, libpq, running_postgres

HOLD = """
from tests.databases import running_postgres
with running_postgres() as server:
    print(server.admin_url, flush=True)
    input()
"""


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(libpq(url), autocommit=True)


def make_notes(url: str) -> None:
    with connect(url) as connection:
        connection.execute("CREATE TABLE note (line text)")


def notes(url: str) -> int:
    with connect(url) as connection:
        return len(connection.execute("SELECT line FROM note").fetchall())


def test_the_server_answers(postgres_server: PostgresServer) -> None:
    """The server is a PostgreSQL 16 or newer, in UTC and UTF-8."""
    with connect(postgres_server.admin_url) as connection:
        version, zone, encoding = (
            connection.info.server_version,
            *map(connection.info.parameter_status, ("TimeZone", "server_encoding")),
        )

    assert version >= 160000
    assert (zone, encoding) == ("UTC", "UTF8")


def test_it_listens_on_loopback_alone(postgres_server: PostgresServer) -> None:
    """Nobody beyond this machine can reach it, although it asks for no password."""
    with connect(postgres_server.admin_url) as connection:
        listening = connection.execute("SHOW listen_addresses").fetchone()

    assert listening == ("127.0.0.1",)


def test_two_copies_do_not_see_each_other(
    postgres_server: PostgresServer, new_postgres_database: NewDatabase
) -> None:
    """A row of one test is in no other test's database, nor in the template of both."""
    template = postgres_server.prepare_template("notes", make_notes)
    one, other = new_postgres_database(template), new_postgres_database(template)

    with connect(one) as connection:
        connection.execute("INSERT INTO note VALUES ('mine')")

    assert (notes(one), notes(other), notes(new_postgres_database(template))) == (1, 0, 0)


def test_a_template_is_prepared_once(postgres_server: PostgresServer) -> None:
    """However many ask for it, the migrations run once per server."""
    prepared: list[str] = []

    names = {postgres_server.prepare_template("counted", prepared.append) for _ in range(3)}

    assert (len(names), len(prepared)) == (1, 1)


def test_a_database_goes_with_its_block_although_somebody_holds_it(postgres_server: PostgresServer) -> None:
    """A bot that was killed in a test, and still has a connection, keeps no database alive."""
    with postgres_server.new_database() as url:
        held = connect(url)
    held.close()

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(url)


@pytest.mark.parametrize("how", ["INT", "QUIT"])
def test_a_server_that_was_restarted_holds_what_was_committed(how: str) -> None:
    """At the same address; whoever was connected is no longer."""
    with running_postgres(OUTLIVES_KILLS) as server, server.new_database() as url:
        make_notes(url)
        with connect(url) as held:
            held.execute("INSERT INTO note VALUES ('kept')")
            server.restart(how)

            with pytest.raises(psycopg.OperationalError):
                held.execute("SELECT 1")
        assert notes(url) == 1


def test_the_server_stops_with_its_block() -> None:
    """Nothing is left running when the tests are over, even if they fail."""
    with pytest.raises(KeyError), running_postgres() as server:
        raise KeyError

    with pytest.raises(psycopg.OperationalError):
        connect(server.admin_url)


def test_the_server_stops_when_its_owner_is_killed() -> None:
    """A killed test run leaves no server behind."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        url = owner.stdout.readline().strip()
        with connect(url) as connection:
            os.kill(owner.pid, signal.SIGKILL)

            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT pg_sleep(60)")
