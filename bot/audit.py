"""The audit: who did what, when and for which reason; append-only, ids and codes, never words.

What people wrote is elsewhere and expires. Ids are random: once somebody is forgotten, their line still says
that somebody did it, and no longer who. After a while every line loses its ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

CLOCK = "clock"  # nobody did it: its time had come
OPERATOR = "operator"  # whoever may run commands on the machine


class Action(StrEnum):
    """What can stand in the audit; each has a sentence in the catalogues (`audit.<action>`)."""

    PROVEN = "proven"
    ASSIGNED = "assigned"
    CORRECTED = "corrected"
    ASKED = "asked"
    ANSWERED = "answered"
    ATTESTED = "attested"
    FIRST_APPROVED = "first_approved"
    APPROVED = "approved"
    DECLINED = "declined"
    VOUCH_ASKED = "vouch_asked"
    VOUCHED = "vouched"
    SENT = "sent"
    UNDONE = "undone"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"
    BROKEN = "broken"
    JOINED = "joined"
    IMPORTED = "imported"
    REGISTRY_IMPORTED = "registry_imported"
    DOMAIN_CONFIRMED = "domain_confirmed"
    DOMAIN_REVOKED = "domain_revoked"
    CHANGED = "changed"
    LINKED = "linked"
    UNLINKED = "unlinked"
    MERGED = "merged"
    SUSPENDED = "suspended"
    REINSTATED = "reinstated"
    REMOVED = "removed"
    LEFT = "left"
    WORK_ASKED = "work_asked"
    WORK_UNANSWERED = "work_unanswered"
    WORK_CONFIRMED = "work_confirmed"
    WORK_VOUCHED = "work_vouched"
    PAUSED = "paused"
    RESUMED = "resumed"
    RETRIED = "retried"
    REVEALED = "revealed"
    EXPORTED = "exported"
    MEETING_PLANNED = "meeting_planned"
    MEETING_CHANGED = "meeting_changed"
    MEETING_CANCELLED = "meeting_cancelled"
    POLL_OPENED = "poll_opened"
    POLL_MOVED = "poll_moved"
    POLL_CLOSED = "poll_closed"
    POLL_WITHDRAWN = "poll_withdrawn"
    POLL_THEMED = "poll_themed"
    TOPIC_CHANGED = "topic_changed"
    DATA_TAKEN = "data_taken"
    DISCLOSED = "disclosed"
    FORGOTTEN = "forgotten"
    COMMUNITY_EXPORTED = "community_exported"
    COMMUNITY_WITHDRAWN = "community_withdrawn"
    COMMUNITY_NAMED = "community_named"
    COMMUNITY_UNNAMED = "community_unnamed"
    MAIL_STOPPED = "mail_stopped"
    MAIL_RESUMED = "mail_resumed"
    IDS_FORGOTTEN = "ids_forgotten"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `actor` is a profile id, `OPERATOR` or `CLOCK`; `subject` the id of a request, a profile, an
    errand, a community or the key of a listing; `detail` codes and ids parted by spaces."""

    id: str
    at: datetime
    actor: str
    action: Action
    subject: str = ""
    reason: str = ""
    detail: str = ""


class Audit(Protocol):
    """Lines are added and never changed or deleted: the database itself refuses that. Only the ids in them go
    once they are old."""

    def append(self, entry: Entry) -> None: ...

    def of(self, subject: str, limit: int) -> Sequence[Entry]:
        """The newest about the subjects whose id begins so, newest first."""

    def latest(self, limit: int) -> Sequence[Entry]:
        """The newest of all, newest first."""

    def count(self, actor: str, actions: Sequence[Action], since: datetime) -> int:
        """How many of these (three at most) they did after that moment, among the newest thousand lines."""

    def page(self, after: int, limit: int) -> Sequence[tuple[int, Entry]]:
        """In the order in which they were written, each with its number: those behind `after`."""
