"""`peerbot members` as an operator meets it: what a list brings, what stops it, and what is never printed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from adapters.clock import SystemClock, SystemEntropy
from bot.members.model import Profile
from storage.engine import open_storage
from tests.stories.command import CANARY, KEY, first_run, peerbot, production

ROWS = (
    "name,address,community,language,consented_on,joined_on",
    "Ana Roy,ana.roy@calgary.ca,Calgary,en,2025-01-15,2025-04-30",
    "Luc Gagné,luc@montreal.ca,Montréal,fr,,",
    "Zoé Parent,zoe@nowhere.ca,Halfway,fr,,",
)
REPORT = [
    "new members: 3",
    "known before, members now: 0",
    "members already, left as they are: 0",
    "removed earlier, left as they are: 0",
    "communities that are not in the registry, kept as typed: 1",
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    environment = production(tmp_path)
    first_run(environment)
    return environment


def written(folder: Path, *rows: str) -> str:
    file = folder / "members.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return str(file)


def members(environment: dict[str, str]) -> list[Profile]:
    storage = open_storage(environment["PEERBOT_DATABASE_URL"], KEY, SystemEntropy(), SystemClock())
    try:
        found = storage.transact(lambda unit: unit.profiles.inside("", 100))
    finally:
        storage.close()
    return sorted(found, key=lambda profile: profile.name)


def imports(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return peerbot(environment, "members", "import", *arguments)


def test_a_list_is_imported_and_counted(environment: dict[str, str], tmp_path: Path) -> None:
    """A line for each kind; names and addresses are sealed like anybody's."""
    ended = imports(environment, written(tmp_path, *ROWS))

    assert (ended.returncode, ended.stdout.splitlines(), ended.stderr) == (0, REPORT, "")
    assert [(who.name, who.reader.language, who.mail_consent) for who in members(environment)] == [
        ("Ana Roy", "en", "import"), ("Luc Gagné", "fr", ""), ("Zoé Parent", "fr", ""),
    ]  # fmt: skip
    assert b"ana.roy" not in (tmp_path / "peerbot.db").read_bytes()


def test_importing_a_list_again_changes_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    """Whoever is there is left as they are."""
    file = written(tmp_path, *ROWS)
    imports(environment, file)
    before = members(environment)
    ended = imports(environment, file)

    assert ended.stdout.splitlines()[:3] == [
        "new members: 0", "known before, members now: 0", "members already, left as they are: 3",
    ]  # fmt: skip
    assert members(environment) == before


def test_a_rehearsal_says_the_same_and_changes_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    """The last line says that it was one."""
    ended = imports(environment, written(tmp_path, *ROWS), "--dry-run")

    assert ended.returncode == 0
    assert ended.stdout.splitlines() == [*REPORT, "this was a rehearsal: nothing was changed"]
    assert members(environment) == []


def test_one_wrong_row_and_nobody_is_imported(environment: dict[str, str], tmp_path: Path) -> None:
    """Code 1; each problem by line and column, and no word of what stands there."""
    rows = [*ROWS, f"{CANARY},{CANARY}@,={CANARY},xx,30/04/2025,", f"Bo,bo@{CANARY},Calgary,en,,"]
    ended = imports(environment, written(tmp_path, *rows))

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "peerbot: line 5: community: begins like a formula",
        "peerbot: line 5: address: is no mail address",
        "peerbot: line 5: language: is neither en nor fr",
        "peerbot: line 5: consented_on: is no date such as 2025-04-30",
        "peerbot: line 6: address: is no mail address",
        "peerbot: nobody was imported: something is wrong in 2 of 5 rows",
    ]
    assert CANARY not in ended.stdout + ended.stderr
    assert members(environment) == []


def test_a_file_in_another_encoding_is_told_in_a_line(environment: dict[str, str], tmp_path: Path) -> None:
    """And nobody is imported."""
    file = tmp_path / "members.csv"
    file.write_bytes("\n".join(ROWS).encode("cp1252"))
    ended = imports(environment, str(file))

    assert ended.returncode == 1
    assert ended.stderr.splitlines() == [
        "peerbot: line 3: this is not UTF-8 (is it Latin-1 or Windows-1252?): save it as UTF-8",
        "peerbot: nobody was imported",
    ]


def test_a_hundred_thousand_rows_are_told_in_a_line(environment: dict[str, str], tmp_path: Path) -> None:
    """Nothing of them is stored."""
    rows = (f"Ana,ana{number}@calgary.ca,Calgary" for number in range(100_000))
    ended = imports(environment, written(tmp_path, "name,address,community", *rows))

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[0] == (
        "peerbot: line 10002: there are more than 10,000 rows: split the file"
    )
    assert members(environment) == []


def test_a_file_that_is_not_there_is_a_wrong_command(environment: dict[str, str]) -> None:
    """Code 2."""
    assert imports(environment, "/nowhere/members.csv").returncode == 2


def test_a_list_needs_settings_and_a_database(environment: dict[str, str], tmp_path: Path) -> None:
    """As `run` does: code 78, and which."""
    del environment["PEERBOT_MAIN_KEY"]
    ended = imports(environment, written(tmp_path, *ROWS))

    assert ended.returncode == 78
    assert ended.stderr.startswith("peerbot: PEERBOT_MAIN_KEY is missing")


# ---- one by one


def test_the_first_coordinators_are_added_one_by_one(environment: dict[str, str]) -> None:
    """It is said how they come in, and a second time that they are there."""
    add = (
        "members",
        "add",
        "--name",
        "Claire Côté",
        "--address",
        "claire@canmore.ca",
        "--community",
        "Canmore",
    )
    first, second = peerbot(environment, *add), peerbot(environment, *add, "--language", "fr")

    (member,) = members(environment)
    assert first.stdout == "added; to come in from the chat they type /peer link there\n"
    assert second.stdout == "a member already: nothing was changed\n"
    assert (member.name, member.community_id, member.reader.language) == ("Claire Côté", "4815023", "en")


def test_a_community_is_named_by_its_id_too(environment: dict[str, str]) -> None:
    """As it stands in the registry."""
    peerbot(
        environment,
        "members",
        "add",
        "--name",
        "Claire",
        "--address",
        "c@canmore.ca",
        "--community",
        "4815023",
    )

    assert members(environment)[0].community_id == "4815023"


def test_what_is_wrong_with_one_is_told_by_option(environment: dict[str, str]) -> None:
    """Code 2; nothing that was typed is repeated."""
    ended = peerbot(
        environment,
        "members",
        "add",
        "--name",
        "7",
        "--address",
        CANARY,
        "--community",
        "",
        "--language",
        "de",
    )

    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "peerbot: --name: has no letter in it",
        "peerbot: --address: is no mail address",
        "peerbot: --community: is empty",
        "peerbot: --language: is neither en nor fr",
    ]
    assert members(environment) == []
