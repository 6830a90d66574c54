"""The registry of communities as values: whose domain something is, who says so, and since when.

A coordinator's word is newer than a list's: what was confirmed or revoked here stands, whatever is imported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from bot.communities.model import Community
from bot.joining.address import Address


@dataclass(frozen=True, slots=True)
class Listed:
    """A domain of a community. `source` names the lists that say so (empty: only a coordinator does),
    `sourced` whether a public one does and not a single witness, `as_of` the year, month or day (2026,
    2026-11 or 2026-11-22) of the newest of them. `confirmed_by` and `revoked_by` are actors of the audit."""

    community_id: str
    domain: str
    source: str = ""
    sourced: bool = False
    as_of: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    revoked_by: str = ""
    revoked_at: datetime | None = None

    @property
    def key(self) -> str:
        """By which a button names it."""
        return listing_key(self.community_id, self.domain)

    @property
    def stands(self) -> bool:
        """Somebody says so, and nobody has revoked it."""
        return self.revoked_at is None and bool(self.source or self.confirmed_at)

    @property
    def is_confirmed(self) -> bool:
        """By a public list or by a coordinator."""
        return self.sourced or self.confirmed_at is not None

    @property
    def known_at(self) -> datetime | None:
        """The newest moment of which somebody says so: of a year or a month, its beginning."""
        moments = (_beginning(self.as_of), self.confirmed_at)
        return max((moment for moment in moments if moment), default=None)

    def is_stale(self, now: datetime, life: timedelta) -> bool:
        """Not known to be so any more: domains change."""
        return self.known_at is None or now - self.known_at > life

    def confirm(self, by: str, now: datetime) -> Listed:
        return replace(self, confirmed_by=by, confirmed_at=now, revoked_by="", revoked_at=None)

    def revoke(self, by: str, now: datetime) -> Listed:
        return replace(self, confirmed_by="", confirmed_at=None, revoked_by=by, revoked_at=now)

    def declare(self, source: str, as_of: str, *, sourced: bool) -> Listed:
        """What a list says now; a coordinator's word stays."""
        return replace(self, source=source, as_of=as_of, sourced=sourced)

    def newest_word(self, other: Listed) -> Listed:
        """As lists declare this one, with the newer of what people said of both."""
        if other._said_at <= self._said_at:
            return self
        return replace(
            self,
            confirmed_by=other.confirmed_by,
            confirmed_at=other.confirmed_at,
            revoked_by=other.revoked_by,
            revoked_at=other.revoked_at,
        )

    @property
    def _said_at(self) -> datetime:
        return self.confirmed_at or self.revoked_at or datetime.min.replace(tzinfo=UTC)


def listing_key(community_id: str, domain: str) -> str:
    return hashlib.sha256(f"{community_id} {domain}".encode()).hexdigest()[:20]


def _beginning(as_of: str) -> datetime | None:
    if not as_of:
        return None
    year, month, day = [*map(int, as_of.split("-")), 1, 1][:3]
    return datetime.combine(date(year, month, day), datetime.min.time(), UTC)


@dataclass(frozen=True, slots=True)
class Listing:
    """The longest domain that equals a host (`exact`) or whose whole labels end it, with all whose it is."""

    domain: str
    listed: tuple[Listed, ...]
    exact: bool

    @property
    def community_ids(self) -> tuple[str, ...]:
        return tuple(each.community_id for each in self.listed)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A listed domain that could be taken for the one somebody used; `how` is `letter` (one letter more, less
    or different), `skeleton` (letters that look alike) or `ending` (the same name under another ending)."""

    domain: str
    how: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What was imported, confirmed or revoked up to the registry's number `version`."""

    version: int
    communities: Sequence[Community] = ()
    listed: Sequence[Listed] = ()


class Registry(Protocol):
    """The registry as it is stored: what was imported and learned; what ships with the bot lies under it."""

    def version(self) -> int:
        """Counts changes; nought when nothing was ever imported or learned."""

    def since(self, version: int) -> Changes:
        """What has changed after that number."""

    def learned(self, domains: Collection[str]) -> Sequence[Listed]:
        """All that is stored about these domains at this moment, also what does not stand."""

    def listed(self, key: str) -> Listed | None:
        """The one of a button, if it is stored."""

    def of(self, community_id: str) -> Sequence[Listed]:
        """All that is stored about the domains of a community, also what does not stand."""

    def hand_over(self, one: str, other: str) -> None:
        """What the profile `one` confirmed or revoked was done by `other`: they are the same person."""

    def hold(self) -> None:
        """Until the transaction ends, nobody else changes the registry: what is read now stays so."""

    def save(self, communities: Sequence[Community], listed: Sequence[Listed]) -> int:
        """Store these in place of earlier ones; the registry's new number. Whoever changes the registry
        waits for whoever is changing it, so that no number is seen before a smaller one."""


class Communities(Protocol):
    """The registry in memory, for looking up: what ships with the bot and, laid over it, what was imported
    and learned. Another process's changes come with a beat; what decides asks `Registry.learned` beside it.
    Any thread may ask at any time."""

    @property
    def version(self) -> int:
        """Up to which change of the stored registry it knows."""

    def apply(self, changes: Changes) -> None:
        """Take in what has changed; older changes than it knows are nothing new."""

    def __iter__(self) -> Iterator[Community]:
        """All of them."""

    def get(self, community_id: str) -> Community | None: ...

    def has_withdrawn(self, community_id: str) -> bool:
        """It asked not to be named: it is like none, and no list brings it back."""

    def below(self, community_id: str) -> Sequence[Community]:
        """Those whose upper tier, band or community it is."""

    def search(self, query: str, language: str, limit: int) -> Sequence[Community]:
        """Those whose folded name (in either language, or an alias) begins with what was typed, then those in
        which a word begins so, then those which contain it, then those which are a slip or two away, for
        three letters and more; nothing for an empty query. Where nobody has an office, that comes last. It
        takes milliseconds: not on an event loop, not in a transaction."""

    def called(self, name: str) -> Sequence[Community]:
        """Those whose name in either language, or an alias, folds to this, with or without what they are
        ("City of"). Takes no time."""

    def listing(self, host: str) -> Listing | None:
        """The longest listed domain that equals `host` or is a whole-label parent of it, of those that
        stand."""

    def lookalikes(self, address: Address) -> Sequence[Lookalike]:
        """Listed domains that the address's host could be taken for, the nearest first; never itself. Hints:
        70 pairs of real community domains differ by one letter."""

    def listed(self, key: str) -> Listed | None:
        """The one of a button, also when it does not stand."""

    def of(self, community_id: str) -> Sequence[Listed]:
        """The domains of a community, in the order in which they were listed, also what does not stand."""
