"""What the rules of polls say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class NoSuchPoll(Refusal):
    """There is no such poll (any more)."""


class PollClosed(Refusal):
    """It took ballots until {when}, by the network's clock."""


class PollWithdrawn(Refusal):
    """It was withdrawn, and no ballot of it is kept."""


class PollNotOpen(Refusal):
    """It has not been opened yet, or is over."""


class BallotsAway(Refusal):
    """The ballots cannot be reached at this moment: nothing was stored."""


class NotOnRoll(Refusal):
    """Only those vote who were members when it opened."""


class NoSuchOption(Refusal):
    """What was chosen is no option of it. The ballot as it is now goes with it, for one pair of eyes."""

    personal = True


class NotYetReady(Refusal):
    """It cannot be opened as it is: {why}"""


class TooManyOptions(Refusal):
    """It has as many options as it can have: {n}."""


class EnoughSuggested(Refusal):
    """Of one member's options it takes {n}."""


class TooOften(Refusal):
    """A ballot cannot be changed as often as that; the latest one counts."""


class NoOutcome(Refusal):
    """It has no winner that could become a theme."""


class NoMeetingAhead(Refusal):
    """No meeting is ahead whose theme it could become."""
