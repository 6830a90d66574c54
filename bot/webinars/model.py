"""Somebody who has registered for a public webinar, and is nobody else to the network by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.chat import Reader
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting, State

KEPT = timedelta(days=30)  # after the webinar: the recording may come late
UNCONFIRMED = timedelta(days=3)
LETTERS_APART = timedelta(days=1)  # to one address, about one webinar, however often somebody asks
MOST_LETTERS = 2  # of these, until it is confirmed (and as many to whoever is registered)
LEAVING = timedelta(days=7)  # what takes it out of their calendar has gone out by then, or never does


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody asked for a letter to `address` at `asked_at`; they are registered once they have confirmed.
    Their calendar knows the webinar by their `id`; it was told the `news` of that number (none yet: 0), with
    the webinar's `sequence`, by the errand `told_by` in the words of `told_as`. `letters` were asked for so
    far, since they confirmed if they did. Without an `address` nothing but that is known any more."""

    id: str
    webinar_id: str
    address: str
    reader: Reader
    asked_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None = None
    news: int = 0
    sequence: int = 0
    told_by: str = ""
    told_as: str = ""
    letters: int = 1

    def __post_init__(self) -> None:
        moments = (self.asked_at, self.expires_at, self.confirmed_at)
        if any(moment and moment.tzinfo is None for moment in moments):
            raise ValueError(self.id)

    @property
    def is_registered(self) -> bool:
        return self.confirmed_at is not None


class Following(NamedTuple):
    """As much of a guest as it takes to write to them later."""

    id: str
    zone: str
    confirmed_at: datetime


def is_public(meeting: Meeting) -> bool:
    """Anybody may know of it, and come."""
    return POLICIES[meeting.kind].public and meeting.state is not State.DRAFT


def kept_until(webinar: Meeting) -> datetime:
    """Whoever is registered for it."""
    return webinar.ends + KEPT
