"""Invitations: everybody gets one for everything that is ahead, each change is told as its rule says."""

from dataclasses import replace

import pytest

from bot.chat import Local, Named
from bot.deliveries import Letter
from bot.meetings import inviting
from bot.outbox import Outcome, Result
from bot.ports import Unit
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import DOWN, House
from tests.core.meetings import LINK, MOVED, cancels, changes, invitations, meeting, plans, seats, told
from tests.core.reading import said, written


def fill(house: House, members: int) -> None:
    """So many more of them."""
    like = house.profile(ANA)

    def add(unit: Unit) -> None:
        for number in range(members):
            unit.profiles.add(replace(like, id=f"m{number:04}", address=f"m{number}@calgary.ca"))

    house.storage.transact(add)


def test_everybody_is_invited_when_a_meeting_is_planned(ana: House) -> None:
    """With a letter each, to nobody but themselves; coordinators who are no members are not."""
    ana.joins(LUC)
    planned = plans(ana, theme="Floods")
    ana.lives_on(minutes=1)
    letter = next(letter for letter in ana.letters(ANA) if letter.invitation)
    (invitation,) = invitations(ana)

    assert told(ana) == told(ana, LUC) == [("invited", "REQUEST", 0)]
    assert (invitation.start, invitation.zone) == (planned.wall, planned.zone)
    assert (invitation.minutes, invitation.link) == (60, LINK)
    assert Named("Floods", "Floods") in invitation.title.values.values()
    assert letter.subject.values["when"] == Local(planned.starts, planned.zone)
    assert len(ana.arrived(Letter)) == len(ana.letters(ANA)) + len(ana.letters(LUC))
    assert seats(ana) == [planned.id]


def test_a_letter_and_the_calendar_say_that_nothing_is_recorded(ana: House) -> None:
    """And ask to bring no assistant; a public webinar says nothing of it."""
    plans(ana)
    plans(ana, day="2027-01-20", kind="webinar")
    ana.lives_on(minutes=1)
    peer, webinar = (letter for letter in ana.letters(ANA) if letter.invitation)

    for body in (peer.body, peer.invitation.body if peer.invitation else ()):
        assert "meetings.letter.not_recorded" in said(body)
        assert LINK in written(body)
    assert "meetings.letter.not_recorded" not in said(webinar.body)


def test_approval_brings_an_invitation_to_everything_ahead(house: House) -> None:
    """Also to what was planned before they asked; not to what is over or off, nor to drafts."""
    over, off = plans(house, day="2026-11-26"), plans(house, day="2027-01-20")
    later, sooner = plans(house, day="2027-02-24"), plans(house)
    cancels(house, off)
    house.lives_on(days=2)
    house.joins(ANA)

    assert [invitation.start for invitation in invitations(house)] == [sooner.wall, later.wall]
    assert over.id not in seats(house)


def test_a_second_beat_tells_nobody_anything(ana: House) -> None:
    """Nor does another process that does the same page."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    ana.app.operate(lambda turn: turn.unit.meetings.telling(planned.id, 1, ""))
    ana.app.operate(lambda turn: inviting.tell_next(turn, planned.id))
    ana.lives_on(minutes=1)

    assert told(ana) == [("invited", "REQUEST", 0)]


@pytest.mark.parametrize(
    "what, values, expected",
    [
        ("move", MOVED, ("moved", "REQUEST", 1)),
        ("move", {"minutes": "75"}, ("moved", "REQUEST", 1)),
        ("theme", {"theme_fr": "Les crues"}, ("changed", "REQUEST", 0)),
        ("link", {"link": "https://other.example/"}, ("changed", "REQUEST", 0)),
    ],
)
def test_a_change_is_told_as_its_rule_says(
    ana: House, what: str, values: dict[str, str], expected: tuple[str, str, int]
) -> None:
    """With the same identity, and a stamp that is newer."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    changes(ana, planned, what, **values)
    ana.lives_on(minutes=1)
    first, second = invitations(ana)

    assert told(ana) == [("invited", "REQUEST", 0), expected]
    assert first.uid == second.uid
    assert first.stamp < second.stamp


