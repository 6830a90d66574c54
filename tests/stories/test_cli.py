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
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from aiosmtpd.smtp import SMTP

from adapters.clock import SystemClock, SystemEntropy
from storage.engine import open_storage
from storage.migrations import migrate
from tests.conftest import NewDatabase

PEERBOT = Path(sys.executable).with_name("peerbot")
CANARY = "hunter2canary"
KEY, OTHER_KEY = bytes(range(32)), bytes(range(32, 64))
HEAVY = [
    "aiohttp",
    "alembic",
    "apscheduler",
    "cryptography",
    "pydantic",
    "sqlalchemy",
    "structlog",
    "storage",
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """All that `peerbot run` needs, and nothing from the machine."""
    return {
        "PATH": os.environ["PATH"],
        "PEERBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'peerbot.db'}",
        "PEERBOT_MAIN_KEY": b64encode(KEY).decode(),
        "PEERBOT_NETWORK_NAME": "Peers",
        "PEERBOT_POSTAL_ADDRESS": "100 Example Street, Ottawa",
        "PEERBOT_CONTACT": "hosts@network.example",
        "PEERBOT_MAIL_FROM": "peers@network.example",
        "PEERBOT_SMTP_HOST": "127.0.0.1",
        "PEERBOT_SMTP_SECURITY": "none",
        "PEERBOT_HOST": "127.0.0.1",
    }


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """Somebody who listens at a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def _peerbot(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PEERBOT, *arguments], env=environment, capture_output=True, text=True, check=False)


def _first_run(environment: dict[str, str], key: bytes = KEY) -> None:
    """Makes the database, and the key in it that only this main key opens."""
    migrate(environment["PEERBOT_DATABASE_URL"])
    open_storage(environment["PEERBOT_DATABASE_URL"], key, SystemEntropy(), SystemClock()).close()


def test_help_loads_nothing_that_it_does_not_need() -> None:
    """The commands are listed before any heavy library is imported."""
    program = f"import adapters.main, sys; print([name for name in {HEAVY} if name in sys.modules])"

    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert loaded.stdout == "[]\n"


def test_a_run_without_settings_names_all_that_is_missing() -> None:
    """Mail and key included, a line each, and code 78."""
    ended = _peerbot({"PATH": os.environ["PATH"]}, "run")

    missing = [line.split()[1] for line in ended.stderr.splitlines() if " is missing: " in line]
    assert ended.returncode == 78
    assert len(missing) == len(ended.stderr.splitlines())
    assert {"PEERBOT_SMTP_HOST", "PEERBOT_MAIN_KEY", "PEERBOT_NETWORK_NAME"} <= set(missing)


def test_a_wrong_secret_is_not_printed(environment: dict[str, str]) -> None:
    """Not by the refusal of settings, and not by the doctor."""
    environment |= {"PEERBOT_MAIN_KEY": CANARY, "PEERBOT_DATABASE_URL": f"mysql://u:{CANARY}@h/d"}

    ended = [_peerbot(environment, "run"), _peerbot(environment, "doctor")]

    assert [each.returncode for each in ended] == [78, 1]
    assert not any(CANARY in each.stdout + each.stderr for each in ended)


def test_migrating_makes_the_database_for_its_owner_alone(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It needs no other setting than where; a second time there is nothing to do."""
    only = {name: environment[name] for name in ("PATH", "PEERBOT_DATABASE_URL")}

    first, second = _peerbot(only, "migrate"), _peerbot(only, "migrate")

    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stdout == "the database is up to date (0 steps made)\n"
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("*.db")} == {0o600}


def test_a_run_before_migrating_says_what_to_do(environment: dict[str, str]) -> None:
    """It fails, and makes nothing by the way."""
    ended = _peerbot(environment, "run")

    assert ended.returncode == 1
    assert "run `peerbot migrate`" in ended.stderr


def test_a_second_bot_on_the_same_file_does_not_start(environment: dict[str, str]) -> None:
    """Code 69, and the reason in one line."""
    _first_run(environment)
    url = environment["PEERBOT_DATABASE_URL"]
    first = open_storage(url, KEY, SystemEntropy(), SystemClock(), exclusive=True)

    ended = _peerbot(environment, "run")
    first.close()

    assert ended.returncode == 69
    assert ended.stderr == (
        "peerbot: Another bot is running on this database file, and there can be only one.\n"
    )


def test_another_databases_main_key_is_a_wrong_setting(environment: dict[str, str]) -> None:
    """Code 78 from `run`, a failure for the doctor."""
    _first_run(environment, OTHER_KEY)

    run, doctor = _peerbot(environment, "run"), _peerbot(environment, "doctor")

    assert (run.returncode, doctor.returncode) == (78, 1)
    assert "fail  The main key is not the one" in doctor.stdout


def test_a_database_that_cannot_be_reached_is_told_without_its_password(
    environment: dict[str, str], taken: socket.socket
) -> None:
    """Code 69: starting again later may help."""
    port = taken.getsockname()[1]
    taken.close()
    environment["PEERBOT_DATABASE_URL"] = f"postgresql://peerbot:{CANARY}@127.0.0.1:{port}/peerbot"

    ended = _peerbot(environment, "run")

    assert ended.returncode == 69
    assert ended.stderr == "peerbot: the database cannot be reached, or does not let us in\n"


