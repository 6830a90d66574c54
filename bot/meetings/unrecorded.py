"""In the members' room, shortly before a meeting begins: that it is not recorded, and what that asks of all.
Of a public webinar nothing is said: it may be recorded, and whoever speaks there has agreed to that."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Button, Card, Local, Room, Style, Text
from bot.deliveries import Post
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting
from bot.meetings.views import ALL
from bot.outbox import Errand
from bot.questions import views as questions

KIND = "meetings.unrecorded_post"
BEFORE = timedelta(minutes=15)


def is_promised(meeting: Meeting) -> bool:
    """Whether there is something to say."""
    return not POLICIES[meeting.kind].recordable


def post(meeting: Meeting, errand: Errand) -> Post:
    """What the bot keeps, and what it cannot answer for."""
    title = Text("meetings.unrecorded.post", {"when": Local(meeting.starts, meeting.zone)})
    body = (
        Text("meetings.letter.not_recorded"),
        Text("meetings.unrecorded.bot"),
        Text("meetings.unrecorded.platform"),
    )
    mine = Button("meetings.mine", ALL, 0, Text("button.meetings.mine"), Style.PRIMARY)
    buttons = (mine, questions.ask(meeting))
    return Post(errand.recipient, Room.MEMBERS, Card(title, body, (), buttons), errand.nonce)
