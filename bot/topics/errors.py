"""What the rules of topics say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class NoSuchTopic(Refusal):
    """There is no theme with the reference {reference}."""


class TooManyTopics(Refusal):
    """They have brought {n} that are open: these come first."""


class TopicSettled(Refusal):
    """It is not open any more: there is nothing to support."""


class NotYourTopic(Refusal):
    """Somebody else brought it."""
