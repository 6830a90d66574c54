"""What the rules of meetings say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class NoSuchMeeting(Refusal):
    """There is no meeting with the reference {reference}."""


class MeetingBegun(Refusal):
    """It has begun, or is over."""


class MeetingCancelled(Refusal):
    """It was cancelled."""


class MeetingPast(Refusal):
    """Its moment has passed before it was planned."""


class MeetingOver(Refusal):
    """It is over."""


class QuestionsClosed(Refusal):
    """Only in the week after it."""
