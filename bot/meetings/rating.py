"""The three questions after a meeting: one press each, added to a sum, shown as means of five or more."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat import Button, Card, Press, Text
from bot.errors import Unknown
from bot.meetings import finding
from bot.meetings.errors import QuestionsClosed
from bot.meetings.feedback import MARKS, OPEN, Question
from bot.meetings.model import Meeting
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Replace, Reply, Say


def begin(turn: Turn, press: Press) -> Reply:
    """The first that they have not answered."""
    return Say(_card(turn, _over(turn, press)))


def _says(question: Question) -> Callable[[Turn, Press], Reply]:
    """The mark is the revision of the button; the next question takes its place."""

    def say(turn: Turn, press: Press) -> Reply:
        meeting = _over(turn, press)
        if press.revision not in MARKS:
            raise Unknown
        turn.unit.feedback.rate(meeting.id, acting(turn).id, question, press.revision)
        return Replace(_card(turn, meeting))

    return say


RATINGS = {question: _says(question) for question in Question}


def _over(turn: Turn, press: Press) -> Meeting:
    meeting = finding.by_id(turn, press.subject)
    if not meeting.is_planned or not meeting.ends <= turn.now < meeting.ends + OPEN:
        raise QuestionsClosed
    return meeting


def _card(turn: Turn, meeting: Meeting) -> Card:
    rated = turn.unit.feedback.rated(meeting.id, acting(turn).id)
    left = [question for question in Question if question not in rated]
    if not left:
        return Card(Text("meetings.rate.done"), (Text("meetings.rate.done_body"),))
    return Card(
        Text("meetings.rate.title"),
        (Text(f"meetings.rate.{left[0]}"), Text("meetings.rate.anonymous")),
        buttons=tuple(
            Button(f"meetings.rate_{left[0]}", meeting.id, mark, Text(f"meetings.mark.{mark}"))
            for mark in MARKS
        ),
    )
