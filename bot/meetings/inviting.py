"""Who is to be told of meetings: everybody of each change, by leafing through the members with each beat, and
one person alone when they come in or go.

An errand says only of which meeting to tell whom; whether that is an invitation, a change or a cancellation
is found out when it is carried out (`letters`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.meetings import moving, places
from bot.meetings.model import Meeting, Seat
from bot.members.model import Profile
from bot.outbox import Errand
from bot.ports import Turn

KIND = "meetings.invite_letter"
AT_ONCE = 250  # members, in one transaction
PAGES = 40  # of so many, with one beat
YEAR = timedelta(days=400)
SEVERAL = 100  # meetings; more than there are in that time

# ---- everybody


def due(turn: Turn) -> Sequence[str]:
    """Each meeting with news as often as there may be pages of members; what is too often does nothing."""
    return tuple(turn.unit.meetings.untold(SEVERAL)) * PAGES


def tell_next(turn: Turn, meeting_id: str) -> None:
    """The next page of those who are to be told. A page that is written twice is written once; whoever comes
    in by a list at this moment is among them, or waited for."""
    turn.unit.meetings.hold(meeting_id)
    meeting = turn.unit.meetings.get(meeting_id)
    if meeting is None or meeting.told >= meeting.news:
        return
    after = _come_to(meeting)
    members = turn.unit.seats.to_tell(meeting, after, AT_ONCE)
    turn.unit.outbox.add_each([_errand(turn, meeting, member, f"{meeting.news}") for member in members])
    if len(members) < AT_ONCE:
        turn.unit.meetings.tell(meeting.id, meeting.news)
    else:
        turn.unit.meetings.telling(meeting.id, meeting.news, members[-1])


def _come_to(meeting: Meeting) -> str:
    """The last who was told of this very news."""
    news, _, after = meeting.telling.partition(":")
    return after if news == str(meeting.news) else ""


def next_moment(turn: Turn) -> datetime | None:
    return turn.now if turn.unit.meetings.untold(1) else None


# ---- one person


def invite(turn: Turn, member: Profile) -> None:
    """To all that is planned: they have come in, or come back."""
    for meeting in turn.unit.meetings.between(turn.now, turn.now + YEAR, SEVERAL):
        if meeting.is_planned:
            turn.unit.outbox.add(_errand(turn, meeting, member.id, turn.world.entropy.identifier()))


def invite_anew(turn: Turn, was: Profile, now: Profile) -> None:
    """Their mailbox is another one: what stands in the former calendar is taken out, and the new one knows of
    nothing."""
    moving.take_out(turn, was, now)
    for meeting_id in turn.unit.seats.ahead(now.id, turn.now):
        turn.unit.seats.tell(Seat(meeting_id, now.id))
    if now.is_member:
        invite(turn, now)


def call_off(turn: Turn, profile: Profile) -> bool:
    """What stands in the calendar of somebody who is no member any more, and what they answered; False when
    nothing stands there, nor anything in a former one."""
    places.give_up(turn, profile.id)
    ahead = turn.unit.seats.ahead(profile.id, turn.now)
    for meeting_id in ahead:
        meeting = turn.unit.meetings.get(meeting_id)
        if meeting:
            turn.unit.outbox.add(_errand(turn, meeting, profile.id, turn.world.entropy.identifier()))
    return bool(ahead) or turn.unit.former_entries.of(profile.id)


def _errand(turn: Turn, meeting: Meeting, member: str, about: str) -> Errand:
    """In the order in which they are written for each member: no cancellation overtakes its invitation."""
    return Errand(
        turn.world.entropy.identifier(),
        KIND,
        meeting.id,
        member,
        key=f"{KIND}:{meeting.id}:{member}:{about}",
        order=f"meeting:{meeting.id}:{member}",
        due=turn.now,
        written=turn.now,
    )
