"""The commands that watch and steer what goes out, as an operator meets them, beside a running bot."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from bot import switch
from bot.deliveries import Letter
from storage.migrations import migrate
from tests.conftest import NewDatabase
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import DOWN, GONE, House
from tests.databases import PostgresServer
from tests.stories.command import PEERBOT, peerbot, production
from tests.stories.postbox import Mailbox, mail_server

on_both = pytest.mark.parametrize("environment", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    environment = production(tmp_path)
    if getattr(request, "param", "sqlite") == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        new: NewDatabase = request.getfixturevalue("new_postgres_database")
        environment["PEERBOT_DATABASE_URL"] = new(server.prepare_template("migrated", migrate))
    return environment


@pytest.fixture
def house(environment: dict[str, str]) -> Iterator[House]:
    """People who do things in the same database, at the machine's time; it stays open beside the commands."""
    house = House(environment["PEERBOT_DATABASE_URL"])
    house.clock.push(SystemClock().now() - house.clock.now())
    yield house
    house.close()


def failed(house: House) -> list[str]:
    """Two codes that could not be mailed: their errands' ids, newest first."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.asks(LUC)
    house.carries_out()
    house.fates.clear()
    return [errand.id for errand in house.storage.transact(lambda unit: unit.outbox.failed(2))]


# ---- the switch


@on_both
def test_an_operator_pauses_and_resumes(environment: dict[str, str], house: House) -> None:
    """Each says how it stands afterwards, and doing it twice is harmless."""
    paused = peerbot(environment, "pause")
    meanwhile, again = house.app.is_paused(), peerbot(environment, "pause")
    resumed, nothing = peerbot(environment, "resume"), peerbot(environment, "resume")

    assert [ended.returncode for ended in (paused, again, resumed, nothing)] == [0] * 4
    assert paused.stdout.startswith("paused since 2")
    assert paused.stdout.endswith(" by operator: nothing goes out, everything is kept\n")
    assert (meanwhile, again.stdout) == (True, paused.stdout)
    assert resumed.stdout.startswith("resumed: what was kept since 2")
    assert nothing.stdout == "nothing was paused\n"
    assert not house.app.is_paused()


def test_a_pause_by_a_coordinator_is_told_by_an_id(environment: dict[str, str], house: House) -> None:
    """A terminal is no place for names."""
    house.presses(CLAIRE, "switch.pause", "all")
    told = peerbot(environment, "pause").stdout

    assert f" by {house.profile(CLAIRE).id}: " in told
    assert CLAIRE.name not in told


def test_pausing_needs_a_database_that_is_there(tmp_path: Path) -> None:
    """And ends like every other command without one."""
    ended = peerbot(production(tmp_path), "pause")

    assert (ended.returncode, list(tmp_path.iterdir())) == (78, [])


@on_both
async def test_a_bot_that_runs_sends_nothing_while_it_is_paused(
    environment: dict[str, str], house: House, tmp_path: Path
) -> None:
    """It says so where it is asked whether it is ready; resumed, it sends what was kept."""
    peerbot(environment, "pause")
    house.asks(ANA)
    async with mail_server() as mail:
        mail.mailbox = Mailbox(tmp_path / "mail")
        environment["PEERBOT_SMTP_PORT"] = str(mail.port)
        bot = await started(environment)
        ready, before = await asks_whether_ready(environment), mail.mailbox.names()
        await asyncio.to_thread(peerbot, environment, "resume")
        settled = await logged(bot, "errand.settled")
        bot.send_signal(signal.SIGTERM)
        await bot.wait()

    assert ready == (200, {"ready": True, "problems": [], "state": "paused"})
    assert (before, len(mail.mailbox.names())) == ([], 1)
    assert (settled["kind"], settled["result"]) == ("joining.code", "delivered")


async def started(environment: dict[str, str]) -> asyncio.subprocess.Process:
    with socket.create_server(("127.0.0.1", 0)) as free:
        environment["PORT"] = str(free.getsockname()[1])
    bot = await asyncio.create_subprocess_exec(PEERBOT, "run", env=environment, stderr=subprocess.PIPE)
    await logged(bot, "bot.ready")
    return bot


async def logged(bot: asyncio.subprocess.Process, event: str) -> dict[str, object]:
    """The next line of its log that tells of this."""
    assert bot.stderr is not None
    while line := await bot.stderr.readline():
        told: dict[str, object] = json.loads(line)
        if told["event"] == event:
            return told
    raise AssertionError(f"it ended before {event}")


async def asks_whether_ready(environment: dict[str, str]) -> tuple[int, object]:
    url = f"http://127.0.0.1:{environment['PORT']}/readyz"
    async with ClientSession() as session, session.get(url) as got:
        return got.status, await got.json()


# ---- what could not be delivered


def test_what_failed_and_what_keeps_failing_is_a_table(environment: dict[str, str], house: House) -> None:
    """Of ids, kinds, moments and codes; nobody is named."""
    one, other = failed(house)
    house.fates[Letter] = DOWN
    house.asks(ANA.called("ana2"))
    house.carries_out()
    ended = peerbot(environment, "errands")
    head, *rows = [line.split() for line in ended.stdout.splitlines()]

    assert head == ["id", "kind", "since", "result", "code"]
    assert [(row[0], row[1], row[3], row[4]) for row in rows[:2]] == [
        (one, "joining.code", "never", "gone"),
        (other, "joining.code", "never", "gone"),
    ]
    assert rows[2][3:] == ["waiting", "down"]
    assert "@" not in ended.stdout


def test_an_empty_table_is_a_sentence(environment: dict[str, str], house: House) -> None:
    """So that nobody wonders whether the command has worked."""
    house.asks(ANA)

    assert peerbot(environment, "errands").stdout == "nothing failed, and nothing is failing\n"


@on_both
def test_errands_are_tried_again_by_name(environment: dict[str, str], house: House) -> None:
    """A line for each; the code says whether all were. Audited as the operator's."""
    one, other = failed(house)
    first, second = [peerbot(environment, "errands", "retry", one) for _ in range(2)]
    forged = peerbot(environment, "errands", "retry", other, "forged", "\udcff")

    assert (first.returncode, first.stdout) == (0, f"{one}  is tried again\n")
    assert second.returncode == 1
    assert second.stdout == f"{one}  is not tried again: it does not stand as failed\n"
    assert (forged.returncode, forged.stdout.count("is not here, or not any more")) == (1, 2)
    assert [(line.actor, line.action, line.subject) for line in house.audit()] == [
        ("operator", "retried", one),
        ("operator", "retried", other),
    ]


