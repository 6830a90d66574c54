"""Recordings: a public webinar may have one afterwards, everything else has no place for it."""

import pytest

from bot.chat import Room
from bot.deliveries import Post
from bot.meetings.kinds import MeetingKind
from bot.meetings.model import Meeting
from tests.core.cast import FLO
from tests.core.house import NETWORK, House
from tests.core.meetings import changes, meeting, plans, shown
from tests.core.reading import actions, facts, problems, refusal, written

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


def test_members_read_where_a_webinar_can_be_seen(house: House) -> None:
    """In their room on each platform, once; one that was taken back before that is not spoken of."""
    webinar = over(house, "webinar")
    for link in (SEEN, SEEN, "", SEEN):
        changes(house, webinar, "recording", link=link)
    changes(house, webinar, "recording", link=f"{SEEN}/2")
    posts = [each for each in house.carries_out() if isinstance(each, Post) and each.room is Room.MEMBERS]
    changes(house, webinar, "recording", link=SEEN)
    changes(house, webinar, "recording", link="")

    assert written(posts[-1].card.body) == [f"{SEEN}/2"]
    assert sorted(post.platform for post in posts) == sorted(NETWORK.platforms)
    assert house.carries_out() == []
