"""A join request: its states, the only ways to change it, and what refuses a change.

unverified ──prove──▶ waiting ◀──answer── needs information
    │                  │  └──────ask──────────▲ │
    │                  ├──approve──▶ approved ◀─┤
    │                  ├──decline──▶ declined ◀─┤
    ├──withdraw──▶ withdrawn ◀──────────────────┤
    └──expire────▶ expired
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Text
from bot.errors import Refusal

ATTESTATION_VERSION = "2026-11"  # of the texts joining.verify.attest and joining.verify.consent


class State(StrEnum):
    """Where a request stands."""

    UNVERIFIED = "unverified"
    WAITING = "waiting"
    NEEDS_INFORMATION = "needs_information"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


OPEN = frozenset({State.UNVERIFIED, State.WAITING, State.NEEDS_INFORMATION})
DECIDABLE = frozenset({State.WAITING, State.NEEDS_INFORMATION})


class WorkRole(StrEnum):
    """As what somebody works for the community."""

    STAFF = "staff"
    ELECTED_OFFICIAL = "elected_official"
    CONTRACTOR = "contractor"
    OTHER = "other"


class Reason(StrEnum):
    """Why a request was declined, in words for the applicant: sent, unless it was closed without a message,
    and shown to whoever asks for the status."""

    NOT_STAFF = "not_staff"
    NOT_IN_CANADA = "not_in_canada"
    NOT_VERIFIED = "not_verified"
    DUPLICATE = "duplicate"
    OTHER = "other"


class AlreadyDecided(Refusal):
    """{decision} by {who} {ago} ago."""


class NotWaiting(Refusal):
    """Nothing can be decided on what is {state}."""


class OwnRequest(Refusal):
    """Nobody decides on their own request."""


class NothingOpen(Refusal):
    """There is no open request of yours."""


class AlreadyMember(Refusal):
    """You are a member already."""


class TooManyCodes(Refusal):
    """{n} codes an hour are enough; try again later."""


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """`address` is the mailbox as typed, claimed until `proven_at`; `line`, `question`, `answer` and
    `note` are words that a person handed over, sealed and kept in their own table. `community_id` is a
    row of the registry, or empty with what was typed in `community_typed`. `evidence` and
    `reasons` are codes of `eligibility`. `paused_at` stops the clock of `answer_by`. `assigned_to` and
    `decided_by` are profile ids."""

    id: str
    applicant: str
    state: State
    revision: int
    name: str
    address: str
    community_id: str
    community_typed: str
    work_role: WorkRole
    line: str
    asked_at: datetime
    insisted: bool = False
    evidence: str = ""
    reasons: tuple[str, ...] = ()
    proven_at: datetime | None = None
    attestation: str = ""
    answer_by: datetime | None = None
    paused_at: datetime | None = None
    question: str = ""
    answer: str = ""
    assigned_to: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    note: str = ""
    silent: bool = False

    @property
    def reference(self) -> str:
        """What people quote: short, easy to read aloud."""
        return self.id[:6].upper()

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def _to(self, **changes: object) -> JoinRequest:
        return replace(self, revision=self.revision + 1, **changes)  # type: ignore[arg-type]  # names are ours

    def correct(self, asked: JoinRequest) -> JoinRequest:
        """What was asked again before the mailbox was proven; itself when nothing is different. Another
        address is asked for anew: letters that wait for the old one have lost their reason."""
        self._must_be(State.UNVERIFIED)
        answers = ("name", "address", "community_id", "community_typed", "work_role", "line")
        if all(getattr(self, name) == getattr(asked, name) for name in answers):
            return self
        same = self.address == asked.address
        return replace(
            asked,
            id=self.id,
            asked_at=self.asked_at if same else asked.asked_at,
            revision=self.revision + 1,
            insisted=self.insisted and same,
        )

    def insist(self) -> JoinRequest:
        """The rules advised against it; a person shall look at it all the same."""
        self._must_be(State.UNVERIFIED)
        return self._to(insisted=True)

    def prove(self, now: datetime, within: timedelta, attestation: str) -> JoinRequest:
        """The mailbox is proven and the attestation given: the promise starts to run."""
        self._must_be(State.UNVERIFIED)
        return self._to(
            state=State.WAITING,
            proven_at=now,
            attestation=attestation,
            answer_by=now + within,
        )

    def assign(self, profile_id: str) -> JoinRequest:
        self._must_be(*DECIDABLE)
        return self._to(assigned_to=profile_id)

    def ask(self, question: str, now: datetime, by: str) -> JoinRequest:
        """A coordinator needs to know more: the clock pauses."""
        self._must_be(State.WAITING)
        return self._to(
            state=State.NEEDS_INFORMATION,
            question=question,
            answer="",
            paused_at=now,
            assigned_to=self.assigned_to or by,
        )

    def reply(self, answer: str, now: datetime) -> JoinRequest:
        """The applicant answered: the clock goes on where it stopped."""
        self._must_be(State.NEEDS_INFORMATION)
        return self._to(state=State.WAITING, answer=answer, answer_by=self._resumed(now), paused_at=None)

    def _resumed(self, now: datetime) -> datetime | None:
        """The promised moment, later by as long as the applicant was asked."""
        if self.paused_at is None or self.answer_by is None:
            return self.answer_by
        return self.answer_by + (now - self.paused_at)

    def approve(self, by: str, now: datetime) -> JoinRequest:
        self._must_be(*DECIDABLE)
        return self._to(state=State.APPROVED, decided_by=by, decided_at=now)

    def decline(self, by: str, now: datetime, reason: Reason, note: str, *, silent: bool) -> JoinRequest:
        self._must_be(*DECIDABLE)
        return self._to(
            state=State.DECLINED,
            decided_by=by,
            decided_at=now,
            reason=reason.value,
            note=note,
            silent=silent,
        )

    def withdraw(self, now: datetime) -> JoinRequest:
        self._must_be(*OPEN)
        return self._to(state=State.WITHDRAWN, decided_at=now)

    def expire(self, now: datetime) -> JoinRequest:
        self._must_be(State.UNVERIFIED)
        return self._to(state=State.EXPIRED, decided_at=now)

    def _must_be(self, *states: State) -> None:
        if self.state not in states:
            raise NotWaiting(state=Text(f"joining.state.{self.state}"))
