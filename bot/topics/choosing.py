"""A theme is chosen: it becomes the theme of a meeting."""

from __future__ import annotations

from bot.errors import Stale
from bot.ports import Turn
from bot.topics import telling
from bot.topics.model import State, Topic


def chosen(turn: Turn, topic_id: str) -> Topic | None:
    """Whoever brought it, or one that was merged into it, is thanked; once, however often this is called. The
    theme as it stands now; None when there is none (any more)."""
    found = turn.unit.topics.get(topic_id)
    topic = turn.unit.topics.get(found.root) if found else None
    if topic is None or topic.state in (State.DRAFT, State.CHOSEN):
        return topic if topic and topic.state is State.CHOSEN else None
    now = topic.chosen(turn.now)
    if not turn.unit.topics.save(now):
        raise Stale
    for each in (now, *turn.unit.topics.merged_into(now.id)):
        telling.tell(turn, each, telling.CHOSEN)
    return now
