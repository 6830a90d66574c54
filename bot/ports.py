"""What the core needs from the world. Every promise is written here; implementations stay silent.

Moments are aware and UTC everywhere. Everything is synchronous: an implementation may be called from
several threads at once unless it says otherwise, a `Unit` from one thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar

from bot.audit import Audit
from bot.chat import Reader, Role
from bot.communities.agreement import Agreements
from bot.communities.registry import Communities, Registry
from bot.feeds import CalendarFeeds
from bot.figures import Figures
from bot.joining.attestations import Attestations
from bot.joining.ports import Addresses, Deadlines, Proofs, Requests
from bot.joining.vouch import Vouches
from bot.leases import Leases, Told
from bot.limits import Limits
from bot.marks import Marks
from bot.meetings.choices import ReminderChoices
from bot.meetings.feedback import Feedback
from bot.meetings.ports import ClockChanges, FormerEntries, Meetings, Seats
from bot.members.aging import Aged
from bot.members.consents import Consents
from bot.members.model import Profile
from bot.members.ports import Postings, Profiles, Reverifying
from bot.network import Network
from bot.outbox import Outbox
from bot.pace import Pace
from bot.pages import Pages
from bot.polls.ports import BallotBox
from bot.polls.records import Polls, Rolls
from bot.questions.ports import QuestionBox, Scrubs
from bot.rights.ports import Holdings, Tickets
from bot.topics.ports import Topics
from bot.visits.ports import Visits
from bot.webinars.ports import Guests

T = TypeVar("T")


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """The moment, aware, UTC."""


class Entropy(Protocol):
    """The one source of chance, so that a run can be repeated. In production: the operating system's
    secure source; a seeded one is only ever wired by the story and the tests."""

    def bytes(self, size: int) -> bytes: ...

    def identifier(self) -> str:
        """A new id of 128 random bits: 26 characters of lower-case letters and digits."""

    def digits(self, count: int) -> str:
        """That many decimal digits, each equally likely."""

    def fraction(self) -> float:
        """A number in [0, 1), for jitter; not a secret."""


class Unit(Protocol):
    """The stores of one transaction. What one of them wrote, the others see; nothing is seen by anyone
    else before the transaction has ended well."""

    @property
    def requests(self) -> Requests: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def vouches(self) -> Vouches: ...
    @property
    def proofs(self) -> Proofs: ...
    @property
    def attestations(self) -> Attestations: ...
    @property
    def profiles(self) -> Profiles: ...
    @property
    def reverifying(self) -> Reverifying: ...
    @property
    def postings(self) -> Postings: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def registry(self) -> Registry: ...
    @property
    def agreements(self) -> Agreements: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def told(self) -> Told: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def seats(self) -> Seats: ...
    @property
    def former_entries(self) -> FormerEntries: ...
    @property
    def clock_changes(self) -> ClockChanges: ...
    @property
    def calendar_feeds(self) -> CalendarFeeds: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def visits(self) -> Visits: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def guests(self) -> Guests: ...
    @property
    def feedback(self) -> Feedback: ...
    @property
    def reminder_choices(self) -> ReminderChoices: ...
    @property
    def polls(self) -> Polls: ...
    @property
    def rolls(self) -> Rolls: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def aged(self) -> Aged: ...
    @property
    def questions(self) -> QuestionBox: ...
    @property
    def scrubs(self) -> Scrubs: ...
    @property
    def ballots(self) -> BallotBox: ...
    @property
    def consents(self) -> Consents: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def holdings(self) -> Holdings: ...


class Transactions(Protocol):
    """The database, seen from the core."""

    def transact(self, work: Callable[[Unit], T]) -> T:
        """Run `work` in one transaction and return its result only once it is durable. An exception from
        `work` undoes everything and is passed on. On a conflict with another transaction (serialisation
        failure, deadlock, a unique key that somebody else took first) everything is undone and `work` is
        run again, a few times at most: so it must do nothing but use the unit."""


@dataclass(frozen=True, slots=True)
class World:
    """All that the rules are given once, at start."""

    network: Network
    transactions: Transactions
    clock: Clock
    entropy: Entropy
    addresses: Addresses
    communities: Communities
    votes: Pace = field(default_factory=Pace)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rule may touch while one event is handled: the stores of its transaction, the moment, the
    world; `profile` and `roles` of whoever acts (nobody, when an errand or a duty is carried out)."""

    unit: Unit
    now: datetime
    world: World
    reader: Reader
    profile: Profile | None = None
    roles: frozenset[Role] = frozenset()


class Operate(Protocol):
    """Does something in a transaction and a turn of its own; may be called again and again."""

    def __call__(self, act: Callable[[Turn], T], /) -> T: ...
