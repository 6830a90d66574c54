"""`peerbot registry` as an operator meets it: what a table brings, what stops it, what comes out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.main import app
from tests.stories.command import first_run, production

ROWS = (
    "id,name,name_fr,kind,type_code,province,domains,source,confidence,as_of,parent_id,mail_class,note",
    "2412345,Saint-Zéphirin,Saint-Zéphirin,municipality,MÉ,QC,zephirin.ca,mamh,source,2026,mrc-1,isp,a river",
    "4806016,City of Calgary,Ville de Calgary,municipality,CY,AB,calgary.ca,fcm,general,2014,,,",
)
REPORT = [
    "communities: 1 added, 0 changed, 1 left as they are",
    "domains: 1 added, 1 changed, 0 no longer listed, 0 left as they are",
    "  belongs to nowhere: 2412345 (mrc-1)",
]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    environment = production(tmp_path)
    first_run(environment)
    return environment


def written(folder: Path, *rows: str) -> str:
    file = folder / "registry.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    return str(file)


def registry(environment: dict[str, str], *arguments: str) -> Result:
    """In this process, which saves a second each time."""
    return CliRunner(env=environment).invoke(app, ["registry", *arguments])


def says(environment: dict[str, str], *arguments: str) -> list[str]:
    ended = registry(environment, *arguments)
    assert (ended.exit_code, ended.stderr) == (0, "")
    return ended.stdout.splitlines()


def test_a_table_is_rehearsed_imported_and_shown(environment: dict[str, str], tmp_path: Path) -> None:
    """And is safe to repeat."""
    file = written(tmp_path, *ROWS)
    rehearsed = says(environment, "import", file, "--dry-run")

    assert rehearsed == [*REPORT, "this was a rehearsal: nothing was changed"]
    assert says(environment, "import", file) == REPORT
    assert says(environment, "import", file)[0] == "communities: 0 added, 0 changed, 2 left as they are"
    assert says(environment, "show", "zephirin.ca") == [
        "2412345  Saint-Zéphirin",
        "  municipality MÉ, QC, the office's mail: isp",
        "  belongs to mrc-1, which is nowhere",
        "  note: a river",
        "  zephirin.ca: listed by mamh, 2026",
    ]


def test_a_wrong_row_stops_all(environment: dict[str, str], tmp_path: Path) -> None:
    """Each is named with its line and reason."""
    wrong = "1,A,,municipality,,XX,gmail.com,x,source,2026,,,"
    ended = registry(environment, "import", written(tmp_path, *ROWS, wrong))

    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        "peerbot: line 4: province: is none of AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT",
        "peerbot: line 4: domains: gmail.com is never a community's own (free_mail)",
        "peerbot: nothing was imported: something is wrong in 1 of 3 rows",
    ]
    assert registry(environment, "show", "2412345").exit_code == 1


def test_an_operator_confirms_and_revokes(environment: dict[str, str]) -> None:
    """With who and when; a slip is told."""
    assert says(environment, "confirm", "4806016", "Calgary.AB.ca") == [
        "confirmed: calgary.ab.ca is 4806016's"
    ]
    assert says(environment, "revoke", "4806016", "calgary.ca") == [
        "revoked: calgary.ca is not 4806016's any more"
    ]
    shown = says(environment, "show", "4806016")

    assert [line.split(": ")[0] for line in shown if "operator" in line] == [
        "  calgary.ca",
        "  calgary.ab.ca",
    ]
    for slip, told in (
        (("confirm", "nowhere", "a.ca"), "there is no community with this id"),
        (("confirm", "4806016", "gov.ab.ca"), "this cannot be the domain of one community's mailboxes"),
        (("revoke", "4806016", "nowhere.ca"), "this domain is not listed for this community"),
        (("show", "zzzzzz"), "nothing of that name is in the registry"),
    ):
        ended = registry(environment, *slip)
        assert (ended.exit_code, ended.stderr) == (1, f"peerbot: {told}\n")


def test_what_is_exported_can_be_imported_elsewhere(environment: dict[str, str], tmp_path: Path) -> None:
    """The same registry comes out there, with who said what and when."""
    says(environment, "import", written(tmp_path, *ROWS))
    says(environment, "confirm", "2412345", "ville.zephirin.qc.ca")
    says(environment, "revoke", "4806016", "calgary.ca")
    exported, elsewhere = tmp_path / "all.csv", tmp_path / "elsewhere"
    says(environment, "export", str(exported))
    elsewhere.mkdir()
    other = production(elsewhere)
    first_run(other)
    says(other, "import", str(exported))

    assert registry(other, "export").stdout == exported.read_text(encoding="utf-8")
    assert registry(environment, "export", str(exported)).exit_code == 1  # nothing is written over
