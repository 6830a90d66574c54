"""Recordings: a public webinar may have one afterwards, everything else has no place for it."""

import pytest

from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Meeting
from tests.core.cast import FLO
from tests.core.house import House
from tests.core.meetings import changes, meeting, plans, shown
from tests.core.reading import actions, facts, problems, refusal

SEEN = "https://video.example/seen"


def over(house: House, kind: str) -> Meeting:
    """One that has taken place."""
    planned = plans(house, kind=kind)
    house.waits_for(days=22)
    return planned


def test_a_webinar_that_is_over_may_have_a_recording(house: House) -> None:
    """A link, which can be taken back; no calendar hears of it."""
    webinar = over(house, "webinar")
    changes(house, webinar, "recording", link=SEEN)
    with_it = meeting(house, webinar.id)
    changes(house, webinar, "recording", link="")

    assert (with_it.recording, with_it.news, meeting(house, webinar.id).recording) == (SEEN, 1, "")
    assert problems(changes(house, webinar, "recording", link="video.example")) == {
        "link": "meetings.link.https"
    }


def test_it_stands_on_the_card(house: House) -> None:
    """Beside the way in."""
    webinar = over(house, "webinar")
    changes(house, webinar, "recording", link=SEEN)

    assert facts(shown(house, webinar))["meetings.fact.recording"] == SEEN


def test_a_webinar_that_is_not_over_has_none(house: House) -> None:
    """There is nothing to see yet."""
    webinar = plans(house, kind="webinar")

    assert "meetings.recording" not in actions(shown(house, webinar))
    assert refusal(house.presses(FLO, "meetings.recording", webinar.id, 1)) == "refusal.stale"


@pytest.mark.parametrize("kind", sorted(set(MeetingKind) - {MeetingKind.WEBINAR}))
def test_nothing_else_has_a_place_for_one(house: House, kind: str) -> None:
    """Whatever is pressed or sent."""
    peer = over(house, kind)
    sent = house.submits(FLO, "meetings.recording", peer.id, 1, link=SEEN)

    assert "meetings.recording" not in actions(shown(house, peer))
    assert refusal(house.presses(FLO, "meetings.recording", peer.id, 1)) == "refusal.never_recorded"
    assert refusal(sent) == "refusal.never_recorded"
    assert meeting(house, peer.id).recording == ""
