"""`peerbot doctor` on whole deployments, sound and unsound."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from tests.conftest import NewDatabase
from tests.stories.command import CANARY, OTHER_KEY, PEERBOT, first_run, peerbot, production


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return production(tmp_path)


def test_a_wrong_secret_is_not_printed(environment: dict[str, str]) -> None:
    """Not by the refusal of settings, and not by the doctor."""
    environment |= {"PEERBOT_MAIN_KEY": CANARY, "PEERBOT_DATABASE_URL": f"mysql://u:{CANARY}@h/d"}

    ended = [peerbot(environment, "run"), peerbot(environment, "doctor")]

    assert [each.returncode for each in ended] == [78, 1]
    assert not any(CANARY in each.stdout + each.stderr for each in ended)


def test_another_databases_main_key_is_a_wrong_setting(environment: dict[str, str]) -> None:
    """Code 78 from `run`, a failure for the doctor."""
    first_run(environment, OTHER_KEY)

    run, doctor = peerbot(environment, "run"), peerbot(environment, "doctor")

    assert (run.returncode, doctor.returncode) == (78, 1)
    assert "fail  The main key is not the one" in doctor.stdout


def test_a_folder_that_is_not_there_is_a_failure(environment: dict[str, str], tmp_path: Path) -> None:
    """Migrating would not make it, so that is said instead of praising its disk."""
    environment["PEERBOT_DATABASE_URL"] = f"sqlite:///{tmp_path / 'nowhere' / 'peerbot.db'}"

    doctor = peerbot(environment, "doctor")

    assert "fail  the folder for the database is not there" in doctor.stdout.splitlines()
    assert "the database lies" not in doctor.stdout


async def test_the_doctor_finds_a_sound_bot_sound(environment: dict[str, str]) -> None:
    """With everything in place no line fails, and no mail is sent."""
    first_run(environment)
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
    """The URL is written as platforms write it; of files there is but the folder of polls' keys."""
    environment["PEERBOT_DATABASE_URL"] = new_postgres_database().replace("postgresql+psycopg", "postgres")
    migrated = peerbot(environment, "migrate")
    first_run(environment)

    doctor = peerbot(environment, "doctor")

    assert migrated.returncode == 0
    assert "ok    the database is up to date, and the main key opens it" in doctor.stdout
    assert "the folder of polls' keys is the one in which they lie (of open polls: 0)" in doctor.stdout
    assert "the database lies" not in doctor.stdout


def test_the_doctor_without_anything_goes_through_to_the_end(tmp_path: Path) -> None:
    """What is missing keeps it from nothing that it can still look at, and it makes no file."""
    environment = {"PATH": os.environ["PATH"], "PEERBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'peerbot.db'}"}

    ended = peerbot(environment, "doctor")

    assert ended.returncode == 1
    assert "ok    time zones are the pinned ones" in ended.stdout
    assert "run `peerbot migrate`" in ended.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_is_one_that_the_settings_take(environment: dict[str, str]) -> None:
    """And no two are the same."""
    first, second = peerbot(environment, "keys", "new").stdout, peerbot(environment, "keys", "new").stdout
    environment["PEERBOT_MAIN_KEY"] = first.strip()

    doctor = peerbot(environment, "doctor").stdout

    assert first != second
    assert "ok    all settings that are needed are there" in doctor
