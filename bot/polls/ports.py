"""The ballot box: secret while the poll is open, gone when it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.polls.model import Ballot


class BoxClosed(Exception):
    """The poll takes no ballot any more, or has no box (yet). Nothing was stored. A use case makes a polite
    refusal of it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the ballots of a box; behind `after` come the next, and where it is empty there are no more.
    `unreadable` more of them are damaged."""

    ballots: Sequence[Ballot]
    after: bytes
    unreadable: int = 0


class BallotBox(Protocol):
    """One sealed row for each member who voted, under a tag that only the poll's own key can make. Until
    the poll is closed whoever holds main key, key store and database could read it; afterwards nobody can.

    The transaction that casts or withdraws may change nothing else: the storage refuses to commit it with any
    other row, since whatever is written beside a ballot tells when it was written, or by whom.

    What needs the poll's key raises the refusal `BallotsAway` while that is out of reach, or lost with the
    poll still open: nothing was stored, and nothing is given up. A ballot that is damaged counts for none,
    and can be cast anew."""

    def open(self, poll: str) -> None:
        """Makes the poll's key, which is durable before this transaction is. Harmless when it is open."""

    def cast(self, poll: str, member: str, ballot: Ballot) -> bool:
        """In place of an earlier one; False for one that was cast later, by `cast`, which stays. Raises
        `BoxClosed`. What the ballot may say is the rules' affair: the box knows no options."""

    def withdraw(self, poll: str, member: str, at: datetime) -> bool:
        """A sealed empty ballot in its place: the same row, of the same length. Likewise."""

    def own(self, poll: str, member: str) -> Ballot | None:
        """For the member's own screen; None when they cast none, withdrew it, or the box is gone."""

    def turnout(self, poll: str) -> int:
        """How many ballots are in it that are not withdrawn; 0 when it is gone. Opens them all: never to be
        asked when somebody votes."""

    def close(self, poll: str) -> None:
        """From now on it takes no ballot; every one that was acknowledged is in it. Harmless twice."""

    def take_out(self, poll: str) -> Sequence[Ballot]:
        """Closes it, and hands out what is in it and not withdrawn, in an order drawn anew: nothing leads
        from a ballot to a member, and nothing in it is changed. Raises `BoxClosed` when it is gone."""

    def page(self, poll: str, after: bytes, limit: int) -> Page:
        """The same in pieces, of a box that is closed: from so many rows behind `after` (nothing: the first).
        Raises `BoxClosed` when it is gone, or open still."""

    def destroy(self, poll: str) -> None:
        """The ballots, and once that is durable their key. Harmless when it is gone."""
