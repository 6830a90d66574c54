"""An entry in a calendar is somebody's no more: their mailbox is another one, or they turned out to be
somebody whom we know already. It is taken out there, under the name by which that calendar knows it; where
they are now they are invited anew, under another one, since both calendars may be the same.
"""

from __future__ import annotations

from bot.deliveries import Invitation, Letter
from bot.meetings import wording
from bot.meetings.model import Former, Meeting, Seat
from bot.members import parting
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.ports import Turn

KIND = "meetings.former_letter"


def take_out(turn: Turn, was: Profile, now: Profile) -> None:
    """All that is ahead and stands, or may stand, in the calendar behind the address as it was."""
    for meeting_id in turn.unit.seats.ahead(was.id, turn.now):
        if was.address:
            _take_out(turn, turn.unit.seats.get(meeting_id, was.id), was.address, now.id)


def _take_out(turn: Turn, seat: Seat, address: str, member: str) -> None:
    """After what is under way there, and with a higher sequence, unless that calls it off already."""
    former_id, errand_id = turn.world.entropy.identifier(), turn.world.entropy.identifier()
    sequence = seat.sequence + seat.shift + (not seat.called_off)
    former = Former(former_id, member, seat.meeting_id, seat.known_as, sequence, address)
    turn.unit.former_entries.add(former)
    order = f"meeting:{seat.meeting_id}:{seat.member}"
    key = f"{KIND}:{former_id}"
    turn.unit.outbox.add(Errand(errand_id, KIND, seat.meeting_id, former_id, key, order, turn.now, turn.now))


def letter(turn: Turn, errand: Errand) -> Letter | None:
    former, meeting = turn.unit.former_entries.get(errand.recipient), turn.unit.meetings.get(errand.subject)
    member = turn.unit.profiles.get(former.member) if former else None
    if former is None or meeting is None or member is None or meeting.ends <= turn.now:
        return None
    return Letter(
        errand.key,
        former.address,
        member.name,
        member.reader,
        wording.subject(meeting, "former"),
        wording.body(turn, meeting, "former"),
        invitation=_cancellation(turn, errand, meeting, former),
    )


def settled(turn: Turn, errand: Errand, _outcome: Outcome) -> None:
    """Whether it arrived or not, the address is kept no longer."""
    former = turn.unit.former_entries.get(errand.recipient)
    turn.unit.former_entries.drop(errand.recipient)
    if former:
        parting.forget_if_gone(turn, former.member)


def _cancellation(turn: Turn, errand: Errand, meeting: Meeting, former: Former) -> Invitation:
    return Invitation(
        "CANCEL",
        former.uid,
        former.sequence,
        max(meeting.stamp, errand.written),
        meeting.wall,
        meeting.zone,
        meeting.minutes,
        wording.title(turn, meeting),
        (wording.outline(meeting),),
    )
