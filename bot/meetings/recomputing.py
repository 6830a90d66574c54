"""The rules of zones have changed: each instant ahead is computed anew from its wall time, which stays.

Where it is another one now, every calendar gets the new rules; nobody is asked again, since what was promised
is the wall time. Who hears of it in words is the operator's affair (`peerbot tz diff`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.meetings import hosting, reminding
from bot.meetings.changes import revised
from bot.ports import Turn

AT_ONCE = 50


def due(turn: Turn) -> Sequence[str]:
    """Nothing where nobody says which rules are in use."""
    rules = turn.world.network.zone_data
    return turn.unit.meetings.otherwise_computed(rules, turn.now, AT_ONCE) if rules else ()


def recompute(turn: Turn, meeting_id: str) -> None:
    meeting, rules = turn.unit.meetings.get(meeting_id), turn.world.network.zone_data
    if meeting is None or meeting.zone_data == rules:
        return
    if turn.unit.meetings.computed(meeting.id) == meeting.starts:
        turn.unit.meetings.recomputed(meeting.id, rules)
        return
    anew = revised(meeting, replace(meeting, zone_data=rules), turn.now)
    if turn.unit.meetings.save(anew):
        reminding.plan(turn, anew)
        hosting.plan(turn, anew)
