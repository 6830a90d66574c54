"""What everybody may read, and nobody but members: meetings, webinars, what polls came to."""

from __future__ import annotations

import re

import pytest

from tests.core.cast import ANA, LUC
from tests.core.meetings import LINK, changes, plans
from tests.core.voting import closes, opened, votes
from tests.web.place import Place

SEEN = "https://video.example/seen"


@pytest.mark.parametrize(
    "accepted, place",
    [
        ("fr-CA,fr;q=0.9,en;q=0.8", "/fr"),
        ("en-CA", "/en"),
        ("de, fr;q=0.4, en;q=0.5", "/en"),
        ("de", "/en"),
        ("", "/en"),
        ("fr;q=0, en", "/en"),
        ("*;q=abc,,;;fr", "/en"),
    ],
)
async def test_the_language_is_the_browsers(either: Place, accepted: str, place: str) -> None:
    """Unless it wants none that there is; on every page there is a switch."""
    shown = await either.get("/", **{"Accept-Language": accepted})
    way_in = await either.get("/join", **{"Accept-Language": accepted})

    assert (shown.place, way_in.place) == (place, f"{place}/join")
    assert {"Français", "English"} & set(shown.page.links)


async def test_meetings_are_told_by_the_organisers_clock_and_the_countrys(place: Place) -> None:
    """In words; where members come in is told to nobody else."""
    plans(place.house, theme="Floods")
    english, french = await place.get("/en/meetings"), await place.get("/fr/meetings")

    assert "Wednesday, December 16, 2026, 1:00 p.m. (Toronto)" in english.words
    assert "mercredi 16 décembre 2026, 13 h (Toronto)" in french.words
    assert "2:30 p.m.: St. John’s" in english.words
    assert "11:00 a.m.: Vancouver" in english.words
    assert "Peer meeting, 60 minutes" in english.words
    assert LINK not in english.page.html


async def test_a_webinar_is_for_everybody_and_so_is_its_recording(place: Place) -> None:
    """One can register for it; once it is over it can be watched, where there is something to see."""
    webinar = plans(place.house, kind="webinar", theme="Trees")
    before = await place.get("/en/meetings")
    place.house.waits_for(days=30)
    changes(place.house, webinar, "recording", link=SEEN)
    after = await place.get("/fr/meetings")

    assert before.page.links["Register for this webinar"] == f"/en/webinars/{webinar.id}"
    assert after.page.links["Voir l’enregistrement"] == SEEN


async def test_polls_are_told_as_they_were_published(place: Place) -> None:
    """In words and numbers; a bar says no more than these, and nobody is named."""
    place.house.joins(ANA)
    place.house.joins(LUC)
    empty = await place.get("/en/polls")
    poll = opened(place.house)
    votes(place.house, poll, 2)
    votes(place.house, poll, 2, who=LUC)
    running = await place.get("/fr/polls")
    closes(place.house, poll)
    told = await place.get("/fr/polls")

    assert "No poll has closed yet" in empty.words
    assert "Aucun sondage" in running.words
    assert re.search(r"Floods.* 2 bulletins, 100 %", told.words)
    assert told.page.html.count("<svg") == 3
    assert ANA.name not in told.page.html
