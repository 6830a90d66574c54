"""A year of meetings, played in the story: what people would see of them."""

from __future__ import annotations

import re
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

CHOSEN = "Reuse of municipal furniture"
REMINDED = re.compile(
    r"^\*(In a week|The meeting is near|It begins soon): (\w+), (\w+ \d+), \d+", re.MULTILINE
)


@pytest.fixture(scope="module")
def folder(told: Path) -> Path:
    """Where a story lies that was told to its end."""
    return told


@pytest.fixture(scope="module")
def transcript(folder: Path) -> str:
    return (folder / "transcript.md").read_text(encoding="utf-8").replace("\xa0", " ").replace("\u202f", " ")


def room(transcript: str, heading: str) -> str:
    return transcript[transcript.index(f"## {heading}") :].partition("\n## ")[0]


def letters(folder: Path, to: str) -> list[str]:
    """What the letters to somebody are about, in no order."""
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.glob("mail/*.eml")]
    return [str(mail["Subject"]).partition(":")[0] for mail in mails if to in str(mail["To"])]


def test_a_weekend_is_pointed_out_before_anybody_is_invited(transcript: str) -> None:
    """And the Wednesday after it is planned."""
    facilitators = room(transcript, "Facilitators")

    assert facilitators.index("It is on a weekend.") < facilitators.index("It is planned.")
    assert "Saturday, February 5, 2028" in facilitators.partition("It is planned.")[0]
    assert "Wednesday, February 9, 2028" in facilitators.partition("It is planned.")[2]


def test_counts_are_shown_and_nobody_is_named(transcript: str) -> None:
    """Who runs it stands on its card, who comes does not."""
    facilitators = room(transcript, "Facilitators")

    assert "1 is coming" in facilitators
    assert "The time does not suit: 1" in facilitators
    assert not {"Priya", "Chloé"} & set(facilitators.split())


def test_each_meeting_is_reminded_of_three_times_in_the_members_room(transcript: str) -> None:
    """The one that was cancelled is not."""
    found = Counter((day, step) for step, _, day in REMINDED.findall(room(transcript, "Members")))

    assert {day for day, _ in found} == {"February 9", "April 12", "May 3", "June 14"}
    assert set(found.values()) == {1}
    assert len(found) == 4 * 3


def test_every_meeting_is_announced_as_unrecorded_and_leaves_a_receipt(transcript: str) -> None:
    """In the members' room, in both languages; a webinar, and what was cancelled, are not announced so."""
    members = room(transcript, "Members")

    assert members.count("Not recorded, not transcribed: the meeting of") == 3
    assert "Ni enregistrée ni transcrite : la rencontre du" in members
    assert members.count("Erased: what was temporary about the meeting of") == 4
    assert "2 questions that were asked without a name were erased." in members
    assert "2 questions posées sans nom ont été effacées." in members


def test_questions_are_read_by_nobodys_name_and_assistants_are_found(transcript: str) -> None:
    """What was pasted stands in the answer alone."""
    facilitators = room(transcript, "Facilitators")
    read = facilitators[facilitators.index("Questions to the meeting of") :]

    assert "Who pays when a cooling centre stays open at night?" in read
    assert "Comment joindre les personnes seules?" in read
    assert "OtterPilot (Guest)" in read
    assert transcript.count("OtterPilot") == 1


def test_a_member_hears_of_every_change_in_their_own_language(folder: Path) -> None:
    """The French ones in French."""
    english, french = (
        letters(folder, to) for to in ("priya.nair@vancouver.ca", "chloe.belanger@sherbrooke.ca")
    )

    assert Counter(english)["Invitation"] == 6
    assert {"Another time", "More about the meeting", "Cancelled"} <= set(english)
    assert {"Nouveau moment", "Des nouvelles de la rencontre", "Annulée"} <= set(map(str.strip, french))


def test_whose_membership_rested_was_called_off_and_invited_anew(folder: Path) -> None:
    """Once each, to the one meeting that was ahead by then."""
    to_sam = Counter(letters(folder, "sam.morin@saskatoon.ca"))

    assert (to_sam["Taken from your calendar"], to_sam["Invitation"]) == (1, 7)


def test_a_poll_is_voted_in_and_closes_by_itself(transcript: str) -> None:
    """Its winner becomes the theme of the meeting ahead; each read it in their own language."""
    members, facilitators = room(transcript, "Members"), room(transcript, "Facilitators")

    assert "Closed: Which theme next? / Clos : Quel thème ensuite?" in members
    assert f"Chosen: {CHOSEN} / Choisie : Réemploi du mobilier municipal" in members
    assert "4. Trees for every street (en anglais)" in members
    assert facilitators.index("Voici ce que les membres verront") < facilitators.index("It is open.")
    assert facilitators.index("Set as theme") < facilitators.rindex(f"- Theme: {CHOSEN}")


def test_whoever_has_voted_is_not_reminded(transcript: str) -> None:
    """The others are, once; nothing tells who they are but their own conversation."""
    reminded = [part for part in transcript.split("\n## ") if "A poll closes soon" in part]
    priya, chloe = (
        room(transcript, f"Direct messages / Messages directs: {who}") for who in ("Priya", "Chloé")
    )

    assert {part.count("A poll closes soon") for part in reminded} == {1}
    assert len(reminded) > 3
    assert not [part for part in (priya, chloe) if "closes soon" in part or "se termine bientôt" in part]


def test_themes_of_members_are_gathered_and_hidden_names_stay_hidden(transcript: str) -> None:
    """Two in two languages become one, each supporter counted once; who wished it is named, no other."""
    facilitators = room(transcript, "Facilitators")
    gathered = facilitators[facilitators.index("Brings together: Réemploi du mobilier municipal") - 200 :][
        :400
    ]

    assert "Supporters: 5" in gathered
    assert "Suggested by: A member" in gathered
    assert "Suggested by: Mathieu Lavoie" in facilitators
    assert "Sam Morin" not in facilitators.partition("Meetings")[0]


def test_whoever_suggested_a_theme_hears_why_not_now(transcript: str) -> None:
    """In a word of the facilitators, and nobody else does."""
    told = transcript.split("The facilitators answered your theme")

    assert len(told) == 2
    assert "A bylaw of each town: ask me for two." in told[1][:300]