def test_all_can_be_tried_again(environment: dict[str, str], house: House) -> None:
    """What has lost its reason is not, and that is well."""
    one, other = failed(house)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)
    ended = peerbot(environment, "errands", "retry", "--all")

    assert ended.returncode == 0
    assert ended.stdout.splitlines() == [
        f"{one}  is tried again",
        f"{other}  is not tried again: nothing would be sent any more",
    ]


@pytest.mark.parametrize("wrong", [[], ["--all", "a"]])
def test_it_has_to_be_said_what_to_try_again(tmp_path: Path, wrong: list[str]) -> None:
    """Code 2, and no database is opened."""
    ended = peerbot(production(tmp_path), "errands", "retry", *wrong)

    assert ended.returncode == 2
    assert "--all" in ended.stderr


# ---- the audit


@on_both
def test_the_audit_is_exported_as_it_was_written(environment: dict[str, str], house: House) -> None:
    """In order, an object on each line; nobody is named."""
    house.declines(CLAIRE, house.waits(ANA), note="Not in our region")
    ended = peerbot(environment, "audit", "export")
    lines = [json.loads(line) for line in ended.stdout.splitlines()]

    written = [line for line in house.audit() if line.action != "exported"]
    assert [(line["id"], line["actor"], line["action"]) for line in lines] == [
        (line.id, line.actor, line.action) for line in written
    ]
    assert {*lines[0]} == {"id", "at", "actor", "action", "subject", "reason", "detail"}
    assert not any(word in ended.stdout for word in (CLAIRE.name, ANA.name, ANA.email, "region"))


def test_an_export_is_audited_itself(environment: dict[str, str], house: House) -> None:
    """After it, so that the next one tells of it."""
    first, second = (peerbot(environment, "audit", "export", "--format", "csv") for _ in range(2))
    (line,) = list(csv.DictReader(second.stdout.splitlines()))

    assert first.stdout == "id,at,actor,action,subject,reason,detail\n"
    assert (line["actor"], line["action"], line["detail"]) == ("operator", "exported", "csv")


def test_an_export_can_begin_at_a_day(environment: dict[str, str], house: House) -> None:
    """Of the network's zone; what was before is left out."""
    house.clock.push(-timedelta(days=3))
    pauses_and_resumes(house)
    house.clock.push(timedelta(days=3))
    pauses_and_resumes(house)
    day = house.clock.now().date() - timedelta(days=1)
    ended = peerbot(environment, "audit", "export", "--since", day.isoformat())

    assert [json.loads(line)["id"] for line in ended.stdout.splitlines()] == [
        line.id for line in house.audit()[2:4]
    ]


def pauses_and_resumes(house: House) -> None:
    house.app.operate(lambda turn: switch.pause(turn, "clock"))
    house.app.operate(lambda turn: switch.resume(turn, "clock"))


@pytest.mark.parametrize("wrong", [["--since", "yesterday"], ["--format", "xml"]])
def test_a_wrong_export_is_a_wrong_command(tmp_path: Path, wrong: list[str]) -> None:
    """Code 2, before anything is opened."""
    assert peerbot(production(tmp_path), "audit", "export", *wrong).returncode == 2


def test_an_export_that_could_not_be_written_is_not_audited(
    environment: dict[str, str], house: House
) -> None:
    """A full disk is told in a line, once."""
    for _ in range(40):
        pauses_and_resumes(house)
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [PEERBOT, "audit", "export"],
            env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert ended.returncode == 1
    assert ended.stderr == "peerbot: the system refuses: No space left on device\n"
    assert "exported" not in {line.action for line in house.audit()}


def test_a_reader_who_stops_ends_the_export(environment: dict[str, str], house: House) -> None:
    """As `| head` does; it was not read, so it is not audited."""
    for _ in range(400):
        pauses_and_resumes(house)
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [PEERBOT, "audit", "export"],
        env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (1, "peerbot: the system refuses: Broken pipe\n")
    assert "exported" not in {line.action for line in house.audit()}
