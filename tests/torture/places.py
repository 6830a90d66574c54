"""Where stories are told: which database, on which kind of disk, on a server of whose making."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, runtime_checkable

from sqlalchemy import make_url

from storage.migrations import migrate
from tests.databases import OUTLIVES_KILLS, PostgresServer, running_postgres
from tests.stories.copies import Databases, PostgresDatabases, SqliteDatabases

BLOCK = b"\0" * 4096


@dataclass(frozen=True, slots=True)
class Place:
    """`open` makes the databases of one stage, for as long as its block lasts."""

    name: str
    open: Callable[[], AbstractContextManager[Databases]]


@contextmanager
def sqlite() -> Iterator[Databases]:
    with TemporaryDirectory(prefix="peerbot-template-") as folder:
        yield SqliteDatabases(Path(folder))


def on(server: PostgresServer) -> Callable[[], AbstractContextManager[Databases]]:
    """On a server that others use as well."""

    @contextmanager
    def postgres() -> Iterator[Databases]:
        with server.new_database(server.prepare_template("migrated", migrate)) as url:
            yield PostgresDatabases(url)

    return postgres


class SmallDisk:
    """A disk of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, room: int) -> None:
        """All of it but so many bytes."""
        with self._filler.open("wb", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(BLOCK)
        os.truncate(self._filler, max(0, self._filler.stat().st_size - room))

    def clear(self) -> None:
        self._filler.unlink()


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[SmallDisk]:
    """Only root may make one, and not everywhere."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def disks_can_be_mounted() -> bool:
    try:
        with TemporaryDirectory(prefix="peerbot-disk-") as folder, small_disk(Path(folder, "disk"), "64k"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@runtime_checkable
class OnSmallDisk(Protocol):
    """Databases that lie on one."""

    @property
    def disk(self) -> SmallDisk: ...


class SqliteOnSmallDisk(SqliteDatabases):
    """Each on another one."""

    disk: SmallDisk

    @contextmanager
    def new(self, folder: Path) -> Iterator[str]:
        with small_disk(folder / "disk", "4m") as self.disk, super().new(self.disk.folder) as url:
            yield url


class PostgresOnSmallDisk(PostgresDatabases):
    """All its tables; not the server's log."""

    def __init__(self, url: str, disk: SmallDisk) -> None:
        super().__init__(url)
        self.disk = disk


@contextmanager
def sqlite_on_small_disk() -> Iterator[Databases]:
    with TemporaryDirectory(prefix="peerbot-template-") as folder:
        yield SqliteOnSmallDisk(Path(folder))


@contextmanager
def postgres_on_small_disk() -> Iterator[Databases]:
    with running_postgres() as server, small_disk(server.folder / "disk", "32m") as disk:
        shutil.chown(disk.folder, "nobody", "nogroup")
        server.execute(f"CREATE TABLESPACE small LOCATION '{disk.folder}'")
        with server.new_database() as url:
            server.execute("ALTER DATABASE {} SET TABLESPACE small", make_url(url).database or "")
            migrate(url)
            yield PostgresOnSmallDisk(url, disk)


class RestartedPostgres(PostgresDatabases):
    """A server of its own, that can be started again."""

    def __init__(self, url: str, server: PostgresServer) -> None:
        super().__init__(url)
        self.server = server


@contextmanager
def restarted(habits: str = OUTLIVES_KILLS) -> Iterator[Databases]:
    with running_postgres(habits) as server, server.new_database() as url:
        migrate(url)
        yield RestartedPostgres(url, server)
