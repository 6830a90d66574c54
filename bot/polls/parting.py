"""Whoever leaves, is removed, or turns out to be the same person as somebody else, while a poll is open.

A ballot can only be changed in a transaction that changes nothing else. So it is noted who has parted, and
looked after by a duty, a step at a time: what is in the box, then the place on the roll.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from bot.polls import reminding
from bot.polls.model import Ballot
from bot.polls.ports import BoxClosed
from bot.polls.records import Parted
from bot.ports import Turn

AT_ONCE = 100
STEPS = 3


def due(turn: Turn) -> Sequence[str]:
    """Each for every step; what is too often does nothing."""
    found = turn.unit.rolls.parted(AT_ONCE)
    return tuple(f"{gone.poll}:{gone.member}:{gone.heir}" for gone in found) * STEPS


def next_moment(turn: Turn) -> datetime | None:
    return turn.now if turn.unit.rolls.parted(1) else None


def look_after(turn: Turn, subject: str) -> None:
    """First their ballot is their heir's, or withdrawn; then their place."""
    gone = Parted(*subject.split(":"))
    own = turn.unit.ballots.own(gone.poll, gone.member)
    if own:
        with suppress(BoxClosed):
            _empty(turn, gone, own)
        return
    turn.unit.rolls.strike(gone)
    turn.unit.outbox.forget([reminding.key_of(gone.poll, gone.member)])


def _empty(turn: Turn, gone: Parted, own: Ballot) -> None:
    """What the heir cast or withdrew later stays. Theirs goes, whatever the clock says by now."""
    if gone.heir:
        turn.unit.ballots.cast(gone.poll, gone.heir, own)
    turn.unit.ballots.withdraw(gone.poll, gone.member, max(turn.now, own.cast))
