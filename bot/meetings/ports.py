"""The stores of meetings: the meetings themselves, what each member has of them, and what is to be taken out
of former calendars."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.meetings.model import Counts, Former, Meeting, Seat, Why


class Meetings(Protocol):
    """A handful a year. Words and links are sealed with the network's key. All moments are aware UTC."""

    def add(self, meeting: Meeting) -> None: ...

    def get(self, meeting_id: str) -> Meeting | None: ...

    def save(self, meeting: Meeting) -> bool:
        """Store one that was changed: True when the stored one still had the revision before it, and exactly
        one caller wins. `told`, `telling`, `reminding`, `hosting` and what `hold` counts stay as they are
        stored."""

    def drop(self, meeting_id: str) -> bool:
        """A draft that nobody needs; False when there is none (any more)."""

    def referred(self, reference: str) -> Sequence[Meeting]:
        """Those whose id begins so (lower case, six characters or more); two at most."""

    def between(self, first: datetime, last: datetime, limit: int) -> Sequence[Meeting]:
        """Those in any state that begin then, the earliest first."""

    def next_start(self, now: datetime) -> datetime | None:
        """When the first of those that are planned begins after that moment."""

    def untold(self, limit: int) -> Sequence[str]:
        """Ids of those of whose news somebody may still have to be told."""

    def tell(self, meeting_id: str, news: int) -> None:
        """Everybody is being told of it; what is newer stays to be told."""

    def telling(self, meeting_id: str, news: int, after: str) -> None:
        """So far it has come: those up to that profile id are being told of that news."""

    def tell_again(self, now: datetime) -> None:
        """There are members who were not told: of all that is planned and begins after that moment, everybody
        may still have to be told the latest news."""

    def remind(self, meeting_id: str, at: datetime | None, reminding: str) -> None:
        """From when on reminders are written next (None: never), and how far they have come."""

    def to_remind(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of those of which reminders are to be written by then, the earliest first."""

    def next_reminder(self) -> datetime | None:
        """When that is so next."""

    def host(self, meeting_id: str, at: datetime | None, hosting: str) -> None:
        """When those who run it are told something next (None: never), and what."""

    def to_host(self, before: datetime, limit: int) -> Sequence[str]:
        """Ids of those of which they are to be told something by then, the earliest first."""

    def next_hosted(self) -> datetime | None:
        """When that is so next."""

    def hold(self, meeting_id: str) -> int:
        """Whoever else does the same waits until this unit has ended, and then sees what it did. The number
        rises each time."""

    def scrub(self, meeting_id: str) -> None:
        """Where members came in and what they read before it are erased; nobody is told of that."""

    def otherwise_computed(self, zone_data: str, now: datetime, limit: int) -> Sequence[str]:
        """Ids of those that begin after that moment, by an instant that was computed with other zone data."""

    def computed(self, meeting_id: str) -> datetime | None:
        """The instant as it was computed when it was stored."""

    def recomputed(self, meeting_id: str, zone_data: str) -> None:
        """The instant is the same with that zone data."""


class Seats(Protocol):
    """What members have of meetings: ids and codes. What is told and what is answered are kept apart, so that
    neither undoes the other. A member who was forgotten has none."""

    def get(self, meeting_id: str, member: str) -> Seat:
        """A blank one where nothing is known."""

    def known_as(self, uid: str) -> Seat | None:
        """The one that somebody's calendar knows by a name of its own."""

    def tell(self, seat: Seat) -> None:
        """What their calendar is told and knows it by, by which errand, and how."""

    def settled(self, meeting_id: str, member: str, errand_id: str) -> None:
        """What that errand told has arrived or failed; another one's stays under way."""

    def answer(self, seat: Seat) -> None:
        """What they answered, in place of any earlier answer: `answer`, `answered_to`, `answered_at`, and
        the place that it takes (`placed`, `line`)."""

    def going(self, member: str, now: datetime) -> Sequence[str]:
        """Ids of the meetings that begin after that moment to which they said so, the earliest first."""

    def first_waiting(self, meeting: Meeting, limit: int) -> Sequence[Seat]:
        """Those who want to come and have no place, by their `line`."""

    def waiting_before(self, meeting: Meeting, line: int) -> int:
        """How many of them stand before that one."""

    def wish(self, meeting_id: str, member: str, *, wish: bool) -> None:
        """Whether they wish for interpretation."""

    def reason(self, meeting_id: str, member: str, why: Why) -> bool:
        """Counted once for each member and meeting, without a word of whose it is; False the second time."""

    def counts(self, meeting: Meeting) -> Counts:
        """Of answers to its sequence, by those who are members."""

    def to_tell(self, meeting: Meeting, after: str, limit: int) -> Sequence[str]:
        """Profile ids behind that one, in their order: every member's, while it is planned, and those of
        others in whose calendar it stands."""

    def to_ask(self, meeting: Meeting, after: str, limit: int) -> Sequence[str]:
        """Profile ids behind that one, in their order: members without an account in whose calendar it
        stands."""

    def ahead(self, member: str, now: datetime) -> Sequence[str]:
        """Ids of the meetings that begin after that moment and stand in their calendar, or of which a letter
        to them is under way."""

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person: what only one of them answered is the other's, and so is a place or
        a wish that only one of them has."""

    def forget(self, member: str) -> None:
        """Nothing of theirs is kept."""


class ClockChanges(Protocol):
    """When a meeting begins, clocks in some zones show another time than was thought, by new rules."""

    def keep(self, meeting_id: str, zone: str, rules: str, was: datetime) -> None:
        """In place of an earlier one; `was` is what they were to show, without a zone."""

    def was(self, meeting_id: str, zone: str, rules: str) -> datetime | None:
        """None where these rules have changed nothing."""


class FormerEntries(Protocol):
    """Those that are still to be taken out. The address is sealed with the member's key."""

    def add(self, former: Former) -> None: ...

    def get(self, former_id: str) -> Former | None: ...

    def of(self, member: str) -> bool:
        """Whether there are any of theirs."""

    def drop(self, former_id: str) -> None: ...

    def hand_over(self, one: str, other: str) -> None:
        """They are the same person."""

    def forget(self, member: str) -> None: ...
