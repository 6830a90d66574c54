"""A card that hangs in a room: it is edited where it hangs, and one that somebody deleted is put up anew."""

from __future__ import annotations

from bot import undelivered
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn

GONE = "message_gone"


def keep(turn: Turn, errand: Errand, outcome: Outcome) -> bool:
    """Where the card of the errand's subject hangs on the errand's platform, as far as the outcome says. True
    when it hangs nowhere any more, so that another errand is to put it up."""
    if outcome.result is Result.DELIVERED and outcome.reference:
        turn.unit.postings.keep(errand.subject, errand.recipient, outcome.reference)
    if outcome.result is not Result.NEVER:
        return False
    if outcome.code != GONE:
        undelivered.tell(turn, errand)
        return False
    turn.unit.postings.keep(errand.subject, errand.recipient, "")
    return True
