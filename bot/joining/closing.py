"""A request that nobody needs to decide on any more is over."""

from __future__ import annotations

from bot.errors import Stale
from bot.joining.errands import show_card
from bot.joining.model import JoinRequest
from bot.ports import Turn


def close(turn: Turn, request: JoinRequest) -> None:
    """As if its applicant had withdrawn it."""
    withdrawn = request.withdraw(turn.now)
    if not turn.unit.requests.save(withdrawn):
        raise Stale
    turn.unit.proofs.destroy(request.id)
    if request.proven_at:
        show_card(turn, withdrawn)


def close_open(turn: Turn, applicant: str) -> None:
    """The one that is under way, if any."""
    request = turn.unit.requests.open_of(applicant)
    if request:
        close(turn, request)
