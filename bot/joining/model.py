"""A join request: its states, the only ways to change it, and what refuses a change (`errors`).

unverified ──prove──▶ waiting ◀──answer── needs information
    │                  │  └──────ask──────────▲ │
    │                  ├──approve──▶ approved ◀─┤
    │                  ├──decline──▶ declined ◀─┤
    ├──withdraw──▶ withdrawn ◀──────────────────┤
    └──expire────▶ expired ◀────────────────────┘

A decision is held for a while (`held_until`): until then only the coordinators know of it, and it is undone
without a trace outside. Undone later, the request is opened again and gets a new promise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Text
from bot.joining.errors import NotHeld, NotWaiting

ATTESTATION_VERSION = "2026-12"  # of the texts joining.verify.attest and joining.verify.consent


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


class Purpose(StrEnum):
    """What somebody asks for."""

    JOIN = "join"
    CHANGE = "change"  # a member's: another employer or mailbox
    LINK = "link"  # this account is somebody's who is a member already


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


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """`address` is the mailbox as typed, claimed until `proven_at`; `line`, `question`, `answer` and
    `note` are words that a person handed over, sealed and kept in their own table, as is `former`, the
    address that a member had before a change. `community_id` is a row of the registry, or empty with what
    was typed in `community_typed`. `evidence` and
    `reasons` are codes of `eligibility`. `paused_at` stops the clock of `answer_by`. `assigned_to` and
    `decided_by` are profile ids. At `reminds_at` time alone next brings something about (`promise`);
    `broken_at` is when the promise was broken; until `held_until` a decision is told to no one outside.
    `first_by` approved first, where it takes two. `unsure`: what was typed may mean rows of the registry, and
    nobody has said yet whether one of them is meant."""

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
    purpose: Purpose = Purpose.JOIN
    reminds_at: datetime | None = None
    broken_at: datetime | None = None
    held_until: datetime | None = None
    former: str = ""
    first_by: str = ""
    unsure: bool = False

    @property
    def reference(self) -> str:
        """What people quote: short, easy to read aloud."""
        return self.id[:6].upper()

    @property
    def is_held(self) -> bool:
        """Decided, and nobody outside has heard of it."""
        return self.held_until is not None

    @property
    def is_open(self) -> bool:
        """As the applicant knows it."""
        return self.state in OPEN or self.is_held

    @property
    def told(self) -> State:
        """Where it stands, as the applicant knows it."""
        return State.WAITING if self.is_held else self.state

    def _to(self, **changes: object) -> JoinRequest:
        return replace(self, revision=self.revision + 1, **changes)  # type: ignore[arg-type]  # names are ours

    def correct(self, asked: JoinRequest) -> JoinRequest:
        """What was asked again before the mailbox was proven; itself when nothing is different. Another
        address is asked for anew: letters that wait for the old one have lost their reason."""
        self._must_be(State.UNVERIFIED)
        community = ("community_id", "community_typed", "unsure")
        answers = ("name", "address", *community, "work_role", "line", "purpose")
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

    def mean(self, community_id: str) -> JoinRequest:
        """What was typed means that row of the registry, or none."""
        self._must_be(State.UNVERIFIED)
        typed = "" if community_id else self.community_typed
        return self._to(community_id=community_id, community_typed=typed, unsure=False)

    def prove(self, now: datetime, within: timedelta, attestation: str) -> JoinRequest:
        """The mailbox is proven and the attestation given: the promise starts to run."""
        self._must_be(State.UNVERIFIED)
        return self._to(
            state=State.WAITING,
            proven_at=now,
            attestation=attestation,
            answer_by=now + within,
            reminds_at=now,
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
            reminds_at=now,
            assigned_to=self.assigned_to or by,
            first_by="",
        )

    def reply(self, answer: str, now: datetime) -> JoinRequest:
        """The applicant answered: the clock goes on where it stopped."""
        self._must_be(State.NEEDS_INFORMATION)
        return self._to(
            state=State.WAITING,
            answer=answer,
            answer_by=self._resumed(now),
            paused_at=None,
            reminds_at=now,
        )

    def _resumed(self, now: datetime) -> datetime | None:
        """The promised moment, later by as long as the applicant was asked."""
        if self.paused_at is None or self.answer_by is None:
            return self.answer_by
        return self.answer_by + (now - self.paused_at)

    def correct_facts(
        self, community_id: str, community_typed: str, work_role: WorkRole, assigned_to: str
    ) -> JoinRequest:
        """A coordinator found out for whom, or as what, somebody really works; or another one sees to it.
        Itself when nothing is different."""
        self._must_be(*DECIDABLE)
        facts = {
            "community_id": community_id,
            "community_typed": community_typed,
            "work_role": work_role,
            "assigned_to": assigned_to,
        }
        other = {name for name, fact in facts.items() if getattr(self, name) != fact}
        if not other:
            return self
        return self._to(**facts, first_by=self.first_by if other == {"assigned_to"} else "")

    def approve_first(self, by: str) -> JoinRequest:
        """Where it takes two: another one is to decide."""
        self._must_be(*DECIDABLE)
        return self._to(first_by=by)

    def approve(self, by: str, now: datetime) -> JoinRequest:
        self._must_be(*DECIDABLE)
        return self._to(state=State.APPROVED, decided_by=by, decided_at=now, reminds_at=None)

    def decline(self, by: str, now: datetime, reason: Reason, note: str, *, silent: bool) -> JoinRequest:
        self._must_be(*DECIDABLE)
        return self._to(
            state=State.DECLINED,
            decided_by=by,
            decided_at=now,
            reason=reason.value,
            note=note,
            silent=silent,
            reminds_at=None,
            first_by="",
        )

    def hold(self, until: datetime) -> JoinRequest:
        """Part of the same change: what was decided is told to nobody before that."""
        return replace(self, held_until=until)

    def send(self) -> JoinRequest:
        """The hold is over."""
        self._must_be_held()
        return self._to(held_until=None)

    def undo(self) -> JoinRequest:
        """As if nothing had been decided: nobody outside has heard of it, and what has come due since is."""
        self._must_be_held()
        state = State.NEEDS_INFORMATION if self.paused_at else State.WAITING
        return self._undecided(state=state, reminds_at=self.decided_at)

    def reopen(self, now: datetime, within: timedelta) -> JoinRequest:
        """What was decided and told is undone: it is to be decided anew, with a new promise."""
        self._must_be(State.APPROVED, State.DECLINED)
        return self._undecided(
            state=State.WAITING,
            answer_by=now + within,
            paused_at=None,
            broken_at=None,
            reminds_at=now,
        )

    def _undecided(self, **changes: object) -> JoinRequest:
        blank = {"reason": "", "note": "", "silent": False, "first_by": ""}
        return self._to(decided_by="", decided_at=None, held_until=None, **blank, **changes)

    def withdraw(self, now: datetime) -> JoinRequest:
        """Also while a decision is held: what the applicant wants comes first."""
        if not self.is_held:
            self._must_be(*OPEN)
        over = self._undecided(state=State.WITHDRAWN, reminds_at=None)
        return replace(over, decided_at=now)

    def expire(self, now: datetime) -> JoinRequest:
        """Its mailbox was never proven, or a question was never answered."""
        self._must_be(State.UNVERIFIED, State.NEEDS_INFORMATION)
        return self._to(state=State.EXPIRED, decided_at=now, reminds_at=None)

    def _must_be_held(self) -> None:
        if not self.is_held:
            raise NotHeld

    def _must_be(self, *states: State) -> None:
        if self.state not in states:
            raise NotWaiting(state=Text(f"joining.state.{self.state}"))