def test_a_file_that_is_no_database_is_told_without_its_contents(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """It is left as it is."""
    (tmp_path / "peerbot.db").write_text(CANARY * 100)

    ended = _peerbot(environment, "run")

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: the database refuses to work (DatabaseError)\n"
    assert (tmp_path / "peerbot.db").read_text() == CANARY * 100


def test_a_taken_port_ends_the_run(environment: dict[str, str], taken: socket.socket) -> None:
    """Code 69: another program listens there."""
    _first_run(environment)
    environment["PORT"] = str(taken.getsockname()[1])

    ended = _peerbot(environment, "run")

    assert ended.returncode == 69
    assert ended.stderr.splitlines()[-1] == "peerbot: another program listens at this port already"


async def test_a_running_bot_is_ready_and_ends_well_when_asked(environment: dict[str, str]) -> None:
    """It says so in its log, a misspelt setting is a warning, and SIGTERM ends it with code 0."""
    _first_run(environment)
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
    assert health == (200, {"ready": True, "problems": []})
    assert (events[0], events[-1]) == ("bot.ready", "bot.stopped")


async def test_the_doctor_finds_a_sound_bot_sound(environment: dict[str, str]) -> None:
    """With everything in place no line fails, and no mail is sent."""
    _first_run(environment)
    loop = asyncio.get_running_loop()
    async with await loop.create_server(lambda: SMTP(object()), "127.0.0.1", 0) as server:
        environment["PEERBOT_SMTP_PORT"] = str(server.sockets[0].getsockname()[1])
        doctor = await asyncio.create_subprocess_exec(
            PEERBOT, "doctor", env=environment, stdout=subprocess.PIPE
        )
        told, _ = await doctor.communicate()

    lines = told.decode().splitlines()
    assert doctor.returncode == 0
    assert "ok    the database is up to date, and the main key opens it" in lines
    assert f"ok    the mail server 127.0.0.1:{environment['PEERBOT_SMTP_PORT']} answers" in lines


def test_all_of_it_works_on_postgresql_too(
    environment: dict[str, str], new_postgres_database: NewDatabase
) -> None:
    """The URL is written as platforms write it; files are not spoken of, since there are none."""
    environment["PEERBOT_DATABASE_URL"] = new_postgres_database().replace("postgresql+psycopg", "postgres")
    migrated = _peerbot(environment, "migrate")
    _first_run(environment)

    doctor = _peerbot(environment, "doctor")

    assert migrated.returncode == 0
    assert "ok    the database is up to date, and the main key opens it" in doctor.stdout
    assert " lies " not in doctor.stdout


def test_the_doctor_without_anything_goes_through_to_the_end(tmp_path: Path) -> None:
    """What is missing keeps it from nothing that it can still look at, and it makes no file."""
    environment = {"PATH": os.environ["PATH"], "PEERBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'peerbot.db'}"}

    ended = _peerbot(environment, "doctor")

    assert ended.returncode == 1
    assert "ok    time zones are the pinned ones" in ended.stdout
    assert "run `peerbot migrate`" in ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_is_one_that_the_settings_take(environment: dict[str, str]) -> None:
    """And no two are the same."""
    first, second = _peerbot(environment, "keys", "new").stdout, _peerbot(environment, "keys", "new").stdout
    environment["PEERBOT_MAIN_KEY"] = first.strip()

    doctor = _peerbot(environment, "doctor").stdout

    assert first != second
    assert "ok    all settings that are needed are there" in doctor


def test_the_sandbox_does_not_run_beside_a_real_network(environment: dict[str, str]) -> None:
    """With production's settings around it refuses, and names them without their values."""
    environment["PEERBOT_SMTP_PASSWORD"] = CANARY

    ended = _peerbot(environment, "try", "--no-browser", "--port", "0")

    assert ended.returncode == 78
    assert "PEERBOT_MAIN_KEY" in ended.stderr
    assert CANARY not in ended.stderr


def test_a_story_is_not_told_over_something_else(environment: dict[str, str], tmp_path: Path) -> None:
    """A folder with something in it is left alone."""
    (tmp_path / "mine.txt").write_text("mine")

    ended = _peerbot(environment, "story", str(tmp_path))

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: this is not an empty folder\n"
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_what_nobody_foresaw_is_told_by_its_type(environment: dict[str, str]) -> None:
    """Code 1 and one line of log; no traceback, which would quote."""
    ended = _peerbot(environment, "story", f"/dev/null/{CANARY}")

    (line,) = ended.stderr.splitlines()
    assert ended.returncode == 1
    assert (json.loads(line)["event"], json.loads(line)["error"]) == ("crashed", "NotADirectoryError")
    assert CANARY not in line


def test_the_version_names_the_time_zones_too(environment: dict[str, str]) -> None:
    """Both belong into a report of a fault."""
    told = _peerbot(environment, "version").stdout

    assert told.startswith("peerbot 0.")
    assert "time zones 20" in told
