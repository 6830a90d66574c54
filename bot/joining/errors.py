"""What the rules of joining say no to; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class AlreadyDecided(Refusal):
    """{decision} by {who} {ago} ago."""


class NotWaiting(Refusal):
    """Nothing can be decided on what is {state}."""


class OwnRequest(Refusal):
    """Nobody decides on their own request."""


class NothingOpen(Refusal):
    """There is no open request of yours."""


class AlreadyMember(Refusal):
    """You are a member already."""


class NotHeld(Refusal):
    """What was decided has been told already."""


class NothingToUndo(Refusal):
    """This cannot be undone (any more)."""


class NewerRequest(Refusal):
    """The applicant has asked anew since."""


class TooManyCodes(Refusal):
    """{n} codes an hour are enough; try again later."""


class GroundNeeded(Refusal):
    """The address does not say enough: it takes a reason, which one gives for one alone."""


class DomainConfirmed(Refusal):
    """Somebody has said already whose this domain is."""


class CommunityNeeded(Refusal):
    """Which community to look for is typed after the command."""


class NoSuchCommunity(Refusal):
    """There is no community with the id, domain or name {query}."""


class SecondNeeded(Refusal):
    """Whoever approved first has to wait for another coordinator."""


class NoMailDomain(Refusal):
    """{domain} cannot be the domain of one community's mailboxes."""


class NobodyToAsk(Refusal):
    """No member of this community could be asked (any more) whether they know the applicant."""


class MailboxTaken(Refusal):
    """Somebody else has this mailbox: the member with the reference {reference}."""
