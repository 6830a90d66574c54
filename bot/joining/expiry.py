"""What time alone brings about for requests and errands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot import switch
from bot.audit import Action
from bot.auditing import record
from bot.joining.model import State
from bot.ports import Turn

UNVERIFIED_FOR = timedelta(days=3)  # a long weekend before a mailbox has to be proven
AT_ONCE = 50  # a duty never holds the database for long; the next tick goes on
PRUNED_AT_ONCE = 1000  # some ten milliseconds; a million and a half a day
SETTLED_FOR = timedelta(days=30)  # within which writing an errand twice is recognised


def unverified(turn: Turn) -> Sequence[str]:
    """None of them while no code goes out, nor soon after that."""
    asked_before = turn.now - UNVERIFIED_FOR + timedelta.resolution  # over at the very moment that was said
    if switch.paused(turn.unit) or switch.counts_from(turn.unit, asked_before) > asked_before:
        return ()
    return turn.unit.requests.unverified_since(asked_before, AT_ONCE)


def expire(turn: Turn, request_id: str) -> None:
    """A request whose mailbox was never proven is over."""
    request = turn.unit.requests.get(request_id)
    if request is None or request.state is not State.UNVERIFIED:
        return
    if turn.unit.requests.save(request.expire(turn.now)):
        turn.unit.proofs.destroy(request.id)
        record(turn, Action.EXPIRED, request.id)


def next_expiry(turn: Turn) -> datetime | None:
    if switch.paused(turn.unit):
        return None
    for request_id in turn.unit.requests.unverified_since(turn.now + timedelta.resolution, 1):
        request = turn.unit.requests.get(request_id)
        if request:
            return switch.counts_from(turn.unit, request.asked_at) + UNVERIFIED_FOR
    return None


def everything(_turn: Turn) -> Sequence[str]:
    """All of it at once."""
    return ("everything",)


def prune(turn: Turn, _everything: str) -> None:
    """What was kept only to recognise a repetition, and pages that count no more."""
    turn.unit.proofs.prune(turn.now - timedelta(hours=1))
    turn.unit.outbox.prune(turn.now - SETTLED_FOR, PRUNED_AT_ONCE)


def nothing_due(_turn: Turn) -> None:
    """Nobody notices when it happens."""
