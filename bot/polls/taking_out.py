"""Ballots are taken out of a closed box in pieces, each a transaction of its own: whoever votes elsewhere, or
asks for anything, waits for one piece at most.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.polls.heaps import Heaps, lay
from bot.polls.ports import Page
from bot.ports import Operate

PIECE = 500  # ballots: some milliseconds


@dataclass(slots=True)
class TakenOut:
    """Ballots on heaps; how many more there were that are damaged."""

    heaps: Heaps = field(default_factory=dict)
    unreadable: int = 0

    def add(self, page: Page) -> None:
        lay(self.heaps, page.ballots)
        self.unreadable += page.unreadable


def take_out(operate: Operate, poll_id: str) -> TakenOut:
    """All of them. Raises `BoxClosed` when the box is gone."""
    taken = TakenOut()
    page = _piece(operate, poll_id, b"")
    taken.add(page)
    while page.after:
        page = _piece(operate, poll_id, page.after)
        taken.add(page)
    return taken


def _piece(operate: Operate, poll_id: str, after: bytes) -> Page:
    return operate(lambda turn: turn.unit.ballots.page(poll_id, after, PIECE))
