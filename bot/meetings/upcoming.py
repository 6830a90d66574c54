"""What is ahead, for those who only need to know when."""

from __future__ import annotations

from datetime import datetime

from bot.ports import Turn


def next_start(turn: Turn) -> datetime | None:
    """When the next meeting begins: of those that are planned here, and those that the settings name."""
    moments = (turn.unit.meetings.next_start(turn.now), turn.world.network.next_meeting(turn.now))
    return min((moment for moment in moments if moment), default=None)
