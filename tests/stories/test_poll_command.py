"""What came of a poll, by the command, as anybody can run it."""

import csv
import io
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.polls.model import Deciding, Option, Poll
from bot.polls.published import written
from bot.polls.tally import count
from tests.core.cast import ANA
from tests.core.house import House
from tests.core.tallies import POLL, RANKED, ballots, of_communities
from tests.core.voting import closes, opened, votes
from tests.stories.command import peerbot, production

NOTHING = {"PATH": "/usr/bin:/bin"}
EVIL = (
    Option(1, "=HYPERLINK(1)", "@SUM(1)"),
    Option(2, " +1", "－1"),
    Option(3, 'Heat, floods; "trees"\n-1', "\t=1"),
    Option(4, "Plain", "Été"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "poll.json"


def published(file: Path, poll: Poll, *choices: tuple[int, ...]) -> str:
    file.write_text(written(poll, count(poll, ballots(*choices))))
    return str(file)


def test_anybody_can_count_again(file: Path) -> None:
    """Without settings, without a database: the rules, the outcome, and that it follows."""
    told = peerbot(NOTHING, "poll", "verify", published(file, RANKED, (1,), (2, 3), (3, 2), (3,)))

    assert (told.returncode, told.stderr) == (0, "")
    assert "rule: instant run-off" in told.stdout
    assert "outcome: option 3, Theme 3\n" in told.stdout
    assert told.stdout.endswith("the outcome follows from these totals by these rules\n")


def test_what_does_not_follow_is_told(file: Path) -> None:
    """In a line for each thing, and a code for machines."""
    name = published(file, POLL, (1,), (2,), (2,))
    file.write_text(file.read_text().replace('"winner": 2', '"winner": 1'))
    told = peerbot(NOTHING, "poll", "verify", name)

    assert (told.returncode, told.stderr) == (1, "peerbot: another outcome follows from these totals\n")
    assert "follows from these totals by" not in told.stdout


def test_that_communities_cannot_be_counted_again_is_said(file: Path) -> None:
    """Only their winner is published."""
    poll = replace(POLL, deciding=Deciding.COMMUNITY)
    file.write_text(written(poll, count(poll, of_communities(*[[(2,)]] * 5))))
    told = peerbot(NOTHING, "poll", "verify", str(file))

    assert told.returncode == 0
    assert "communities decide here, and of their count only the winner is published" in told.stdout


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}"])
def test_another_file_is_refused(file: Path, content: bytes) -> None:
    """In a line, quoting nothing of it."""
    file.write_bytes(content)
    for command in ("verify", "csv"):
        told = peerbot(NOTHING, "poll", command, str(file))

        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr.startswith("peerbot: this is not a document with which a poll was published")


def test_no_words_are_a_formula_in_a_table(file: Path) -> None:
    """Whatever an option is called, a spreadsheet shows it as it is."""
    name = published(file, replace(RANKED, options=EVIL), (1, 2), (2,), (3, 1))
    told = peerbot(NOTHING, "poll", "csv", name)
    rows = list(csv.reader(io.StringIO(told.stdout.removeprefix("\ufeff"), newline="")))
    begins = {cell.lstrip(" ")[:1] for row in rows for cell in row if cell}

    assert told.returncode == 0
    assert not begins & set("=+-@\t\r\n＝＋－＠")
    assert rows[2] == ["count", "", "1", "'=HYPERLINK(1)", "'@SUM(1)", "", "1"]
    assert ["decided", "", "1", "'=HYPERLINK(1)", "'@SUM(1)", "", ""] in rows
    assert len({len(row) for row in rows}) == 1


def test_the_document_of_a_closed_poll_is_handed_out(tmp_path: Path, file: Path) -> None:
    """By its reference, to whoever has the settings; another one is none."""
    settings = production(tmp_path)
    with closing(House(settings["PEERBOT_DATABASE_URL"])) as house:
        house.joins(ANA)
        which = opened(house)
        votes(house, which, 2)
        closes(house, which)
    reference = which.id[:6].upper()
    listed, handed_out = (peerbot(settings, "poll", *of) for of in (["list"], ["export", reference]))
    file.write_text(handed_out.stdout)
    checked, other = (
        peerbot(NOTHING, "poll", "verify", str(file)),
        peerbot(settings, "poll", "export", "zzzzzz"),
    )

    assert listed.stdout == f"{reference}  closed     2026-12-02 22:00 UTC  Which theme next?\n"
    assert "option 2" in checked.stdout
    assert (checked.returncode, other.returncode) == (0, 1)
