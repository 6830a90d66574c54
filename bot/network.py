"""The one network that a deployment serves: what its settings say about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

from bot.chat import Named, Reader
from bot.members.retention import Retention
from bot.topics.themes import USUAL, Themes


@dataclass(frozen=True, slots=True)
class Network:
    """Name, promises and places of the network. `platforms` are those that have a coordinators' room.
    `hold` is how long a decision can be undone before anybody outside hears of it; `silence` how long a
    question to an applicant may stay unanswered; `meetings` are the moments of those that are planned
    elsewhere. A listed domain is taken for granted during `listing_life`; members say every `reverify_every`
    that they still work there; for evidence of `two_persons` it takes two coordinators to approve; `welcomes`
    names the room in which newcomers arrive, by platform, where there is one. A meeting on one of the
    `holidays` is pointed out; `zone_data` is the version of the rules by which instants are computed;
    `reminders` are those that there are of a meeting; its link is shown to members so long as `link_before`
    before it, or at once where that is nothing. Invitations carry a note on `conduct` and the
    `acknowledgement` of the lands, where there are such. With `answers_by_mail` there is a mailbox that is
    read. Whoever is `in_charge` of privacy answers at `contact`. At `address` (https, without a slash at its
    end) the web port is reached from outside. `invitations` are links that let new members in, by platform,
    where there are such. By `themes` members tag what they suggest. `retention`: how long what is kept, where
    a network may choose."""

    name: Named
    zone: str = "America/Toronto"
    languages: tuple[str, ...] = ("en", "fr")
    platforms: tuple[str, ...] = ()
    answer_within: timedelta = timedelta(days=7)
    hold: timedelta = timedelta(minutes=10)
    silence: timedelta = timedelta(days=14)
    meetings: tuple[datetime, ...] = ()
    listing_life: timedelta = timedelta(days=730)
    reverify_every: timedelta = timedelta(days=365)
    two_persons: frozenset[str] = frozenset()
    welcomes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    holidays: frozenset[date] = frozenset()
    zone_data: str = ""
    reminders: tuple[str, ...] = ("week", "day", "hour")
    link_before: timedelta = timedelta(0)
    conduct: Named | None = None
    acknowledgement: Named | None = None
    answers_by_mail: bool = False
    address: str = ""
    invitations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    themes: Themes = field(default_factory=lambda: USUAL)
    retention: Retention = field(default_factory=Retention)
    contact: str = ""
    in_charge: str = ""

    @property
    def default_language(self) -> str:
        return self.languages[0]

    def next_meeting(self, now: datetime) -> datetime | None:
        return min((moment for moment in self.meetings if moment > now), default=None)

    @property
    def reader(self) -> Reader:
        """For what is worded for nobody in particular."""
        return Reader(self.default_language, self.zone)
