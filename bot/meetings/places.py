"""Where there is room for so many only: who has a place, who waits for one, and who moves up.

A place belongs to whoever said first that they are coming, and stays theirs until they say otherwise, leave,
or are asked again; a smaller room takes it from nobody. Whatever changes it holds the meeting, so that of two
at the same moment one is the later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.meetings.kinds import POLICIES
from bot.meetings.model import Coming, Meeting, Seat
from bot.outbox import Errand
from bot.ports import Turn

DIRECT, LETTER = "meetings.place_direct", "meetings.place_letter"
PLACED, WAITING = "placed", "waiting"
MOST = 10_000  # who move up at once, when the room has become one for everybody


@dataclass(frozen=True, slots=True)
class Places:
    """How it stands in a limited meeting: `free` places, so many `waiting`, and for one member who waits
    the `rank` among them."""

    free: int
    waiting: int
    rank: int = 0


def of(turn: Turn, meeting: Meeting, seat: Seat) -> Places | None:
    """None where there is room for everybody."""
    if not meeting.capacity:
        return None
    counts, rank = turn.unit.seats.counts(meeting), 0
    if seat.is_waiting(meeting):
        rank = rank_of(turn, meeting, seat)
    return Places(max(meeting.capacity - counts.going, 0), counts.waiting, rank)


def rank_of(turn: Turn, meeting: Meeting, seat: Seat) -> int:
    return turn.unit.seats.waiting_before(meeting, seat.line) + 1


# ---- what changes it


def hold(turn: Turn, meeting_id: str) -> int:
    """To be called before anything is read of it that an answer depends on; what there is no place for
    nobody need hold."""
    meeting = turn.unit.meetings.get(meeting_id)
    seated = meeting is not None and POLICIES[meeting.kind].seated
    return turn.unit.meetings.hold(meeting_id) if seated else 0


def answer(turn: Turn, meeting: Meeting, answered: Seat, line: int) -> Seat:
    """Kept, with the place that it takes or gives up; `line` is what holding the meeting gave."""
    before = turn.unit.seats.get(meeting.id, answered.member)
    seat = _seated(turn, meeting, before, answered, line)
    turn.unit.seats.answer(seat)
    move_up(turn, meeting)
    return seat


def _seated(turn: Turn, meeting: Meeting, before: Seat, answered: Seat, line: int) -> Seat:
    """Whoever says once more that they are coming keeps what they have."""
    if answered.answer != Coming.GOING:
        return answered
    if before.answer_to(meeting) == Coming.GOING:
        return replace(answered, placed=before.placed, line=before.line)
    placed = not meeting.capacity or turn.unit.seats.counts(meeting).going < meeting.capacity
    return replace(answered, placed=placed, line=line)


def move_up(turn: Turn, meeting: Meeting) -> int:
    """Whoever waits longest gets what is free, and is told by a letter and in their chat; how many do. The
    meeting is held."""
    if not meeting.is_planned or meeting.starts <= turn.now:
        return 0
    free = MOST
    if meeting.capacity:
        free = meeting.capacity - turn.unit.seats.counts(meeting).going
    first = turn.unit.seats.first_waiting(meeting, free) if free > 0 else ()
    for seat in first:
        turn.unit.seats.answer(replace(seat, placed=True))
        for kind in (DIRECT, LETTER) if turn.unit.profiles.accounts(seat.member) else (LETTER,):
            _write(turn, kind, meeting, seat, PLACED)
    return len(first)


def give_up(turn: Turn, member: str) -> None:
    """They are no member any more; should they come back, they are asked anew where places are limited."""
    for meeting_id in turn.unit.seats.going(member, turn.now):
        if hold(turn, meeting_id) and _limited(turn, meeting_id):
            turn.unit.seats.answer(Seat(meeting_id, member))
            _move_up(turn, meeting_id)


def free_again(turn: Turn, member: str) -> None:
    """Two turned out to be one person, who needs one place."""
    for meeting_id in turn.unit.seats.going(member, turn.now):
        if hold(turn, meeting_id):
            _move_up(turn, meeting_id)


def _limited(turn: Turn, meeting_id: str) -> bool:
    meeting = turn.unit.meetings.get(meeting_id)
    return meeting is not None and meeting.capacity > 0


def _move_up(turn: Turn, meeting_id: str) -> None:
    meeting = turn.unit.meetings.get(meeting_id)
    if meeting:
        move_up(turn, meeting)


# ---- who is told


def waits(turn: Turn, meeting: Meeting, seat: Seat) -> None:
    """By mail, as their calendar has asked."""
    _write(turn, LETTER, meeting, seat, WAITING)


def _write(turn: Turn, kind: str, meeting: Meeting, seat: Seat, what: str) -> None:
    turn.unit.outbox.add(
        Errand(
            turn.world.entropy.identifier(),
            kind,
            meeting.id,
            seat.member,
            key_of(kind, meeting, seat, what),
            f"place:{meeting.id}:{seat.member}",
            turn.now,
            turn.now,
        )
    )


def key_of(kind: str, meeting: Meeting, seat: Seat, what: str) -> str:
    """Once for each place that they asked for."""
    return f"{kind}:{meeting.id}:{meeting.sequence}:{seat.line}:{what}:{seat.member}"