def test_a_hand_over_is_told_to_no_calendar(ana: House) -> None:
    """It is between those who run the meeting."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    plans(ana, CLAIRE, day="2027-01-20")
    changes(ana, planned, "hand", facilitator=ana.profile(CLAIRE).id)
    ana.lives_on(minutes=1)

    assert [each for each, *_ in told(ana)] == ["invited", "invited"]


def test_what_is_changed_before_the_letter_went_out_is_told_at_once(ana: House) -> None:
    """One invitation, to what holds by then; a meeting that was cancelled by then is not spoken of."""
    moved, off = plans(ana), plans(ana, day="2027-01-20")
    ana.app.tick()
    changes(ana, moved, "move", **MOVED)
    cancels(ana, off)
    ana.lives_on(minutes=1)

    assert told(ana) == [("invited", "REQUEST", 1)]
    assert invitations(ana)[0].start == meeting(ana, moved.id).wall


def test_a_meeting_that_is_moved_twice_in_a_minute_is_told_once(ana: House) -> None:
    """As it stands in the end."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    changes(ana, planned, "move", **MOVED)
    ana.app.tick()
    changes(ana, planned, "move", day="2026-12-18")
    ana.lives_on(minutes=1)

    assert told(ana) == [("invited", "REQUEST", 0), ("moved", "REQUEST", 2)]


def test_a_cancelled_meeting_goes_from_the_calendar(ana: House) -> None:
    """With a sequence that is higher than all before."""
    planned = plans(ana)
    ana.lives_on(minutes=1)
    cancels(ana, planned)
    ana.lives_on(minutes=1)

    assert told(ana)[1:] == [("off", "CANCEL", 1)]
    assert seats(ana) == []


def test_a_cancellation_never_overtakes_its_invitation(ana: House) -> None:
    """Which waits for a mail server that is down; then nobody need hear of either."""
    planned = plans(ana)
    ana.fates[Letter] = DOWN
    ana.lives_on(minutes=1)
    cancels(ana, planned)
    ana.lives_on(minutes=1)
    ana.fates.clear()
    ana.lives_on(hours=2)

    assert told(ana) == [("off", "CANCEL", 1)]


def test_a_letter_that_is_tried_again_says_the_same(ana: House) -> None:
    """Under the same key, and so the same Message-ID."""
    plans(ana)
    ana.fates[Letter] = Outcome(Result.UNKNOWN)
    tried = [each for each in ana.lives_on(minutes=1) if isinstance(each, Letter)]
    ana.fates.clear()
    again = [each for each in ana.lives_on(hours=2) if isinstance(each, Letter)]

    assert tried == again
    assert told(ana) == [("invited", "REQUEST", 0)]


def test_a_letter_that_is_refused_asks_whether_they_still_work_there(ana: House) -> None:
    """As with any other letter to a member."""
    plans(ana)
    ana.fates[Letter] = Outcome(Result.NEVER, code="mailbox_refused")
    ana.lives_on(minutes=1)

    assert ana.profile(ANA).asked_why == "mail"


def test_nothing_is_told_of_what_is_over(ana: House) -> None:
    """A bot that comes back late keeps silent about it."""
    plans(ana)
    ana.waits_for(days=30)
    ana.lives_on(minutes=1)

    assert told(ana) == []


def test_several_hundred_members_are_told_with_one_beat(ana: House) -> None:
    """Page by page, nobody twice and nobody left out."""
    fill(ana, 2 * inviting.AT_ONCE)
    plans(ana)
    ana.lives_on(minutes=1)
    invited = [letter.to for letter in ana.arrived(Letter) if letter.invitation]

    assert len(invited) == len(set(invited)) == 2 * inviting.AT_ONCE + 1
    assert ana.storage.transact(lambda unit: unit.meetings.untold(1)) == []
