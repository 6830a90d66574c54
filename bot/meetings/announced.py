"""What anybody may know of the meetings: when they are, and what about. Where members come in is for members;
a webinar is for everybody, and so are its link and its recording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat import Link, Named, Text
from bot.meetings import finding
from bot.meetings.kinds import POLICIES
from bot.meetings.model import Meeting
from bot.ports import Turn

SHOWN = 8
PAST = timedelta(days=730)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Announced:
    """`zone` is the organiser's; of one that is planned elsewhere only the moment is known. A public one has
    a page of its own, by its `id`."""

    starts: datetime
    zone: str
    minutes: int = 0
    kind: Text | None = None
    theme: Named | None = None
    link: Link | None = None
    recording: Link | None = None
    id: str = ""


def ahead(turn: Turn) -> Sequence[Announced]:
    """Those that are planned here, and those that the settings name, the next one first."""
    network = turn.world.network
    planned = [of(turn, meeting) for meeting in finding.ahead(turn)]
    known = {each.starts for each in planned}
    others = (when for when in network.meetings if when > turn.now and when not in known)
    found = [*planned, *(Announced(when, network.zone) for when in others)]
    return sorted(found, key=lambda each: each.starts)[:SHOWN]


def recorded(turn: Turn) -> Sequence[Announced]:
    """Webinars of the past two years that can be seen, the latest first."""
    past = turn.unit.meetings.between(turn.now - PAST, turn.now, AT_ONCE)
    return [of(turn, meeting) for meeting in reversed(past) if meeting.is_planned and meeting.recording]


def of(turn: Turn, meeting: Meeting) -> Announced:
    public = POLICIES[meeting.kind].public
    return Announced(
        meeting.starts,
        meeting.zone,
        meeting.minutes,
        Text(f"meetings.kind.{meeting.kind}"),
        meeting.theme,
        _link(meeting.link_at(turn.now, turn.world.network.link_before)) if public else None,
        _link(meeting.recording) if public else None,
        meeting.id if public else "",
    )


def _link(address: str) -> Link | None:
    return Link(address) if address else None
