"""What joining needs: its stores, and a question that only libraries can answer (the registry is apart)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.joining.address import Address
from bot.joining.model import JoinRequest


class Requests(Protocol):
    """Join requests. Personal fields are sealed with the applicant's key, whatever `applicant` then is."""

    def add(self, request: JoinRequest, mailbox: str) -> None:
        """`mailbox` is kept as a keyed fingerprint only, to find earlier requests of the same mailbox. A
        second open request of one applicant is a conflict (the unit's work is run again and sees it)."""

    def get(self, request_id: str) -> JoinRequest | None: ...

    def save(self, request: JoinRequest, mailbox: str | None = None) -> bool:
        """Store a request that was changed: True when the stored one still had the revision before it, and
        exactly one caller wins. `mailbox` when the address was changed with it."""

    def open_of(self, applicant: str) -> JoinRequest | None:
        """The one that is unverified, waiting or in need of information."""

    def of(self, applicant: str) -> Sequence[JoinRequest]:
        """All of this applicant, in any state, newest first."""

    def latest_of(self, applicant: str) -> JoinRequest | None:
        """The newest in any state."""

    def earlier(self, request: JoinRequest) -> Sequence[JoinRequest]:
        """Others whose mailbox was proven to be the one of `request`, newest first."""

    def forget(self, applicant: str) -> None:
        """Erase the personal fields, the community and the words of all requests of this applicant; ids,
        states, codes and dates stay."""

    def hand_over(self, one: str, other: str) -> None:
        """What the profile `one` decided or took on was done by `other`: they are the same person."""

    def decidable(self, limit: int) -> Sequence[JoinRequest]:
        """Those that are waiting or in need of information, the earliest promise first."""

    def held(self, limit: int) -> Sequence[JoinRequest]:
        """Those whose decision is held, the one that is told next first."""

    def unproven(self, mailbox: str) -> Sequence[str]:
        """Ids of the unverified ones whose address is that mailbox."""

    def unverified_since(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of unverified requests asked before that moment, oldest first."""


class Deadlines(Protocol):
    """When time alone brings something about for requests; of several processes one does it."""

    def held_before(self, moment: datetime, limit: int) -> Sequence[str]:
        """Ids of those whose hold has ended by then."""

    def reminding(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of those whose `reminds_at` has come by then, the earliest first."""

    def next(self) -> datetime | None:
        """The earliest `reminds_at` or `held_until` of all."""

    def remind(self, seen: JoinRequest, reminds_at: datetime | None, broken_at: datetime | None) -> bool:
        """Exactly one of those who have `seen` the same moment wins. No change of the request: what people
        have on their screens stays good."""

    def set_right(self, now: datetime, hold: timedelta) -> None:
        """After the clock was set back nothing is held longer than a hold from now on."""


class Checked(StrEnum):
    """What a typed code turned out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"  # right once; also when no code was sent (yet)
    SPENT = "spent"  # too many attempts since the last sending was asked for


class Proofs(Protocol):
    """Codes that prove a mailbox. Only keyed digests bound to the request are stored."""

    def sends(self, applicant: str, mailbox: str, since: datetime) -> tuple[int, int]:
        """How many sendings were asked for since then: by this applicant, and to this mailbox by anyone."""

    def record_send(self, request_id: str, applicant: str, mailbox: str, now: datetime) -> None:
        """A sending is asked for: counted, and the attempts begin anew."""

    def lose(self, request_id: str, now: datetime) -> None:
        """The letter with the code did not arrive: so it stays until another sending is asked for, another
        code is drawn, or the request is not unverified any more."""

    def is_lost(self, request_id: str) -> bool: ...

    def keep(self, request_id: str, code: str, expires: datetime) -> None:
        """A code was drawn for a letter. Earlier ones stay good until they expire: a letter that is tried
        again carries a new code, and the person may hold either."""

    def check(self, request_id: str, code: str, now: datetime, attempts: int) -> Checked:
        """One attempt, counted whatever comes of it, in constant time. RIGHT destroys all codes of the
        request. SPENT without looking once `attempts` were made."""

    def destroy(self, request_id: str) -> None:
        """No code of this request is good any more. Sendings stay counted: asking anew is no way around
        the limit."""

    def prune(self, before: datetime) -> int:
        """Destroy what expired, and counts of sendings asked for, before that moment; how many."""

    def set_right(self, now: datetime) -> None:
        """After the clock was set back: sendings that are still to be asked for are forgotten."""


class Addresses(Protocol):
    """What libraries know about mail addresses."""

    def read(self, raw: str) -> Address:
        """Any string in; raises `MalformedAddress`. No network is used."""
