"""The run is made once for all tests, on each database, and by one of the processes that divide them."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.databases import PostgresServer, running_postgres
from tests.sources import ROOT
from tests.unrecorded.held import Held, held
from tests.unrecorded.run import KEPT, SEEN

PATIENCE = 900  # seconds; it takes some ten, and much more where many others work
# What comes with every server, and holds nothing of ours.
TEMPLATES = ("base/1", "base/4", "base/5")


def played(base: Path, database: str) -> Held:
    folder = base / f"unrecorded-{database}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / SEEN / "told.json").exists():
            _play(folder, database)
    return held(folder)


def _play(folder: Path, database: str) -> None:
    for each in (folder / SEEN, folder / KEPT / "tmp", folder / KEPT / "sandbox"):
        each.mkdir(parents=True, exist_ok=True)
    if database == "postgres":
        with running_postgres() as server, server.new_database() as url:
            _in_a_process(folder, url, "http")
            _copy(server, folder / KEPT / "server")
    else:
        url, other = (f"sqlite:///{folder / KEPT / name}" for name in ("peerbot.db", "sandbox/peerbot.db"))
        _in_a_process(folder, url, "socket", other)


def _in_a_process(folder: Path, *orders: str) -> None:
    """Whose home, folder and place for temporary files are those that are looked at; it ends by a crash."""
    kept = folder / KEPT
    place = {"PYTHONPATH": str(ROOT), "HOME": str(kept), "TMPDIR": str(kept / "tmp"), "PYTHONTZPATH": ""}
    with (kept / "out").open("wb") as out, (kept / "log").open("wb") as log:
        ended = subprocess.run(
            [sys.executable, "-B", "-m", "tests.unrecorded", folder, *orders],
            cwd=kept, stdout=out, stderr=log, env=os.environ | place, timeout=PATIENCE, check=False,
        )  # fmt: skip
    if ended.returncode != 1 or not (folder / SEEN / "told.json").exists():
        raise AssertionError((kept / "log").read_text(encoding="utf-8")[-2000:])


def _copy(server: PostgresServer, where: Path) -> None:
    """All that the server has written, as it lies on the disk."""
    with psycopg.connect(server.admin_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    data = server.folder / "data"
    with _unreadable_is_gone():
        shutil.copytree(data, where, ignore=lambda folder, names: _templates(data, Path(folder), names))


def _templates(data: Path, folder: Path, names: list[str]) -> list[str]:
    return [name for name in names if str((folder / name).relative_to(data)) in TEMPLATES]


@contextmanager
def _unreadable_is_gone() -> Iterator[None]:
    """The server goes on meanwhile, and takes files away."""
    try:
        yield
    except shutil.Error as error:
        left = [reason for *_, reason in error.args[0] if "No such file" not in str(reason)]
        assert not left, left
