"""What the rules of membership say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class Suspended(Refusal):
    """Not while your membership is suspended."""

    personal = True


class NothingChanged(Refusal):
    """This is what we know of you already."""


class AccountInUse(Refusal):
    """The account from which one acts is unlinked from another one, or by leaving."""


class OwnMembership(Refusal):
    """Nobody decides on their own membership."""


class NoSuchMember(Refusal):
    """There is nobody with the reference {reference}."""


class NameNeeded(Refusal):
    """Whom to look for is typed after the command."""
