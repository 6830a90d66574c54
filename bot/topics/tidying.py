"""What nobody needs any more goes: a draft after a day, another when nothing was done with it for long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.ports import Turn

AT_ONCE = 50


def due(turn: Turn) -> Sequence[str]:
    return turn.unit.topics.expired(turn.now, AT_ONCE)


def tidy(turn: Turn, topic_id: str) -> None:
    """Unless somebody has done something with it meanwhile."""
    topic = turn.unit.topics.get(topic_id)
    if topic and topic.expires and topic.expires <= turn.now:
        turn.unit.topics.drop(topic_id)


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.topics.next_expiry()
