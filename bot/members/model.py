"""Who somebody is to us: one profile, many identities; and where each stands on its platform."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chat import Identity, Reader


class Standing(StrEnum):
    """`OUTSIDE`: known to us (an applicant, a coordinator who is no member), not a member. Of these, only
    who has left is forgotten at once."""

    OUTSIDE = "outside"
    MEMBER = "member"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    LEFT = "left"


class SuspendedFor(StrEnum):
    """Why a membership rests, in words for the member."""

    EMPLOYER = "employer"
    ACCOUNT = "account"
    CONDUCT = "conduct"
    OTHER = "other"


class RemovedFor(StrEnum):
    """Why a membership was ended, in words for whoever had it."""

    EMPLOYER = "employer"
    MAILBOX = "mailbox"
    CONDUCT = "conduct"
    OTHER = "other"


class AskedWhy(StrEnum):
    """Why a member is asked whether they still work there."""

    YEARLY = "yearly"
    MAIL = "mail"  # a letter to them was refused for good
    COMMUNITY = "community"  # their community asked not to be named any more
    DOMAIN = "domain"  # the domain of their mailbox is not their community's any more


class Admission(StrEnum):
    """Where a member stands on one platform."""

    NONE = "none"
    NOT_YET = "not_yet"
    ADMITTED = "admitted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Account:
    """One identity of a profile. `problem` is the code of a failed admission; `directs_closed`: it
    takes no direct messages."""

    id: str
    profile_id: str
    identity: Identity
    admission: Admission = Admission.NONE
    problem: str = ""
    directs_closed: bool = False

    def admitted(self) -> Account:
        return replace(self, admission=Admission.ADMITTED, problem="")

    def awaiting(self) -> Account:
        return replace(self, admission=Admission.NOT_YET, problem="")

    def refused(self, code: str) -> Account:
        return replace(self, admission=Admission.FAILED, problem=code)

    def dismissed(self) -> Account:
        return replace(self, admission=Admission.NONE, problem="")


@dataclass(frozen=True, slots=True)
class Profile:
    """`name` as the person writes it; `address` is empty until a mailbox is proven. `mail_consent` is the
    version of the text by which they agreed to mail beyond their own request's letters, or empty. `reason`
    is the code of why they were suspended or removed. `verified_at` is when it was last known that they work
    there; `asked_at` and `asked_why` say since when and why they are asked whether they still do, and
    `reminded_at` since when they were asked again; at `reverify_at` time alone next brings something about
    for that. With `mail_off` they want no mail but answers to what they do. `receipt` is the audit line of
    their being forgotten, until the letter with it has gone out."""

    id: str
    standing: Standing
    name: str
    address: str
    reader: Reader
    known_at: datetime
    community_id: str = ""
    community_typed: str = ""
    mail_consent: str = ""
    consented_at: datetime | None = None
    joined_at: datetime | None = None
    left_at: datetime | None = None
    reason: str = ""
    verified_at: datetime | None = None
    asked_at: datetime | None = None
    asked_why: str = ""
    reminded_at: datetime | None = None
    reverify_at: datetime | None = None
    mail_off: bool = False
    receipt: str = ""

    @property
    def reference(self) -> str:
        """By which coordinators name a member."""
        return self.id[:6].upper()

    def join(self, now: datetime, name: str, community_id: str, community_typed: str) -> Profile:
        return replace(
            self,
            standing=Standing.MEMBER,
            joined_at=now,
            left_at=None,
            name=name,
            community_id=community_id,
            community_typed=community_typed,
            reason="",
        )

    @property
    def is_member(self) -> bool:
        return self.standing is Standing.MEMBER

    def step_back(self) -> Profile:
        """Not a member after all: the decision was undone."""
        return replace(self.unasked(), standing=Standing.OUTSIDE, joined_at=None)

    def suspend(self, reason: SuspendedFor) -> Profile:
        """The membership rests: nothing is forgotten, nothing is allowed."""
        return replace(self.unasked(), standing=Standing.SUSPENDED, reason=reason.value)

    def reinstate(self) -> Profile:
        return replace(self, standing=Standing.MEMBER, reason="")

    def remove(self, now: datetime, reason: RemovedFor) -> Profile:
        """What is known stays sealed, for when they ask again."""
        return replace(self.unasked(), standing=Standing.REMOVED, left_at=now, reason=reason.value)

    def verified(self, now: datetime, every: timedelta) -> Profile:
        """At that moment it is known that they work there; a member is asked when that is so long ago."""
        upcoming = now + every if self.is_member else None
        return replace(self.unasked(), verified_at=now, reverify_at=upcoming)

    def ask(self, why: AskedWhy, now: datetime, silence: timedelta) -> Profile:
        """Whether they still work there; for so long nobody asks again."""
        blank = self.unasked()
        return replace(blank, asked_at=now, asked_why=why.value, reverify_at=now + silence)

    def remind(self, now: datetime, silence: timedelta) -> Profile:
        return replace(self, reminded_at=now, reverify_at=now + silence)

    def unasked(self) -> Profile:
        """There is no such question, nor will there be one by itself."""
        return replace(self, asked_at=None, asked_why="", reminded_at=None, reverify_at=None)

    @property
    def is_unanswered(self) -> bool:
        """They were asked twice; the coordinators have heard of it."""
        return self.asked_at is not None and self.reverify_at is None

    def consent(self, version: str, now: datetime) -> Profile:
        """Agreed to mail beyond the letters about their own request, by the text of that version."""
        return replace(self, mail_consent=version, consented_at=now, mail_off=False)

    def stop_mail(self) -> Profile:
        """No mail but answers to what they do; the membership goes on."""
        return replace(self, mail_consent="", consented_at=None, mail_off=True)

    def leave(self, now: datetime) -> Profile:
        """What need not be kept is gone at once; the bare row says only that somebody was here."""
        return replace(
            self.unasked(),
            standing=Standing.LEFT,
            left_at=now,
            name="",
            address="",
            community_id="",
            community_typed="",
            mail_consent="",
            consented_at=None,
            mail_off=False,
        )
