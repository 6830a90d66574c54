"""A month of the desk, played in the story: what people would see of the network's promises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

ROOM = "## Coordinators"
Posts = Sequence[tuple[str, str, str]]
MOMENT = re.compile(r"\*\*bot\*\* · \w+, (\w+ \d+), 2026, (\d+:\d\d [ap]\.m\.)")


@pytest.fixture(scope="module")
def folder(told: Path) -> Path:
    """Where a story lies that was told to its end."""
    return told


@pytest.fixture(scope="module")
def posts(folder: Path) -> Posts:
    """Day, hour and English title of what the bot posted in the coordinators' room, in order."""
    transcript = (folder / "transcript.md").read_text(encoding="utf-8").replace("\u202f", " ")
    room = transcript[transcript.index(ROOM) :].partition("\n## Direct")[0].replace("\xa0", " ")
    return [
        (found[1], found[2], block.split("\n")[2].strip("*"))
        for block in re.split(r"\n(?=\*\*bot)", room)
        if (found := MOMENT.match(block))
    ]


def letters(folder: Path, to: str) -> list[str]:
    """Subjects of the letters to somebody."""
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.glob("mail/*.eml")]
    return [str(mail["Subject"]) for mail in mails if to in str(mail["To"])]


def titled(posts: Posts, words: str) -> list[str]:
    """On which days something with these words in its title was posted."""
    return [day for day, _, title in posts if words in title]


def test_day_3_brings_a_nudge(posts: Posts) -> None:
    """The request came on Monday, November 23."""
    assert titled(posts, "is waiting") == ["November 26"]


def test_day_5_brings_a_mention_of_whoever_took_it(posts: Posts, folder: Path) -> None:
    """By name, typed by no person."""
    assert titled(posts, "needs an answer soon") == ["November 28"]
    assert "\n@Mathieu Lavoie\n" in (folder / "transcript.md").read_text(encoding="utf-8")


def test_day_6_brings_a_mention_of_all_coordinators(posts: Posts) -> None:
    """A day is left."""
    assert titled(posts, "Last day for request") == ["November 29"]


def test_day_7_records_the_breach_and_tells_the_applicant(posts: Posts, folder: Path) -> None:
    """Honestly, by mail too."""
    assert titled(posts, "Promise broken") == ["November 30"]
    assert any("We are late" in subject for subject in letters(folder, "sam.morin@saskatoon.ca"))


def test_each_working_morning_at_nine_has_a_digest_of_what_waits(
    posts: Posts,
) -> None:
    """No Saturday and no Sunday, and none on a morning on which nothing waits."""
    mornings = [(day, hour) for day, hour, title in posts if title.startswith("Good morning")]

    assert {hour for _, hour in mornings} == {"9:00 a.m."}
    assert [day for day, _ in mornings] == [
        "November 24", "November 25", "November 26", "November 27", "November 30",
        "December 1", "December 2", "December 3", "December 4",
        "December 7", "December 8", "December 9", "December 10", "December 11", "December 14",
    ]  # fmt: skip


def test_silence_after_ask_more_is_reminded_once_and_ends_kindly(folder: Path) -> None:
    """In the applicant's language."""
    subjects = letters(folder, "chloe.belanger@sherbrooke.ca")

    assert sum("Notre question sur votre demande" in subject for subject in subjects) == 1
    assert sum("est fermée pour l’instant" in subject for subject in subjects) == 1


def test_a_slip_that_is_undone_in_time_is_told_to_nobody(folder: Path) -> None:
    """Chloé was declined for a minute, and never heard of it."""
    assert not any("Au sujet de votre demande" in s for s in letters(folder, "chloe.belanger@sherbrooke.ca"))


def test_a_decision_that_is_undone_later_is_told_and_made_up_for(folder: Path) -> None:
    """One note that it is open again, and a confirmation for each time that she was let in."""
    subjects = letters(folder, "chloe.belanger@sherbrooke.ca")

    assert sum("est rouverte" in subject for subject in subjects) == 1
    assert sum("bienvenue" in subject.lower() for subject in subjects) == 2


def test_of_several_that_are_decided_at_once_each_has_its_outcome(folder: Path) -> None:
    """One is approved, the other was withdrawn a moment before."""
    transcript = (folder / "transcript.md").read_text(encoding="utf-8")

    assert re.search(r"Rob Penney\s: approuvée", transcript)
    assert "est restée telle quelle. Cette demande n’attend pas de décision" in transcript


def test_who_asks_less_than_a_week_before_a_meeting_is_told_so(folder: Path) -> None:
    """In their own time."""
    transcript = (folder / "transcript.md").read_text(encoding="utf-8")

    assert "The next meeting is on Wednesday, December 16, 2026, 2:30\xa0p.m. (St. John’s)." in transcript
