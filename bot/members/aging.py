"""What can be found to be older than its rule allows, and the store that finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.members.retention import Retention, Rule


class What(StrEnum):
    """In the order in which it is forgotten: what is written in requests before those who wrote it."""

    CODES = "codes"
    ATTEMPTS = "attempts"
    SENDINGS = "sendings"
    MARKS = "marks"
    REQUESTS = "requests"
    STRANGERS = "strangers"
    REMOVED = "removed"
    PARTING = "parting"
    DECIDERS = "deciders"
    VOUCHES = "vouches"
    ATTESTATIONS = "attestations"
    CONFIRMERS = "confirmers"
    REVOKERS = "revokers"
    PAGES = "pages"
    VISITS = "visits"
    TICKETS = "tickets"
    SEATS = "seats"
    FACILITATORS = "facilitators"
    OPENERS = "openers"
    TOPICS = "topics"
    GUESTS = "guests"
    ERRANDS = "errands"
    AUDIT = "audit"
    TRACES = "traces"


RULES: Mapping[What, Rule] = {
    What.CODES: Rule.CODE,
    What.ATTEMPTS: Rule.CODE,
    What.SENDINGS: Rule.HOUR,
    What.MARKS: Rule.DEED,
    What.REQUESTS: Rule.REQUEST,
    What.STRANGERS: Rule.STRANGER,
    What.REMOVED: Rule.REMOVED,
    What.PARTING: Rule.PARTING,
    What.DECIDERS: Rule.DEED,
    What.VOUCHES: Rule.DEED,
    What.ATTESTATIONS: Rule.DEED,
    What.CONFIRMERS: Rule.DEED,
    What.REVOKERS: Rule.DEED,
    What.PAGES: Rule.PAGE,
    What.VISITS: Rule.VISIT,
    What.TICKETS: Rule.CODE,
    What.SEATS: Rule.SEAT,
    What.FACILITATORS: Rule.DEED,
    What.OPENERS: Rule.DEED,
    What.TOPICS: Rule.TOPIC,
    What.GUESTS: Rule.GUEST,
    What.ERRANDS: Rule.ERRAND,
    What.AUDIT: Rule.DEED,
    What.TRACES: Rule.TRACE,
}


def before(what: What, kept: Retention, now: datetime) -> datetime:
    """What has its moment then or earlier is too old."""
    return now - kept.ages()[RULES[what]]


class Aged(Protocol):
    """Found by an index, the oldest first. All of it may be called at any time, from several processes."""

    def ids(self, what: What, before: datetime, limit: int) -> Sequence[str]:
        """Of requests, profiles, meetings, topics or guests."""

    def count(self, what: What, before: datetime) -> int: ...

    def forget(self, what: What, before: datetime, limit: int) -> int:
        """Rows go, or the ids in them; how many it was. Of people, and of what stands at the desk, only the
        core knows what else that means: it asks for their ids."""

    def empty_request(self, request_id: str) -> None:
        """Nothing stays of what was written in it; a change of the request. How it was decided stays."""

    def empty_seats(self, meeting_id: str, limit: int) -> int:
        """Some of what members have of that meeting; how many come is counted before."""
