"""The command `peerbot` as an operator meets it: what it says, how it ends, and what it never prints."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock, SystemEntropy
from storage import migrations
from storage.engine import open_storage
from tests.stories.command import CANARY, KEY, PEERBOT, first_run, peerbot, production
from tests.stories.screen import running_sandbox

HEAVY = ["aiohttp", "alembic", "cryptography", "discord", "pydantic", "sqlalchemy", "structlog", "storage"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return production(tmp_path)


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """Somebody who listens at a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def test_help_loads_nothing_that_it_does_not_need() -> None:
    """The commands are listed before any heavy library is imported."""
    program = f"import adapters.main, sys; print([name for name in {HEAVY} if name in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout == "[]\n"


def test_a_run_without_settings_names_all_that_is_missing() -> None:
    """Mail and key included, a line each, and code 78."""
    ended = peerbot({"PATH": os.environ["PATH"]}, "run")

    missing = [line.split()[1] for line in ended.stderr.splitlines() if " is missing: " in line]
    assert ended.returncode == 78
    assert len(missing) == len(ended.stderr.splitlines())
    assert {"PEERBOT_SMTP_HOST", "PEERBOT_MAIN_KEY", "PEERBOT_NETWORK_NAME"} <= set(missing)


def test_migrating_makes_the_database_for_its_owner_alone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It needs no other setting than where; a second time there is nothing to do."""
    only = {name: environment[name] for name in ("PATH", "PEERBOT_DATABASE_URL")}

    first, second = peerbot(only, "migrate"), peerbot(only, "migrate")

    assert (first.returncode, second.returncode) == (0, 0)
    steps = len(list(Path(migrations.__file__).parent.glob("versions/0*.py")))
    assert first.stdout == f"the database is up to date (steps made: {steps})\n"
    assert second.stdout == "the database is up to date (steps made: 0)\n"
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*.db")} == {0o600}


def test_a_run_before_migrating_says_what_to_do(environment: dict[str, str]) -> None:
    """It fails, and makes nothing by the way."""
    ended = peerbot(environment, "run")

    assert ended.returncode == 78
    assert "run `peerbot migrate`" in ended.stderr


def test_a_second_bot_on_the_same_file_does_not_start(environment: dict[str, str]) -> None:
    """Code 69, and the reason in one line."""
    first_run(environment)
    url = environment["PEERBOT_DATABASE_URL"]
    first = open_storage(url, KEY, SystemEntropy(), SystemClock(), exclusive=True)

    ended = peerbot(environment, "run")
    first.close()

    assert ended.returncode == 69
    assert ended.stderr == (
        "peerbot: A bot is running on this database, or a command that needs it for itself.\n"
    )


def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    environment: dict[str, str], taken: socket.socket
) -> None:
    """Code 69: starting again later may help."""
    port = taken.getsockname()[1]
    taken.close()
    environment["PEERBOT_DATABASE_URL"] = f"postgresql://peerbot:{CANARY}@127.0.0.1:{port}/peerbot"
    environment["PEERBOT_POLL_KEYS"] = gettempdir()

    ended = peerbot(environment, "run")

    assert ended.returncode == 69
    assert ended.stderr == "peerbot: the database cannot be reached, or does not let us in\n"


def test_a_file_that_is_no_database_is_told_without_its_contents(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It is left as it is."""
    (tmp_path / "peerbot.db").write_text(CANARY * 100)

    ended = peerbot(environment, "run")

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: the database refuses to work (DatabaseError)\n"
    assert (tmp_path / "peerbot.db").read_text() == CANARY * 100


def test_a_taken_port_ends_the_run(environment: dict[str, str], taken: socket.socket) -> None:
    """Code 69: another program listens there."""
    first_run(environment)
    environment["PORT"] = str(taken.getsockname()[1])

    ended = peerbot(environment, "run")

    assert ended.returncode == 69
    assert ended.stderr.splitlines()[-1] == (
        "peerbot: another program listens at this port already: choose another one"
    )


async def test_a_running_bot_is_ready_and_ends_well_when_asked(environment: dict[str, str]) -> None:
    """It says so in its log, a misspelt setting is a warning, and SIGTERM ends it with code 0."""
    first_run(environment)
    environment["PEERBOT_SMTP_HSOT"] = CANARY
    with socket.create_server(("127.0.0.1", 0)) as free:
        environment["PORT"] = str(free.getsockname()[1])
    bot = await asyncio.create_subprocess_exec(PEERBOT, "run", env=environment, stderr=subprocess.PIPE)
    assert bot.stderr is not None
    warned, ready = await bot.stderr.readline(), await bot.stderr.readline()
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{environment['PORT']}/readyz") as got,
    ):
        health = got.status, await got.json()
    bot.send_signal(signal.SIGTERM)
    rest = await bot.stderr.read()
    code = await bot.wait()

    events = [json.loads(line)["event"] for line in (ready + rest).splitlines()]
    assert code == 0
    assert warned == b"peerbot: PEERBOT_SMTP_HSOT is not a setting: do you mean PEERBOT_SMTP_HOST?\n"
    assert health == (200, {"ready": True, "problems": [], "state": "working"})
    assert (events[0], events[-1]) == ("bot.ready", "bot.stopped")


