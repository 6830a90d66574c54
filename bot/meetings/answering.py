"""Members see what is ahead, and answer: here with a press, or in their calendar.

An answer is to the meeting as it stands: one that was moved since is shown anew first. Why somebody cannot
come is counted, and whose it was is forgotten in the same moment.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat import Card, Command, Press
from bot.errors import Stale
from bot.meetings import finding, member_views, places, wording
from bot.meetings.errors import MeetingCancelled, MeetingOver
from bot.meetings.model import Coming, Meeting, Seat, State, Why
from bot.members.model import Profile
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Replace, Reply, Say

# ---- looking


def show(turn: Turn, _event: Command | Press) -> Reply:
    """`/peer meetings`: the next one, and the others of the year."""
    ahead = finding.ahead(turn)
    return Say(_card(turn, acting(turn), ahead[0], ahead) if ahead else member_views.nothing())


def look(turn: Turn, press: Press) -> Reply:
    """One of them."""
    return Replace(_card(turn, acting(turn), _open(turn, press)))


def _card(
    turn: Turn, me: Profile, meeting: Meeting, ahead: Sequence[Meeting] | None = None, said: str = ""
) -> Card:
    others = finding.ahead(turn) if ahead is None else ahead
    link, seat = wording.link_of(turn, meeting), turn.unit.seats.get(meeting.id, me.id)
    return member_views.card(meeting, seat, others, link, said, places.of(turn, meeting, seat))


# ---- answering


def _answers(coming: Coming) -> Callable[[Turn, Press], Reply]:
    """To what is on the screen; the latest answer holds."""

    def answer(turn: Turn, press: Press) -> Reply:
        me, line = acting(turn), places.hold(turn, press.subject)
        meeting = _as_shown(turn, press)
        seat = places.answer(turn, meeting, _answered(meeting, me, coming, turn.now), line)
        return Replace(_card(turn, me, meeting, said="waiting" if seat.is_waiting(meeting) else coming))

    return answer


ANSWERS = {coming: _answers(coming) for coming in Coming}


def _says_why(why: Why) -> Callable[[Turn, Press], Reply]:
    """Once, by whoever cannot come."""

    def say(turn: Turn, press: Press) -> Reply:
        me, meeting = acting(turn), _as_shown(turn, press)
        seat = turn.unit.seats.get(meeting.id, me.id)
        if seat.answer_to(meeting) != Coming.NO:
            raise Stale(card=_card(turn, me, meeting))
        turn.unit.seats.reason(meeting.id, me.id, why)
        return Replace(_card(turn, me, meeting, said="reasoned"))

    return say


REASONS = {why: _says_why(why) for why in Why}


def wish(turn: Turn, press: Press) -> Reply:
    """For interpretation; pressed again, it is taken back."""
    me, meeting = acting(turn), _as_shown(turn, press)
    wishes = not turn.unit.seats.get(meeting.id, me.id).wish
    turn.unit.seats.wish(meeting.id, me.id, wish=wishes)
    return Replace(_card(turn, me, meeting, said="wished" if wishes else "unwished"))


def reply(turn: Turn, uid: str, mailbox: str, coming: Coming, sequence: int, stamp: datetime) -> bool:
    """What the calendar of the member with this proven mailbox answered at that moment to what it knows by
    that name. False when it is no answer to what they were told last, comes after a later one, is nobody's or
    another's. Whoever finds no place is told so."""
    me, known = turn.unit.profiles.of_mailbox(mailbox), turn.unit.seats.known_as(uid)
    meeting_id = known.meeting_id if known else uid
    line, meeting = places.hold(turn, meeting_id), turn.unit.meetings.get(meeting_id)
    if meeting is None or me is None or not me.is_member or not meeting.is_ahead(turn.now):
        return False
    seat = turn.unit.seats.get(meeting.id, me.id)
    if seat.known_as != uid:
        return False
    stale = seat.sequence != meeting.sequence or sequence != seat.sequence + seat.shift
    late = seat.answered_at is not None and seat.answered_to == meeting.sequence and stamp <= seat.answered_at
    if not seat.is_invited or stale or late:
        return False
    answered = places.answer(turn, meeting, _answered(meeting, me, coming, min(stamp, turn.now)), line)
    if answered.is_waiting(meeting):
        places.waits(turn, meeting, answered)
    return True


def _answered(meeting: Meeting, me: Profile, coming: Coming, at: datetime) -> Seat:
    blank = Seat(meeting.id, me.id)
    return replace(blank, answer=coming.value, answered_to=meeting.sequence, answered_at=at)


# ---- what is still as it was shown


def _as_shown(turn: Turn, press: Press) -> Meeting:
    """Whoever saw another moment sees the new one before they answer."""
    meeting = _open(turn, press)
    if meeting.sequence != press.revision:
        raise Stale(card=_card(turn, acting(turn), meeting))
    return meeting


def _open(turn: Turn, press: Press) -> Meeting:
    meeting = finding.by_id(turn, press.subject)
    if meeting.state is State.CANCELLED:
        raise MeetingCancelled
    if not meeting.is_ahead(turn.now):
        raise MeetingOver
    return meeting
