"""Finding meetings: those around a moment, or one by the reference that people quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.chat import Card, Fact, Press, Submission, Text, Value
from bot.errors import Stale, Unknown
from bot.meetings import cadence, views
from bot.meetings.errors import MeetingBegun, MeetingCancelled, NoSuchMeeting
from bot.meetings.kinds import HALF_A_DAY, POLICIES
from bot.meetings.model import Counts, Meeting, State
from bot.meetings.walltime import local
from bot.ports import Turn

AROUND = timedelta(days=400)
AT_ONCE = 100  # more than there are in such a time
REFERENCE_LIMIT = 26
_REFERENCE = re.compile(rf"[a-z0-9]{{6,{REFERENCE_LIMIT}}}")


def ahead(turn: Turn) -> Sequence[Meeting]:
    """Those that are planned and not over, the next one first."""
    return [meeting for meeting in _since_half_a_day(turn) if meeting.is_ahead(turn.now)]


def at_hand(turn: Turn) -> Sequence[Meeting]:
    """The same for those who run them, with drafts."""
    return [
        meeting
        for meeting in _since_half_a_day(turn)
        if meeting.is_ahead(turn.now) or (meeting.state is State.DRAFT and meeting.starts > turn.now)
    ]


def _since_half_a_day(turn: Turn) -> Sequence[Meeting]:
    begun = turn.now - timedelta(minutes=HALF_A_DAY)
    return turn.unit.meetings.between(begun, turn.now + AROUND, AT_ONCE)


def by_reference(turn: Turn, typed: str) -> Meeting:
    """Raises `NoSuchMeeting`."""
    reference = typed.strip().lower()
    found = turn.unit.meetings.referred(reference) if _REFERENCE.fullmatch(reference) else ()
    if len(found) != 1:
        raise NoSuchMeeting(reference=typed.strip()[:REFERENCE_LIMIT])
    return found[0]


def by_id(turn: Turn, meeting_id: str) -> Meeting:
    """The one of a button or form; raises `Unknown`."""
    meeting = turn.unit.meetings.get(meeting_id)
    if meeting is None:
        raise Unknown
    return meeting


def changeable(turn: Turn, event: Press | Submission) -> Meeting:
    """As it was shown, and still to come: only then is there something to change."""
    meeting = by_id(turn, event.subject)
    if meeting.state is State.CANCELLED:
        raise MeetingCancelled(card=card(turn, meeting))
    if meeting.is_planned and meeting.starts <= turn.now:
        raise MeetingBegun(card=card(turn, meeting))
    if meeting.revision != event.revision:
        raise Stale(card=card(turn, meeting))
    return meeting


def card(turn: Turn, meeting: Meeting, *said: Value) -> Card:
    """With what is to be pointed out and counted at this moment."""
    counts = Counts() if meeting.state is State.DRAFT else turn.unit.seats.counts(meeting)
    shown = views.card(turn, meeting, remarks(turn, meeting), counts, *said)
    shown = replace(shown, facts=(*shown.facts, *_guests(turn, meeting)))
    if meeting.ends > turn.now:
        return shown
    return replace(shown, facts=(*shown.facts, *views.means(turn.unit.feedback.means(meeting.id))))


def _guests(turn: Turn, meeting: Meeting) -> tuple[Fact, ...]:
    """Of a public one: how many have registered who need not be members."""
    if not POLICIES[meeting.kind].public or meeting.state is State.DRAFT:
        return ()
    registered = Text("meetings.guests", {"n": turn.unit.guests.count(meeting.id)})
    return (Fact(Text("meetings.fact.guests"), registered),)


def remarks(turn: Turn, meeting: Meeting) -> Sequence[cadence.Remark]:
    """Of those that are ahead; the four a year are those of the kinds that count."""
    if meeting.state is State.CANCELLED or meeting.starts <= turn.now:
        return ()
    day, today = meeting.wall.date(), local(turn.now, meeting.zone).date()
    holidays = turn.world.network.holidays
    if not POLICIES[meeting.kind].counts:
        return cadence.remarks(day, (day,), today, holidays)
    return cadence.remarks(day, _others(turn, meeting), today, holidays)


def _others(turn: Turn, meeting: Meeting) -> Sequence[date]:
    found = turn.unit.meetings.between(meeting.starts - AROUND, meeting.starts + AROUND, AT_ONCE)
    counting = (each for each in found if each.is_planned and POLICIES[each.kind].counts)
    return [each.wall.date() for each in counting if each.id != meeting.id]