def test_the_sandbox_does_not_run_beside_a_real_network(environment: dict[str, str]) -> None:
    """With production's settings around it refuses, and names them without their values."""
    environment["PEERBOT_SMTP_PASSWORD"] = CANARY

    ended = peerbot(environment, "try", "--no-browser", "--port", "0")

    assert ended.returncode == 78
    assert "PEERBOT_MAIN_KEY" in ended.stderr
    assert CANARY not in ended.stderr


async def test_a_sandbox_begins_today_and_keeps_its_clock(tmp_path: Path) -> None:
    """After its members have joined, some weeks ago; a week ahead it stays a week ahead."""
    async with running_sandbox(tmp_path) as address, ClientSession() as session:
        begun = float((tmp_path / "clock").read_text())
        await session.post(f"{address}clock", json={"push": "week"}, headers={"Origin": address.rstrip("/")})
    async with running_sandbox(tmp_path):
        ahead = float((tmp_path / "clock").read_text())

    assert round(begun) == 0
    assert round(ahead) == timedelta(weeks=1).total_seconds()


def test_a_story_is_not_told_over_something_else(environment: dict[str, str], tmp_path: Path) -> None:
    """A folder with something in it is left alone."""
    (tmp_path / "mine.txt").write_text("mine")

    ended = peerbot(environment, "story", str(tmp_path))

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: this is not an empty folder\n"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_story_is_told_where_a_database_was_named(environment: dict[str, str], tmp_path: Path) -> None:
    """The schemes of the settings are understood, and no file is listed that is not there."""
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"

    ended = peerbot(environment, "story", str(tmp_path / "story"), "--database-url", url)

    assert ended.returncode == 0
    assert ended.stdout.splitlines() == [str(tmp_path / "story" / name) for name in ("transcript.md", "mail")]


def test_a_story_with_a_wrong_database_is_a_wrong_command(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """Code 2 and what is right; what was written is not repeated."""
    ended = peerbot(environment, "story", str(tmp_path / "story"), "--database-url", f"mysql://{CANARY}")

    assert ended.returncode == 2
    assert "--database-url" in ended.stderr
    assert "must be sqlite:///FILE" in ended.stderr
    assert CANARY not in ended.stderr


def test_a_folder_that_cannot_be_made_is_told_in_a_line(environment: dict[str, str]) -> None:
    """In the system's words, without the path."""
    ended = peerbot(environment, "story", f"/dev/null/{CANARY}")

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: the system refuses: Not a directory\n"


def test_a_database_in_a_folder_that_is_not_there_is_told_in_a_line(environment: dict[str, str]) -> None:
    """No folder is made by the way."""
    environment["PEERBOT_DATABASE_URL"] = f"sqlite:////nowhere-{CANARY}/peerbot.db"

    ended = peerbot(environment, "migrate")

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: the system refuses: No such file or directory\n"


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_a_wrong_interface_ends_the_run(environment: dict[str, str], host: str) -> None:
    """Code 78: starting again would not help."""
    first_run(environment)
    environment["PEERBOT_HOST"] = host

    ended = peerbot(environment, "run")

    assert ended.returncode == 78
    assert ended.stderr.splitlines()[-1] == "peerbot: PEERBOT_HOST is no address of this machine"


def test_what_nobody_foresaw_is_told_by_its_type(environment: dict[str, str], tmp_path: Path) -> None:
    """Code 1 and one line of log; no traceback, which would quote."""
    (tmp_path / "rooms.jsonl").write_text(f"{CANARY}\n")
    only = {"PATH": environment["PATH"]}

    ended = peerbot(only, "try", "--no-browser", "--port", "0", "--folder", str(tmp_path))

    (line,) = ended.stderr.splitlines()
    assert ended.returncode == 1
    assert (json.loads(line)["event"], json.loads(line)["error"]) == (
        "crashed", "adapters.local.journal.JournalDamaged",
    )  # fmt: skip
    assert CANARY not in line


def test_the_version_names_the_time_zones_too(environment: dict[str, str]) -> None:
    """Both belong into a report of a fault."""
    told = peerbot(environment, "version").stdout

    assert told.startswith("peerbot 0.")
    assert "time zones 20" in told
