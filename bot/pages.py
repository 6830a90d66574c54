"""Private pages on the web, each under an address that only its owner knows: it stands for an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from bot.chat import Identity

WEB = "web"  # as the platform of an identity; its `user` is the secret in the page's address
VISIT = "visit"  # as its workspace: it is the secret of a visit to a member's own pages (`bot.visits`)
LIFE = timedelta(days=183)


def at(token: str) -> Identity:
    """Whoever looks at the page with this secret in its address."""
    return Identity(WEB, "", token)


def visiting(token: str) -> Identity:
    """Whoever has begun the visit with this secret."""
    return Identity(WEB, VISIT, token)


def is_page(identity: Identity) -> bool:
    """It looks after a request, and grants nothing that is a member's."""
    return identity.platform == WEB and identity.workspace != VISIT


class Pages(Protocol):
    """Whose page has which address: known by a keyed fingerprint of its token alone, so that nobody who reads
    the database finds a page."""

    def open(self, token: str, owner: str, now: datetime) -> None:
        """Two with one token are a conflict (the unit's work is run again and sees the other). Nobody forgets
        the owner before this unit has ended."""

    def owner(self, token: str, since: datetime) -> str | None:
        """None for one that was made at that moment or before."""

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: the one's are the other's."""
