"""The stores of members: profiles with their accounts, and what was posted about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.chat import Identity
from bot.members.model import Account, Profile


class Profiles(Protocol):
    """Profiles and accounts. Found by exact keyed fingerprint (identity, mailbox) or id, never by name."""

    def add(self, profile: Profile) -> None:
        """A new profile gets a data key of its own; its personal fields are sealed with it."""

    def get(self, profile_id: str) -> Profile | None: ...

    def of(self, identity: Identity) -> Profile | None: ...

    def of_mailbox(self, mailbox: str) -> Profile | None:
        """The one that has proven this mailbox."""

    def inside(self, after: str, limit: int) -> Sequence[Profile]:
        """Members and the suspended, in the order of their ids, those behind `after`."""

    def of_community(self, community_id: str, after: str, limit: int) -> Sequence[Profile]:
        """Those of them who work for this community of the registry, likewise."""

    def referred(self, reference: str) -> Sequence[Profile]:
        """Those whose id begins so (lower case, six characters or more); two at most."""

    def save(self, profile: Profile) -> None:
        """Over what this unit has read. A profile that somebody else changed since is a conflict (the unit's
        work is run again and sees it); so saving one unchanged holds it until the unit has ended."""

    def claim_mailbox(self, profile_id: str, mailbox: str) -> None:
        """This mailbox is proven to be this profile's, and any earlier one no longer is. Two profiles with
        one mailbox are a conflict (the unit's work is run again and sees the other)."""

    def link(self, account: Account) -> None:
        """A new account; an identity that is already linked is a conflict."""

    def save_account(self, account: Account) -> None:
        """Store a changed admission or owner (`profile_id`: the identity is sealed with the new key). One
        that somebody else changed since it was read here is a conflict, as with `save`."""

    def account(self, account_id: str) -> Account | None: ...

    def accounts(self, profile_id: str) -> Sequence[Account]:
        """In the order in which they were linked."""

    def coordinated(self, profile_id: str, now: datetime) -> None:
        """They act as a coordinator at this moment; noted to the day, and no change of the profile."""

    def coordinators(self, since: datetime, limit: int) -> Sequence[Profile]:
        """Those who acted as coordinators since then, the latest first. Who is one now, the rooms tell."""

    def forget(self, profile_id: str) -> None:
        """Delete the accounts, the fingerprints and the sealed fields of the profile and destroy its data
        key once this transaction is durable: whatever is still sealed with it is unreadable from then on,
        and is read as empty. The bare row (id, standing, dates) stays."""


class Reverifying(Protocol):
    """Whose work is to be confirmed, and when (`Profile.reverify_at`)."""

    def due(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of those for whom time brings something about by then, the earliest first."""

    def next(self) -> datetime | None:
        """The earliest such moment of all."""

    def unanswered(self, limit: int) -> Sequence[Profile]:
        """Those who are asked, and for whom time brings nothing about any more: it is with the
        coordinators."""

    def set_right(self, now: datetime, every: timedelta, silence: timedelta) -> None:
        """After the clock was set back: whoever is asked is waited for no longer than a silence from now on,
        and nobody else is left in peace for longer than `every`."""


class Postings(Protocol):
    """Where a thing is shown in a room, so that it can be shown anew in the same place."""

    def reference(self, subject: str, platform: str) -> str | None: ...

    def keep(self, subject: str, platform: str, reference: str) -> None:
        """In place of any earlier one; empty when it is shown nowhere any more."""
