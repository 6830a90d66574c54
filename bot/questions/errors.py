"""What the rules of questions say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class BoxOver(Refusal):
    """The meeting is over or was called off, and so its questions are erased."""


class BoxFull(Refusal):
    """There are as many questions as a meeting can take."""


class BoxShut(Refusal):
    """They are read from {when} on."""


class NoMeetingToAsk(Refusal):
    """No meeting is ahead."""
