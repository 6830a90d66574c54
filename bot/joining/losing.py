"""A letter with a code that did not arrive, refused at once or sent back later: whoever waits for it hears of
it in the chat where they asked, and on the page where they look after their request."""

from __future__ import annotations

from bot.deliveries import Direct
from bot.joining import views
from bot.joining.errands import corrected_since, direct_to, write
from bot.joining.model import JoinRequest, State
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn


def code_lost(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """The mailbox refused it."""
    request = turn.unit.requests.get(errand.subject)
    if request is None or outcome.result is not Result.NEVER or corrected_since(request, errand):
        return
    _tell(turn, request, errand.id)


def came_back(turn: Turn, mailbox: str) -> bool:
    """A letter of ours to that mailbox did: whoever has yet to prove that it is theirs hears of it, once for
    each address that they have written. False when nobody has."""
    waiting = [turn.unit.requests.get(each) for each in turn.unit.requests.unproven(mailbox)]
    for request in filter(None, waiting):
        _tell(turn, request, f"{request.id}-{request.asked_at.timestamp():.6f}")
    return any(waiting)


def _tell(turn: Turn, request: JoinRequest, occasion: str) -> None:
    if request.state is State.UNVERIFIED:
        turn.unit.proofs.lose(request.id, turn.now)
    for account in turn.unit.profiles.accounts(request.applicant):
        key = f"joining.code_lost:{occasion}:{account.id}"
        write(turn, "joining.code_lost_direct", request, account.id, key)


def code_lost_direct(turn: Turn, errand: Errand) -> Direct | None:
    request = turn.unit.requests.get(errand.subject)
    if request is None or request.state is not State.UNVERIFIED or corrected_since(request, errand):
        return None
    return direct_to(turn, errand, views.code_lost(turn, request))
