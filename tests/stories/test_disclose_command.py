"""`peerbot disclose` and `peerbot community`, as an operator meets them."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.clock import SystemClock, SystemEntropy
from adapters.main import app
from bot.audit import Entry
from storage.engine import Storage, open_storage
from tests.promises.cast import AL, JO, know
from tests.stories.command import KEY, first_run, production

JO_ID, AL_ID = "jojojo" + "a" * 20, "jojojo" + "b" * 20
CALGARY = "4806016"
NOBODY = "peerbot: nobody is known by this id: `/host members` tells the reference\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """In which Jo and Al are known, whose ids begin alike."""
    environment = production(tmp_path)
    first_run(environment)
    with closing(opened(environment)) as storage:
        know(storage, replace(JO, id=JO_ID), replace(AL, id=AL_ID))
    return environment


def opened(environment: dict[str, str]) -> Storage:
    return open_storage(environment["PEERBOT_DATABASE_URL"], KEY, SystemEntropy(), SystemClock())


def peerbot(environment: dict[str, str], *arguments: str) -> Result:
    """In this process, which saves a second each time."""
    return CliRunner(env=environment).invoke(app, arguments)


def audit(environment: dict[str, str]) -> list[Entry]:
    with closing(opened(environment)) as storage:
        return list(storage.transact(lambda unit: unit.audit.latest(5)))


def test_all_that_is_held_about_one_person_is_printed(environment: dict[str, str]) -> None:
    """As JSON, of nobody else; the audit says so."""
    ended = peerbot(environment, "disclose", "--member", JO_ID.upper())
    file = json.loads(ended.stdout)

    assert (ended.exit_code, ended.stderr) == (0, "")
    assert file["held"]["profiles"][0]["name"] == JO.name
    assert AL_ID not in ended.stdout
    assert [(line.action, line.subject, line.actor) for line in audit(environment)] == [
        ("disclosed", JO_ID, "operator")
    ]


@pytest.mark.parametrize(
    "member, said",
    [
        ("jojojo", "peerbot: several ids begin so: give more of it\n"),
        ("zzzzzz", NOBODY),
        ("jo", NOBODY),
        ("%' OR 1=1", NOBODY),
    ],
)
def test_whom_it_is_not_clear_about_nothing_is_printed(
    environment: dict[str, str], member: str, said: str
) -> None:
    """And nothing is audited."""
    ended = peerbot(environment, "disclose", "--member", member)

    assert (ended.exit_code, ended.stdout, ended.stderr) == (1, "", said)
    assert audit(environment) == []


def test_a_community_is_written_out_and_withdrawn(environment: dict[str, str]) -> None:
    """First it is said what would happen."""
    exported = json.loads(peerbot(environment, "community", "export", CALGARY).stdout)
    preview = peerbot(environment, "community", "withdraw", CALGARY).stdout.splitlines()
    done = peerbot(environment, "community", "withdraw", CALGARY, "--yes").stdout.splitlines()
    again = peerbot(environment, "community", "export", CALGARY)

    assert exported["community"]["id"] == CALGARY
    assert done == [
        "4806016  City of Calgary: not named or found any more",
        "  domains revoked: calgary.ca",
        "  members who stay members and are asked about it: 0",
    ]
    assert preview == [*done, "nothing was changed: say --yes to do it; it cannot be undone from here"]
    assert (again.exit_code, again.stderr) == (1, "peerbot: there is no community with this id\n")
