"""The rules of zones have changed, and clocks now show another time for what is ahead: those whose clocks do
are written one notice, when an operator asks for it (`peerbot tz diff --tell`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.chat import Text
from bot.deliveries import Letter
from bot.meetings import finding
from bot.meetings.walltime import instant
from bot.outbox import Errand
from bot.ports import Turn

KIND = "meetings.clock_letter"
AT_ONCE = 250  # members, in one transaction


class Change(NamedTuple):
    """Clocks in that zone were to show `was`, without a zone, when the meeting begins."""

    meeting_id: str
    zone: str
    was: datetime


def clocks(turn: Turn, after: str) -> Sequence[tuple[str, str]]:
    """Whose clock is in which zone: ids behind that one, in their order."""
    return [(profile.id, profile.reader.zone) for profile in turn.unit.profiles.inside(after, AT_ONCE)]


def keep(turn: Turn, changes: Sequence[Change]) -> None:
    """Before anybody is told of them."""
    for each in changes:
        turn.unit.clock_changes.keep(each.meeting_id, each.zone, turn.world.network.zone_data, each.was)


def tell(turn: Turn, members: Sequence[str]) -> None:
    """Once for each of them and version of the rules, however often it is asked for."""
    rules = turn.world.network.zone_data
    for member in members:
        errand_id, key = turn.world.entropy.identifier(), f"{KIND}:{member}:{rules}"
        turn.unit.outbox.add(Errand(errand_id, KIND, member, member, key, "", turn.now, turn.now))


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """Of what is ahead at the moment when it is written, the times of the reader's own clock as they are now
    and as they were to be; None when none of these has changed."""
    member = turn.unit.profiles.get(errand.recipient)
    if member is None or not member.is_member or not member.address:
        return None
    lines = tuple(_lines(turn, member.reader.zone))
    if not lines:
        return None
    said = Text("meetings.clock.body", {"network": turn.world.network.name})
    body = (said, *lines, Text("meetings.clock.calendar"))
    return Letter(
        errand.key, member.address, member.name, member.reader, Text("meetings.clock.subject"), body
    )


def _lines(turn: Turn, zone: str) -> Iterator[Text]:
    """What was foreseen is said as a moment of today's rules that looks the same."""
    for meeting in finding.ahead(turn):
        was = turn.unit.clock_changes.was(meeting.id, zone, turn.world.network.zone_data)
        if was:
            yield Text("meetings.clock.line", {"now": meeting.starts, "was": instant(was, zone)})
