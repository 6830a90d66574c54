"""What becomes of what a member brought and supported once it is not theirs any more."""

from __future__ import annotations

from bot.errors import Stale
from bot.ports import Turn
from bot.topics.model import DRAFTS_AND_OPEN, Topic


def part(turn: Turn, member: str) -> None:
    """They leave: nothing is theirs any more, and nothing is supported by them."""
    for topic in turn.unit.topics.of(member):
        let_go(turn, topic, member)
    turn.unit.topics.forget(member)


def let_go(turn: Turn, topic: Topic, member: str) -> None:
    """It goes with whoever brought it, unless others support it or facilitators have done something with it:
    then it stays, and says no more whose it was."""
    if topic.state in DRAFTS_AND_OPEN and not others(turn, topic, member):
        turn.unit.topics.drop(topic.id)
        return
    turn.unit.topics.withdraw(topic.id, member)
    if not turn.unit.topics.save(topic.orphaned(turn.now)):
        raise Stale


def others(turn: Turn, topic: Topic, member: str) -> int:
    """How many support it beside that member."""
    return topic.supporters - turn.unit.topics.supports(topic.id, member)
