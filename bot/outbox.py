"""Errands: what has to happen later, written down in the transaction that decided it.

An errand holds ids, never words. It is claimed with a lease, composed from the state of the moment,
delivered, settled. A claim whose lease ran out means that a courier died: whether the effect happened is
then unknown, and the errand's kind says what may be done (`Repeat`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LEASE = timedelta(seconds=60)  # longer than any delivery may take; the courier cuts at 30 s
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_ASKED = timedelta(hours=12)  # a longer pause that another side asks for is not waited for
NONCE_LIMIT = 25  # Discord's
APART = timedelta(minutes=1)  # by which the clocks of machines that share a database may differ
PATIENCE = timedelta(days=3)  # after that a temporary failure counts as permanent


class Repeat(StrEnum):
    """What may be done when nobody knows whether an errand took effect."""

    AT_MOST_ONCE = "at_most_once"  # leave it: a nudge too few is better than one too many
    AT_LEAST_ONCE = "at_least_once"  # do it again, under the same Message-ID or nonce


class Result(StrEnum):
    """How an attempt ended."""

    DELIVERED = "delivered"
    MOOT = "moot"  # its reason is gone, nothing had to be sent
    LATER = "later"  # temporary failure
    ELSEWHERE = "elsewhere"  # not delivered there: a letter says it
    NEVER = "never"  # permanent failure
    UNKNOWN = "unknown"  # the connection broke where the effect may have happened


FAILED = frozenset({Result.NEVER, Result.UNKNOWN})  # it ended, and was not delivered as far as anybody knows


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. `reference` names what was posted; `code` is the reason of a failure,
    never a server's free text; `retry_after` is the least pause that the other side asked for."""

    result: Result
    reference: str = ""
    code: str = ""
    retry_after: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Errand:
    """`subject` is what it is about, `recipient` for whom (the kind says which ids these are). Writing a
    second errand with the same `key` writes nothing. Among those with the same `order` (when not empty)
    none is claimed before all earlier ones are settled. `attempt` counts claims, and is the proof that
    a settlement belongs to the claim it answers. `code` says why the latest attempt failed; `result` how it
    ended (empty while it has not), at `settled_at`."""

    id: str
    kind: str
    subject: str
    recipient: str
    key: str
    order: str
    due: datetime
    written: datetime
    attempt: int = 0
    interrupted: bool = False
    code: str = ""
    result: str = ""
    settled_at: datetime | None = None

    @property
    def nonce(self) -> str:
        """For platforms that make a repeated post one message: the same each time it is tried."""
        return self.id[:NONCE_LIMIT]


class Outbox(Protocol):
    """Where errands wait. All moments are aware UTC."""

    def add(self, errand: Errand) -> None:
        """Write it down; nothing happens when its key is already there."""

    def add_each(self, errands: Sequence[Errand]) -> None:
        """The same for many, in their order, at the price of few."""

    def get(self, errand_id: str) -> Errand | None: ...

    def claim(self, now: datetime, lease_until: datetime, limit: int) -> Sequence[Errand]:
        """The errands due by now, oldest due first, at most one of each order key, now claimed: no other
        caller gets them before `lease_until`. One whose earlier lease has run out is `interrupted`. (One that
        was found due but behind another may lose its own `due`: then it is due once that is settled.)"""

    def settle(self, errand: Errand, result: Result, code: str, now: datetime) -> bool:
        """The end of it; False when this claim no longer holds (`errand.attempt` differs)."""

    def postpone(self, errand: Errand, due: datetime, code: str) -> bool:
        """Back to waiting until `due`; False when this claim no longer holds."""

    def next_due(self) -> datetime | None:
        """When the next one that waits is due or a lease ends; None when nothing waits."""

    def set_right(self, now: datetime) -> None:
        """The clock was set back, if anything lies further ahead than it could: what was due when it was
        written or claimed is due, no retry is further away than any pause, no lease longer than a lease. What
        was planned for a moment of its own keeps it."""

    def failing(self, limit: int) -> Sequence[Errand]:
        """Those that wait for another attempt because the latest one failed, newest first."""

    def failed(self, limit: int) -> Sequence[Errand]:
        """Those that ended without having been delivered (`FAILED`), newest first."""

    def retry(self, errand_id: str, now: datetime) -> bool:
        """One that has failed waits again, due now and written now, so that patience with it begins anew; it
        stays the same errand, with its place in its order. False for all others: exactly one of those who
        retry it at once wins, and what was pruned is gone."""

    def forget(self, keys: Sequence[str]) -> None:
        """Those with these keys are gone, whatever became of them."""

    def forget_spent(self, subject: str, kinds: Sequence[str]) -> None:
        """Those of these kinds about that subject are gone, whatever became of them: their time is over."""

    def prune(self, settled_before: datetime, limit: int) -> int:
        """Forget what was settled before that moment, the oldest first, at most so many; how many."""


def pause(attempt: int, jitter: float) -> timedelta:
    """How long to wait after the attempt-th failure: doubling, spread by `jitter` in [0, 1)."""
    base: timedelta = min(FIRST_PAUSE * (1 << min(attempt - 1, 10)), LONGEST_PAUSE)
    return base * (0.75 + jitter / 2)
