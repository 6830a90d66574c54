"""What addresses say, played in the story: refused, looked at, vouched for, learned, asked again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

COORDINATORS, NAME = "coordinators", "Name / Nom"
CARDS = {"say", "edit"}


@pytest.fixture(scope="module")
def transcript(told: Path) -> str:
    """Of a story that was told to its end."""
    return (told / "transcript.md").read_text(encoding="utf-8").replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture(scope="module")
def cards(told: Path) -> Mapping[str, str]:
    """What hung in the coordinators' room of each request when it last said whom it was about."""
    events = [json.loads(line) for line in (told / "rooms.jsonl").read_text(encoding="utf-8").splitlines()]
    here = {event["id"] for event in events if event["kind"] == "say" and event["room"] == COORDINATORS}
    found = {}
    for event in events:
        for fact in event["content"]["facts"] if event["kind"] in CARDS and event["id"] in here else ():
            if fact["label"] == NAME:
                found[fact["value"]] = json.dumps(event["content"], ensure_ascii=False)
    return found


def test_a_federal_address_is_refused_before_any_code_is_sent(
    transcript: str, cards: Mapping[str, str]
) -> None:
    """With the way to a person; the coordinators never hear of who goes no further."""
    shown = transcript.partition("**bot → Ben Archer**")[2].partition("\n\n**bot")[0]

    assert "[Ask a person anyway]" in shown
    assert "We are sending you a code" not in shown
    assert "Ben Archer" not in cards


def test_a_band_office_on_a_free_mailbox_is_vouched_for(cards: Mapping[str, str]) -> None:
    """By a member of the same community."""
    assert "Personal mailbox" in cards["Nora Frost"]
    assert "Vouched for by Tom Weir: yes" in cards["Nora Frost"]
    assert "Approved by Priya Nair" in cards["Nora Frost"]


def test_what_nobody_listed_is_approved_on_a_ground_and_learned(cards: Mapping[str, str]) -> None:
    """Whose domain it is, is said with the approval."""
    assert "the domain is not in our list" in cards["Grace Doyle"]
    assert "Confirmed by Mathieu Lavoie" in cards["Grace Doyle"]


def test_the_second_from_a_town_is_recognised_because_the_first_was_confirmed(
    cards: Mapping[str, str],
) -> None:
    """The same domain is strong evidence now."""
    assert "Strong: a mailbox of the community itself" in cards["Hugh Marsh"]
    assert "Speaks against" not in cards["Hugh Marsh"]


def test_a_year_later_members_are_asked_and_nobody_is_removed(transcript: str) -> None:
    """Whoever said with a press that they still work there is not among those who were silent."""
    assert "has not answered" in transcript
    assert "They stay a member, and nothing happens by itself" in transcript
