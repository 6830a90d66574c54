"""What becomes of what a member brought and supported once it is not theirs any more."""

from __future__ import annotations

from bot.errors import Stale
from bot.ports import Turn
from bot.topics.model import DRAFTS_AND_OPEN, Topic


def part(turn: Turn, member: str) -> None:
    """They leave: what is theirs alone goes, the rest is nobody's, and nothing is supported by them."""
    for topic in turn.unit.topics.of(member):
        if _is_theirs_alone(turn, topic, member):
            turn.unit.topics.drop(topic.id)
    turn.unit.topics.forget(member)


def let_go(turn: Turn, topic: Topic, member: str) -> None:
    """The same of one of them. What stays says no more whose it was."""
    if _is_theirs_alone(turn, topic, member):
        turn.unit.topics.drop(topic.id)
        return
    turn.unit.topics.withdraw(topic.id, member)
    if not turn.unit.topics.save(topic.orphaned(turn.now)):
        raise Stale


def _is_theirs_alone(turn: Turn, topic: Topic, member: str) -> bool:
    return not others(turn, topic, member) and not is_in_hand(turn, topic)


def is_in_hand(turn: Turn, topic: Topic) -> bool:
    """Facilitators have done something with it: others' themes may be part of it."""
    return topic.state not in DRAFTS_AND_OPEN or bool(turn.unit.topics.merged_into(topic.id))


def others(turn: Turn, topic: Topic, member: str) -> int:
    """How many support it beside that member."""
    return topic.supporters - turn.unit.topics.supports(topic.id, member)
