"""A member asks without a name.

The transaction writes the question's row and nothing else: no line of the audit, no errand, no count, no edit
of any card. How often somebody asks is counted in memory alone (`bot.limits`).
"""

from __future__ import annotations

from bot.answers import check
from bot.chat import Command, Press, Submission
from bot.meetings import finding
from bot.meetings.model import Meeting
from bot.ports import Turn
from bot.questions import views
from bot.questions.errors import BoxFull, BoxOver, NoMeetingToAsk
from bot.questions.model import MOST, Question
from bot.replies import Ask, Reply, Say


def begin(turn: Turn, command: Command) -> Reply:
    """`/peer question`: for the next meeting; with a reference, for that one."""
    if command.argument.strip():
        return Ask(views.form(_open(turn, finding.by_reference(turn, command.argument))))
    ahead = finding.ahead(turn)
    if not ahead:
        raise NoMeetingToAsk
    return Ask(views.form(ahead[0]))


def open_form(turn: Turn, press: Press) -> Reply:
    """From the meeting's card."""
    return Ask(views.form(_open(turn, finding.by_id(turn, press.subject))))


def ask(turn: Turn, submission: Submission) -> Reply:
    """What is in the box already, word for word, is not put in twice: the answer is the same."""
    meeting = _open(turn, finding.by_id(turn, submission.subject))
    words = str(check(views.form(meeting), submission.values)["words"])
    put(turn, meeting, words)
    return Say(views.asked(turn, meeting))


def put(turn: Turn, meeting: Meeting, words: str) -> None:
    """Raises `BoxFull`."""
    there = turn.unit.questions.of(meeting.id)
    if any(each.words == words for each in there):
        return
    if len(there) >= MOST:
        raise BoxFull
    turn.unit.questions.put(Question(turn.world.entropy.identifier(), meeting.id, words))


def _open(turn: Turn, meeting: Meeting) -> Meeting:
    if not meeting.is_ahead(turn.now):
        raise BoxOver
    return meeting
