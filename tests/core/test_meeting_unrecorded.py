"""That a meeting is not recorded is said wherever people are invited to it, and in their room before it."""

from datetime import datetime, timedelta

import pytest

from bot.chat import Room
from bot.deliveries import Post
from bot.meetings.kinds import POLICIES, MeetingKind
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.meetings import MOVED, cancels, changes, invitations, meeting, plans
from tests.core.reading import said

QUARTER = timedelta(minutes=15)
PEERS = [kind for kind, policy in POLICIES.items() if not policy.recordable]


def noted(house: House) -> list[Post]:
    """What was posted about that beside the reminders."""
    return [each for each in house.arrived(Post) if each.card.title.id == "meetings.unrecorded.post"]


def goes_to(house: House, moment: datetime) -> None:
    house.lives_on(seconds=(moment - house.clock.now()).total_seconds())


@pytest.mark.parametrize("kind", PEERS)
def test_the_note_is_posted_before_each_meeting_that_is_not_recorded(ana: House, kind: MeetingKind) -> None:
    """A quarter of an hour before it begins, in the members' room of each platform, once."""
    planned = plans(ana, kind=kind)
    goes_to(ana, planned.starts - QUARTER - timedelta(seconds=1))
    early = noted(ana)
    goes_to(ana, planned.starts - QUARTER)
    goes_to(ana, planned.ends)

    assert early == []
    assert [(each.platform, each.room) for each in noted(ana)] == [
        (platform, Room.MEMBERS) for platform in NETWORK.platforms
    ]
    assert "meetings.letter.not_recorded" in said(noted(ana)[0].card.body)
    assert "meetings.unrecorded.platform" in said(noted(ana)[0].card.body)


def test_nothing_claims_that_a_webinar_is_not_recorded(ana: House) -> None:
    """Neither its invitation nor the entry in calendars nor any post: whoever speaks there has agreed."""
    planned = plans(ana, kind=MeetingKind.WEBINAR)
    goes_to(ana, planned.starts - timedelta(days=7))
    goes_to(ana, planned.starts - QUARTER)
    goes_to(ana, planned.ends)
    (invited,) = invitations(ana)
    posts = [each.card.body for each in ana.arrived(Post)]
    claims = [
        each for each in said((*posts, *ana.letters(ANA)[-1].body, *invited.body)) if "recorded" in each
    ]

    assert claims == []


@pytest.mark.parametrize("kind", PEERS)
def test_every_invitation_says_it(ana: House, kind: MeetingKind) -> None:
    """In the letter and in the calendar, also when it is moved."""
    planned = plans(ana, kind=kind)
    ana.lives_on(minutes=1)
    changes(ana, planned, "move", **MOVED)
    ana.lives_on(minutes=1)

    assert [letter.subject.id for letter in ana.letters(ANA)[-2:]] == [
        "meetings.invited.subject", "meetings.moved.subject",
    ]  # fmt: skip
    for letter in ana.letters(ANA)[-2:]:
        assert letter.invitation
        assert "meetings.letter.not_recorded" in said(letter.body)
        assert "meetings.letter.not_recorded" in said(letter.invitation.body)


def test_however_late_a_meeting_is_planned_it_is_said(ana: House) -> None:
    """At once, and not a second time at the moment at which it would have been."""
    ana.waits_for(minutes=5)
    planned = plans(ana, day="2026-11-25", time="12:10")
    ana.lives_on(minutes=1)
    goes_to(ana, planned.ends)

    assert len(noted(ana)) == len(NETWORK.platforms)


def test_a_meeting_that_was_called_off_has_no_note(ana: House) -> None:
    """Nor has one that was moved its former moment."""
    planned = plans(ana)
    changes(ana, planned, "move", **MOVED)
    goes_to(ana, planned.starts)
    moved = meeting(ana, planned.id)
    cancels(ana, moved)
    goes_to(ana, moved.starts)

    assert noted(ana) == []
