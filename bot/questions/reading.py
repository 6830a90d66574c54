"""Those who run a meeting read its questions, and mark what was answered or put aside.

They see them from an hour before it on, and no number before: whoever looked often could notice when one
comes in. What they mark stands in no audit, since it is gone with the meeting.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.chat import Card, Command, Local, Press
from bot.errors import Unknown
from bot.meetings import finding
from bot.meetings.model import Meeting
from bot.ports import Turn
from bot.questions import views
from bot.questions.errors import BoxOver, BoxShut, NoMeetingToAsk
from bot.questions.model import SHOWN_BEFORE, Mark, Question
from bot.replies import Replace, Reply, Say


def show(turn: Turn, command: Command) -> Reply:
    """`/host questions`: of the meeting that is next or goes on; with a reference, of that one."""
    if command.argument.strip():
        return Say(_card(turn, finding.by_reference(turn, command.argument)))
    ahead = finding.ahead(turn)
    if not ahead:
        raise NoMeetingToAsk
    return Say(_card(turn, ahead[0]))


def listed(turn: Turn, press: Press) -> Reply:
    """A page of them: how many to leave out is the revision."""
    return Say(_card(turn, finding.by_id(turn, press.subject), press.revision))


def look(turn: Turn, press: Press) -> Reply:
    """One of them."""
    question = _there(turn, press.subject)
    _readable(turn, finding.by_id(turn, question.meeting_id))
    return Replace(views.one(question))


def _marks(mark: Mark) -> Callable[[Turn, Press], Reply]:
    def act(turn: Turn, press: Press) -> Reply:
        question = _there(turn, press.subject)
        meeting = _readable(turn, finding.by_id(turn, question.meeting_id))
        turn.unit.questions.mark(question.id, mark)
        return Replace(_card(turn, meeting))

    return act


MARKS = {mark: _marks(mark) for mark in Mark}


def _there(turn: Turn, question_id: str) -> Question:
    """Raises `Unknown`: it was erased."""
    question = turn.unit.questions.get(question_id)
    if question is None:
        raise Unknown
    return question


def _readable(turn: Turn, meeting: Meeting) -> Meeting:
    if not meeting.is_ahead(turn.now):
        raise BoxOver
    opens = meeting.starts - SHOWN_BEFORE
    if turn.now < opens:
        raise BoxShut(when=Local(opens, meeting.zone))
    return meeting


def _card(turn: Turn, meeting: Meeting, skip: int = 0) -> Card:
    found = turn.unit.questions.of(_readable(turn, meeting).id)
    return views.listed(meeting, sorted(found, key=lambda each: [*Mark].index(each.mark)), skip)
