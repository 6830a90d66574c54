"""The stores of polls beside the ballot box: the polls themselves, and who may vote in which of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.polls.model import Option, Poll, Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """What is shown of a poll beside its rules: how many are on the roll, how many ballots were in the box at
    `counted`, the latest moment of the grid. `telling` and `reminding` say up to whom letters and reminders
    are written; `theme_of` is the meeting whose theme the outcome became."""

    voters: int = 0
    turnout: int = 0
    counted: datetime | None = None
    telling: str = ""
    reminding: str = ""
    theme_of: str = ""


@dataclass(frozen=True, slots=True)
class Parted:
    """Somebody who was on a roll and is no member any more, or is found to be the same person as `heir`."""

    poll: str
    member: str
    heir: str = ""


@dataclass(frozen=True, slots=True)
class Voter:
    """A member on a roll, and by which clocks they live."""

    member: str
    zone: str


class Polls(Protocol):
    """A few a year. Words are sealed with the network's key; all moments are aware UTC."""

    def add(self, poll: Poll) -> None: ...

    def get(self, poll_id: str) -> Poll | None: ...

    def save(self, poll: Poll) -> bool:
        """Store one that was changed, of a draft the options too: True when the stored one still had the
        revision before it, and exactly one caller wins."""

    def drop(self, poll_id: str) -> bool:
        """A draft that nobody needs; False when there is none (any more)."""

    def in_stages(self, stages: Collection[Stage], limit: int) -> Sequence[Poll]:
        """The newest first."""

    def suggest(self, poll_id: str, option: Option, member: str) -> None:
        """One more option, by a member. A number that somebody else took first is a conflict (the unit's work
        is run again and sees it)."""

    def suggested(self, poll_id: str, member: str) -> int:
        """How many of its options are that member's; nobody's, once it is closed."""

    def progress(self, poll_id: str) -> Progress:
        """A blank one where there is no such poll."""

    def opened(self, poll_id: str, voters: int) -> None:
        """It is open, for so many; from now on letters are written (`to_tell`)."""

    def count(self, poll_id: str, turnout: int, at: datetime) -> None:
        """So many ballots were in the box at that moment of the grid."""

    def to_count(self, at: datetime, limit: int) -> Sequence[str]:
        """Ids of the open ones that were counted before that moment of the grid, or never."""

    def telling(self, poll_id: str, after: str | None) -> None:
        """Letters are written up to that profile id; None when all of them are."""

    def to_tell(self, limit: int) -> Sequence[str]:
        """Ids of the open ones of which letters are still to be written."""

    def remind(self, poll_id: str, at: datetime | None, reminding: str) -> None:
        """From when on reminders are written (None: never again), and up to whom they are."""

    def to_remind(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of those of which reminders are to be written by then."""

    def next_reminder(self) -> datetime | None: ...

    def to_close(self, now: datetime, limit: int) -> Sequence[str]:
        """Ids of the open ones whose moment has come, and of those in the midst of closing."""

    def next_closing(self) -> datetime | None: ...

    def publish(self, poll_id: str, totals: str) -> None:
        """The totals as they are published."""

    def disown(self, poll_id: str) -> None:
        """It is over: nobody's suggestion is theirs any more."""

    def totals(self, poll_id: str) -> str:
        """Empty until they are published."""

    def themed(self, poll_id: str, meeting: str) -> bool:
        """Its outcome is the theme of that meeting: False when it is one's already, and exactly one caller
        wins."""


class Rolls(Protocol):
    """Who may vote, frozen when a poll opens: profile ids with the community of that moment, and whether they
    are still members; never whether they voted."""

    def electorate(self) -> tuple[int, int]:
        """How many members there are, and how many communities they work for."""

    def enrol(self, poll_id: str) -> int:
        """All that are members at this moment; how many these are."""

    def community(self, poll_id: str, member: str) -> str | None:
        """As it was when the poll opened (empty when it is in no registry); None for whoever is not on the
        roll (any more)."""

    def voters(self, poll_id: str, after: str, limit: int) -> Sequence[Voter]:
        """In the order of their ids, those behind that one. Nothing sealed is read for it."""

    def without_account(self, poll_id: str, after: str, limit: int) -> Sequence[str]:
        """Ids of those of them whom no platform reaches, likewise."""

    def part(self, member: str, heir: str = "") -> None:
        """They are no member any more, or the same person as that one: off every roll, as soon as what they
        may have in a box is looked after. What is the heir's own comes first. Whose heir they were has
        another now, or none."""

    def parted(self, limit: int) -> Sequence[Parted]:
        """Those that are still to be looked after."""

    def awaits(self, poll_id: str) -> bool:
        """Whether any of them was on the roll of that poll."""

    def strike(self, gone: Parted) -> None:
        """Nothing of them is left; their place is the heir's, where the heir has none."""

    def clear(self, poll_id: str) -> None:
        """It is closed: nobody is on it."""
