"""How long what is kept: a rule for every column of the database, and how old it lets a row grow.

Pure. Which column has which rule is said by `inventory`; who does it, by `purging`. Ages that a network may
choose lie within bounds: what is shorter would break a promise to people, what is longer one to the law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.chat import Text, Value
from bot.pages import LIFE

MONTH = timedelta(days=30)
REQUEST_DAYS = range(30, 91)
TRACE_MONTHS = range(12, 25)
KEY_BACKUP_DAYS = range(7, 91)


class Rule(StrEnum):
    """Each has a sentence in the catalogues (`retention.<rule>`)."""

    NETWORK = "network"  # nobody's: as long as the network lasts
    PERSON = "person"  # as long as the network knows them
    TRACE = "trace"  # what stays of somebody who was forgotten: a random id, and codes
    DEED = "deed"  # who did what
    REQUEST = "request"  # what was written to ask for something
    STRANGER = "stranger"  # whoever only looked in, or asked and did not become a member
    REMOVED = "removed"  # whoever was removed, so that it is known when they ask again
    PARTING = "parting"  # whoever has left, until their doors and calendar know it
    CODE = "code"  # that proves a mailbox
    HOUR = "hour"  # counted to limit what one person or mailbox can ask for
    PAGE = "page"  # the secret of somebody's page on the web
    VISIT = "visit"  # to a member's own pages, and the link that begins one
    SEAT = "seat"  # what a member has of a meeting
    MEETING = "meeting"  # what is only needed until a meeting has ended
    POLL = "poll"  # what is only needed while a poll is open
    TOPIC = "topic"  # that nobody has touched for long, or that was never posted
    GUEST = "guest"  # whoever registered for a public webinar
    ERRAND = "errand"  # that is over: written twice is written once
    LETTER = "letter"  # needed for one letter
    PROCESS = "process"  # of the processes that run now
    KEY = "key"  # of a person: gone with what it opens
    TOMBSTONE = "tombstone"  # the number of a key that is gone, so that no backup brings it back


# What ends with an event, in the transaction of that event: nothing of it waits for a clock.
BY_EVENT = frozenset(
    {Rule.NETWORK, Rule.PERSON, Rule.LETTER, Rule.MEETING, Rule.POLL, Rule.PROCESS, Rule.KEY}
)


@dataclass(frozen=True, slots=True)
class Retention:
    """What a network has chosen. Copies of keys are made for `key_backup`: until then somebody who was
    forgotten could be read again out of a backup, and no longer."""

    request: timedelta = timedelta(days=60)
    trace: timedelta = 24 * MONTH
    key_backup: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        if self.request.days not in REQUEST_DAYS:
            raise ValueError("requests are kept for 30 to 90 days")
        if self.trace not in [months * MONTH for months in TRACE_MONTHS]:
            raise ValueError("traces are kept for 12 to 24 months")
        if self.key_backup.days not in KEY_BACKUP_DAYS:
            raise ValueError("copies of keys are good for 7 to 90 days")

    def ages(self) -> Mapping[Rule, timedelta]:
        """How old it may grow, counted from the moment that its rule names; all but those `BY_EVENT`."""
        return {
            Rule.TRACE: self.trace,
            Rule.DEED: self.trace,
            Rule.REMOVED: self.trace,
            Rule.REQUEST: self.request,
            Rule.STRANGER: self.request,
            Rule.PARTING: timedelta(days=30),
            Rule.CODE: timedelta(hours=1),
            Rule.HOUR: timedelta(hours=1),
            Rule.PAGE: LIFE,
            Rule.VISIT: timedelta(hours=1),
            Rule.SEAT: timedelta(days=14),
            Rule.TOPIC: timedelta(0),
            Rule.GUEST: timedelta(0),
            Rule.ERRAND: timedelta(days=30),
            Rule.TOMBSTONE: timedelta(days=100),
        }


def how_long(rule: Rule, kept: Retention) -> Text:
    """In words, with the number that the network has chosen."""
    age = kept.key_backup if rule is Rule.KEY else kept.ages().get(rule, timedelta(0))
    numbers: dict[str, Value] = {"days": age.days, "months": age // MONTH}
    return Text(f"retention.{rule}", numbers)
