"""When a meeting has ended or is called off, what was temporary about it is erased, once; a receipt says so.

Its questions, where members came in, what they read before it, and who was to be reminded: in one
transaction, with the receipt. A crash leaves everything or nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat import Card, Local, Room, Text
from bot.deliveries import Post
from bot.meetings import reminding
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting
from bot.outbox import Errand
from bot.ports import Turn

KIND = "meetings.receipt_post"
SPENT = (reminding.POST, reminding.DIRECT, reminding.LETTER)
USEFUL = timedelta(days=3)  # whoever is told later than that has forgotten what it was about
AT_ONCE = 20


def scrub(turn: Turn, meeting: Meeting) -> None:
    """Of one that was called off a receipt is for those who had asked something."""
    erased = turn.unit.questions.erase(meeting.id)
    if not turn.unit.scrubs.once(meeting.id, erased):
        return
    turn.unit.meetings.scrub(meeting.id)
    turn.unit.outbox.forget_spent(meeting.id, SPENT)
    if meeting.is_planned or erased:
        for platform in turn.world.network.platforms:
            turn.unit.outbox.add(_receipt(turn, meeting, platform))


def _receipt(turn: Turn, meeting: Meeting, platform: str) -> Errand:
    errand_id, key = turn.world.entropy.identifier(), f"{KIND}:{meeting.id}:{platform}"
    return Errand(errand_id, KIND, meeting.id, platform, key, "", turn.now, turn.now)


def receipt(turn: Turn, errand: Errand) -> Post | None:
    """How much was erased, what the bot kept, and what it does not decide."""
    meeting, erased = turn.unit.meetings.get(errand.subject), turn.unit.scrubs.questions(errand.subject)
    if meeting is None or erased is None or turn.now >= errand.written + USEFUL:
        return None
    when = {"when": Local(meeting.starts, meeting.zone)}
    title = Text("questions.receipt.over" if meeting.is_planned else "questions.receipt.off", when)
    public = POLICIES[meeting.kind].recordable
    body = (
        Text("questions.receipt.erased", {"n": erased}),
        Text("questions.receipt.also"),
        Text("questions.receipt.public" if public else "questions.receipt.kept"),
        Text("questions.receipt.platform"),
    )
    return Post(errand.recipient, Room.MEMBERS, Card(title, body), errand.nonce)


# ---- the duty


def left(turn: Turn) -> Sequence[str]:
    """Meetings of which there are questions although they are over: one was asked in the very moment of the
    end, or a backup was restored."""
    boxes = turn.unit.questions.boxes(AT_ONCE)
    return [each for each in boxes if not _is_ahead(turn.unit.meetings.get(each), turn.now)]


def _is_ahead(meeting: Meeting | None, now: datetime) -> bool:
    return meeting is not None and meeting.is_ahead(now)


def sweep(turn: Turn, meeting_id: str) -> None:
    turn.unit.questions.erase(meeting_id)
