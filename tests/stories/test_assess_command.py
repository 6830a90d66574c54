"""`peerbot assess` as an operator meets it: what the bot would say, without settings, database or network."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.main import app
from tests.stories.command import PEERBOT

REGISTRY = """\
id,name,kind,province,domains,source,confidence,as_of
town,Newtown,municipality,AB,newtown.example.ca,list,source,2026
village,Village,municipality,AB,,list,source,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "registry.csv").write_text(REGISTRY, encoding="utf-8")
    return tmp_path


def assess(*arguments: str | bytes | Path, code: int = 0) -> Result:
    """In this process, which saves a second each time."""
    ended = CliRunner().invoke(app, ["assess", *map(os.fsdecode, arguments)])
    assert ended.exit_code == code, ended.output
    return ended


def weighed(*arguments: str | bytes | Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(assess(*arguments, "--json").stdout)
    return found


def batch(folder: Path, content: bytes, *arguments: str | Path) -> list[dict[str, object]]:
    file = folder / "batch.csv"
    file.write_bytes(content)
    return [json.loads(line) for line in assess("--batch", file, *arguments).stdout.splitlines()]


def test_it_needs_nothing_but_itself() -> None:
    """As a process of its own, with an empty environment: no settings, no database."""
    arguments = ["assess", "--address", "jo@calgary.ca", "--community", "4806016", "--proven", "--json"]
    ended = subprocess.run(
        [PEERBOT, *arguments], env={"PATH": os.environ["PATH"]}, capture_output=True, check=False
    )

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert json.loads(ended.stdout)["route"] == "ready"


def test_an_address_is_weighed_against_the_starter() -> None:
    """For machines: evidence, route, reasons, and on what it rests."""
    asked = ("--address", "jo@calgary.ca", "--community", "4806016")

    assert weighed(*asked, "--proven") == {
        "evidence": "strong", "route": "ready", "reasons": ["listed_domain"],
        "listing": "calgary.ca", "lookalikes": [],
    }  # fmt: skip
    assert weighed(*asked)["reasons"] == ["mailbox_not_proven", "listed_domain"]
    assert weighed(*asked, "--proven", "--role", "contractor")["route"] == "review"


def test_for_people_the_reasons_are_sentences() -> None:
    """As the coordinators would read them, with what to check; never the address."""
    said = assess("--address", "jo.roy@calqary.ca", "--community", "4806016", "--proven").stdout

    assert said.startswith("community: City of Calgary (AB)\nevidence:  Suspicious: ")
    assert "route:     review: a coordinator looks closely" in said
    assert "could be taken for calgary.ca (one letter apart)" in said
    assert "jo.roy" not in said


def test_a_registry_of_one_s_own_takes_the_place_of_the_starter(folder: Path) -> None:
    """As it would be after an import into an empty one."""
    mine = ("--registry", folder / "registry.csv", "--proven", "--community")

    assert weighed("--address", "jo@newtown.example.ca", *mine, "town")["route"] == "ready"
    assert weighed("--address", "jo@newtown.example.ca", *mine, "village")["evidence"] == "mismatch"
    assert weighed("--address", "jo@calgary.ca", *mine, "4806016")["reasons"] == [
        "unlisted_community", "unlisted_domain"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "raw", [b"\xff\xfe@\xff", b"", b"jo@c\xd0\xb0lgary.ca", b'"a b"@x.ca', b"@@", b"\x01" * 9000]
)
def test_whatever_is_typed_ends_in_a_reason(raw: bytes) -> None:
    """As an address and as a community."""
    found = weighed("--address", raw, "--community", raw)

    assert (found["evidence"], found["route"]) == ("invalid", "refuse")
    assert weighed("--address", "jo@x.example.ca", "--community", raw)["route"] == "review"


def test_a_file_is_weighed_line_by_line(folder: Path) -> None:
    """In its order, one object each; an empty role is staff."""
    found = batch(
        folder,
        b"community_id,role,address\r\n"
        b"4806016,,jo@calgary.ca\r\n"
        b'4806016,elected_official,"jo@calgary.ca"\r\n'
        b"\r\n"
        b'4806016,staff,"""jo@calgary.ca""@evil.com"\r\n'
        b"nobody,other,jo@gmail.com\r\n",
        "--proven",
    )

    assert [(each["line"], each["route"], each["reasons"]) for each in found] == [
        (2, "ready", ["listed_domain"]),
        (3, "review", ["elected_official", "listed_domain"]),
        (5, "refuse", ["malformed_address"]),
        (6, "review", ["not_organisation_mail", "unlisted_community", "role_unclear"]),
    ]


def test_bytes_that_are_no_text_spoil_their_own_line_only(folder: Path) -> None:
    """In an address they make none of it; a community that is written so is in no list."""
    rows = b"address,community_id\njo@\xff\xfe.ca,4806016\njo@calgary.ca,\xff\x00\njo@calgary.ca,4806016\n"

    assert [each["route"] for each in batch(folder, rows, "--proven")] == ["refuse", "review", "ready"]


def first_reason(found: Mapping[str, object]) -> str:
    reasons = found["reasons"]
    assert isinstance(reasons, list)
    return str(reasons[0])


def test_a_row_that_cannot_be_taken_apart_spoils_nothing_but_itself(folder: Path) -> None:
    """Whatever it is that stands there, it is no address; a role that there is not is unclear."""
    rows = (
        b'address,community_id,role\n"jo"@calgary.ca,4806016,staff\njo@calgary.ca,4806016,staff,more\n'
        b',,\njo@calgary.ca,4806016,boss\njo@calgary.ca,4806016,staff\n"jo,4806016\njo@calgary.ca,4806016\n'
    )

    assert [(each["line"], first_reason(each)) for each in batch(folder, rows, "--proven")] == [
        (2, "malformed_address"), (3, "malformed_address"), (4, "malformed_address"), (5, "role_unclear"),
        (6, "listed_domain"), (7, "malformed_address"), (8, "listed_domain"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content, why",
    [
        (b"", "line 1: the first line must name the columns"),
        (b"mail,community\n", "line 1: the first line must name the columns"),
        (b"address,community_id,address\n", "line 1: a column stands there twice: address"),
        ("address,community_id\n".encode("utf-16"), "line 1: the file is UTF-16"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_by_its_line(folder: Path, content: bytes, why: str) -> None:
    """Before anything is printed."""
    (folder / "batch.csv").write_bytes(content)
    ended = assess("--batch", folder / "batch.csv", code=1)

    assert (ended.stdout, why in ended.stderr) == ("", True)


def test_a_registry_with_a_wrong_row_is_told_by_its_line(folder: Path) -> None:
    """Nothing is weighed against half of it."""
    (folder / "registry.csv").write_text(REGISTRY + "a b,Town,city,AB,,,,\n", encoding="utf-8")
    asked = ("--address", "jo@x.ca", "--community", "town", "--registry", folder / "registry.csv")

    assert "registry.csv: line 4" in assess(*asked, code=1).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--address", "jo@x.ca"),
        ("--community", "4806016"),
        ("--address", "jo@x.ca", "--community", "1", "--role", "boss"),
        ("--batch", "/nowhere.csv"),
        ("--batch", __file__, "--address", "jo@x.ca"),
    ],
)
def test_what_was_written_wrongly_ends_with_two(arguments: tuple[str, ...]) -> None:
    """As everywhere."""
    assert assess(*arguments, code=2).stdout == ""
