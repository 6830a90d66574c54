"""docs/security.md names what holds each of its promises, and that is there."""

import re
from pathlib import Path

import pytest

from bot.limits import LIMITS
from bot.oversight import WATCHED

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ONE_LINE = " ".join(PAGE.split())  # wherever its lines end
NAMED = re.compile(r"`((?:tests|bot)/[^`]+\.py)`")
PARTS = [part for part in re.split(r"\n(?=\*\*)|\n## ", PAGE) if part.startswith("**")]


def test_every_file_that_it_names_is_there() -> None:
    """A test that was renamed is renamed there too."""
    named = NAMED.findall(PAGE)

    assert len(named) > 40
    assert [each for each in named if not (ROOT / each).is_file()] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.split("**")[1])
def test_every_threat_names_what_holds_it(part: str) -> None:
    """And not in words alone."""
    assert NAMED.search(part)


def test_its_numbers_are_those_of_the_rules() -> None:
    """Nobody has to look them up twice."""
    limits = ", ".join(
        f"{LIMITS[kind].most} {called}"
        for kind, called in (("command", "commands"), ("button", "presses"), ("form", "forms"))
    )
    watched = [f"{WATCHED[name].most} " for name in ("revealed", "approved", "declined", "ended")]

    assert limits in ONE_LINE
    assert all(each in ONE_LINE for each in watched)


def test_it_never_says_that_there_are_no_records() -> None:
    """What the platform and the members keep is not ours to promise away."""
    assert "no records exist" not in PAGE.lower()
    assert "not a promise that there are no records" in ONE_LINE
