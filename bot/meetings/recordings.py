"""Where the public can see a webinar afterwards; nothing else has a place for a recording."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Card, Link, Local, Press, Room, Submission, Text
from bot.deliveries import Post
from bot.errors import Stale
from bot.meetings import finding, forms, posting
from bot.meetings.errors import NeverRecorded
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting
from bot.meetings.rearranging import rearranged
from bot.outbox import Errand
from bot.ports import Turn
from bot.replies import Ask, Reply

POST = "meetings.recording_post"


def open_recording(turn: Turn, press: Press) -> Reply:
    return Ask(forms.recording(_recordable(turn, press)))


def set_recording(turn: Turn, submission: Submission) -> Reply:
    """Members read in their rooms where it is; what is taken back is posted no more."""
    meeting = _recordable(turn, submission)
    answered = forms.Answered(forms.recording(meeting), submission.values)
    link = answered.link()
    answered.done()
    recorded = replace(meeting, recording=link)
    reply = rearranged(turn, submission.person, meeting, recorded)
    if link and recorded != meeting:
        posting.write(turn, POST, meeting)
    return reply


def _recordable(turn: Turn, event: Press | Submission) -> Meeting:
    meeting = finding.by_id(turn, event.subject)
    if not POLICIES[meeting.kind].recordable:
        raise NeverRecorded(card=finding.card(turn, meeting))
    if not meeting.is_planned or meeting.ends > turn.now or meeting.revision != event.revision:
        raise Stale(card=finding.card(turn, meeting))
    return meeting


def post(turn: Turn, errand: Errand) -> Post | None:
    """The latest one, unless it was taken back."""
    meeting = turn.unit.meetings.get(errand.subject)
    if meeting is None or not meeting.recording or not posting.is_latest(turn, errand):
        return None
    title = Text("meetings.recording.post", {"when": Local(meeting.starts, meeting.zone)})
    said = Text("meetings.recording.where", {"link": Link(meeting.recording)})
    return Post(errand.recipient, Room.MEMBERS, Card(title, (said,)), errand.nonce)
