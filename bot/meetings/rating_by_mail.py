"""The three questions for members without an account in a chat: by a letter, in which each answer is a mail
that is written already. Who writes it has the letter, and is whom it was to; what it says is added to a sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.chat import Local, Text
from bot.deliveries import Asked, Letter
from bot.meetings.feedback import MARKS, OPEN, Question
from bot.meetings.model import Coming, Meeting, Seat
from bot.members import reverifying
from bot.members.model import Profile
from bot.outbox import Errand, Outcome
from bot.ports import Turn

KIND = "meetings.rate_letter"
AT_ONCE = 250  # members, in one transaction

# ---- written


def write_next(turn: Turn, meeting: Meeting, after: str) -> str:
    """The next page of those who are asked; up to whom it has come, or empty when nobody is left. One that is
    written twice is written once."""
    members: Sequence[str] = ()
    if turn.world.network.answers_by_mail:
        members = turn.unit.seats.to_ask(meeting, after, AT_ONCE)
    for member in members:
        key = f"{KIND}:{meeting.id}:{meeting.starts:%Y%m%dT%H%M}:{member}"
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(Errand(errand_id, KIND, meeting.id, member, key, "", turn.now, turn.now))
    return members[-1] if len(members) == AT_ONCE else ""


# ---- composed and settled


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """Of what they have not answered yet."""
    meeting, member = turn.unit.meetings.get(errand.subject), turn.unit.profiles.get(errand.recipient)
    if meeting is None or member is None or not _is_asked(turn, meeting, member):
        return None
    rated = turn.unit.feedback.rated(meeting.id, member.id)
    left = [question for question in Question if question not in rated]
    if not left:
        return None
    uid = _known_as(turn, turn.unit.seats.get(meeting.id, member.id))
    title = Text("meetings.rate.post", {"when": Local(meeting.starts, meeting.zone)})
    body = (
        Text("meetings.rate.letter", {"network": turn.world.network.name}),
        Text("meetings.rate.anonymous"),
    )
    asked = tuple(_asked(uid, question) for question in left)
    return Letter(errand.key, member.address, member.name, member.reader, title, body, asked=asked)


def settled(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    profile = turn.unit.profiles.get(errand.recipient)
    if profile:
        reverifying.refused_by(turn, profile, outcome)


def _asked(uid: str, question: Question) -> Asked:
    answers = ((Text(f"meetings.mark.{mark}"), f"{uid}-{question}-{mark}") for mark in MARKS)
    return Asked(Text(f"meetings.rate.{question}"), tuple(answers))


def _is_asked(turn: Turn, meeting: Meeting, member: Profile) -> bool:
    """Whoever was not there has nothing to say; whoever has an account by now is asked there."""
    seat = turn.unit.seats.get(meeting.id, member.id)
    away = seat.answer_to(meeting) == Coming.NO or seat.is_waiting(meeting)
    reached = member.is_member and bool(member.address) and not turn.unit.profiles.accounts(member.id)
    return reached and not away and _is_open(meeting, turn.now)


def _is_open(meeting: Meeting, now: datetime) -> bool:
    return meeting.is_planned and meeting.ends <= now < meeting.ends + OPEN


def _known_as(turn: Turn, seat: Seat) -> str:
    """By a name that is theirs alone; nobody's calendar is told of what is over."""
    if not seat.uid:
        seat = replace(seat, uid=turn.world.entropy.identifier())
        turn.unit.seats.tell(seat)
    return seat.uid


# ---- answered


def rate(turn: Turn, uid: str, mailbox: str, question: Question, mark: int) -> bool:
    """What the member with this proven mailbox says by a mail. False when it counts for nothing: it was said
    before, comes too late, or is another's."""
    me, seat = turn.unit.profiles.of_mailbox(mailbox), turn.unit.seats.known_as(uid)
    if me is None or seat is None or seat.member != me.id or not me.is_member or mark not in MARKS:
        return False
    meeting = turn.unit.meetings.get(seat.meeting_id)
    if meeting is None or not _is_open(meeting, turn.now):
        return False
    return turn.unit.feedback.rate(meeting.id, me.id, question, mark)
