"""A post about a meeting in the members' room of each platform: what was written again before it went out is
posted once, as it is by then."""

from __future__ import annotations

from bot.meetings.model import Meeting
from bot.outbox import Errand
from bot.ports import Turn


def write(turn: Turn, kind: str, meeting: Meeting) -> None:
    """In the place of one of this kind that has not gone out yet."""
    for platform in turn.world.network.platforms:
        errand_id = turn.world.entropy.identifier()
        key = f"{kind}:{meeting.id}:{errand_id}"
        turn.unit.outbox.add(Errand(errand_id, kind, meeting.id, platform, key, "", turn.now, turn.now))
        turn.unit.told.keep(_name(kind, meeting.id, platform), errand_id)


def is_latest(turn: Turn, errand: Errand) -> bool:
    """Also where nobody knows: after a restored backup."""
    return turn.unit.told.get(_name(errand.kind, errand.subject, errand.recipient)) in ("", errand.id)


def _name(kind: str, meeting_id: str, platform: str) -> str:
    return f"{kind}:{meeting_id}:{platform}"
