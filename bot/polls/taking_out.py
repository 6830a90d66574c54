"""Ballots are taken out of a closed box in pieces, each a transaction of its own: whoever votes elsewhere, or
asks for anything, waits for one piece at most.
"""

from __future__ import annotations

from bot.polls.model import Ballot
from bot.polls.ports import Page
from bot.ports import Operate

PIECE = 500  # ballots: some milliseconds


def take_out(operate: Operate, poll_id: str) -> list[Ballot]:
    """All of them. Raises `BoxClosed` when the box is gone."""
    page = _piece(operate, poll_id, b"")
    found = [*page.ballots]
    while page.after:
        page = _piece(operate, poll_id, page.after)
        found += page.ballots
    return found


def _piece(operate: Operate, poll_id: str, after: bytes) -> Page:
    return operate(lambda turn: turn.unit.ballots.page(poll_id, after, PIECE))
