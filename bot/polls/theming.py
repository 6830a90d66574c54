"""What won becomes the theme of a meeting: its calendar entry says so, and nobody is asked again. Who brought
it is thanked."""

from __future__ import annotations

from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import CHOICES_LIMIT, Person, Press, Submission
from bot.errors import Stale
from bot.meetings import finding as meetings
from bot.meetings import rearranging
from bot.meetings.model import Meeting
from bot.members.who import acquainted
from bot.polls import finding, forms, host_views, results
from bot.polls.errors import NoMeetingAhead, NoOutcome
from bot.polls.model import Option, Poll
from bot.ports import Turn
from bot.replies import Ask, Reply
from bot.topics import choosing


def set_theme(turn: Turn, press: Press) -> Reply:
    """Of the meeting that it was for; where that is none, or over, it is asked which."""
    poll, winner = _decided(turn, press)
    ahead = _ahead(turn, poll)
    own = next((meeting for meeting in ahead if meeting.id == poll.meeting), None)
    if own is None:
        return Ask(forms.theme(poll, ahead))
    return _set(turn, press.person, poll, winner, own)


def choose_theme(turn: Turn, submission: Submission) -> Reply:
    poll, winner = _decided(turn, submission)
    ahead = _ahead(turn, poll)
    chosen = check(forms.theme(poll, ahead), submission.values)["meeting"]
    meeting = next(meeting for meeting in ahead if meeting.id == chosen)
    return _set(turn, submission.person, poll, winner, meeting)


def _ahead(turn: Turn, poll: Poll) -> list[Meeting]:
    ahead = [each for each in meetings.ahead(turn) if each.starts > turn.now][:CHOICES_LIMIT]
    if not ahead:
        raise NoMeetingAhead(card=host_views.card(turn, poll))
    return ahead


def _decided(turn: Turn, event: Press | Submission) -> tuple[Poll, Option]:
    """It has a winner, which is no meeting's theme yet."""
    poll = finding.by_id(turn, event.subject)
    totals = results.totals_of(turn, poll)
    if totals is None or not totals.outcome.winner:
        raise NoOutcome(card=host_views.card(turn, poll))
    if turn.unit.polls.progress(poll.id).theme_of:
        raise Stale(card=host_views.card(turn, poll))
    return poll, next(option for option in poll.options if option.number == totals.outcome.winner)


def _set(turn: Turn, person: Person, poll: Poll, winner: Option, meeting: Meeting) -> Reply:
    me = acquainted(turn, person)
    if not turn.unit.polls.themed(poll.id, meeting.id):
        raise Stale(card=host_views.card(turn, poll))
    reply = rearranging.give_theme(turn, person, meeting, winner.text_en, winner.text_fr)
    if winner.topic:
        choosing.chosen(turn, winner.topic)
    record(turn, Action.POLL_THEMED, poll.id, actor=me.id, detail=meeting.id)
    return reply
