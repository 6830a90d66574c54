"""Finding themes: the one of a button, or the one whose reference somebody quotes; and as it stands."""

from __future__ import annotations

import re

from bot.chat import Card, Press, Submission, Value
from bot.errors import Stale, Unknown
from bot.ports import Turn
from bot.topics import views
from bot.topics.errors import NoSuchTopic
from bot.topics.model import State, Topic

REFERENCE_LIMIT = 26
_REFERENCE = re.compile(rf"[a-z0-9]{{6,{REFERENCE_LIMIT}}}")


def by_reference(turn: Turn, typed: str) -> Topic:
    """Raises `NoSuchTopic`."""
    reference = typed.strip().lower()
    found = turn.unit.topics.referred(reference) if _REFERENCE.fullmatch(reference) else ()
    if len(found) != 1:
        raise NoSuchTopic(reference=typed.strip()[:REFERENCE_LIMIT])
    return found[0]


def by_id(turn: Turn, topic_id: str) -> Topic:
    """One that stands there for all to see; raises `Unknown`."""
    topic = turn.unit.topics.get(topic_id)
    if topic is None or topic.state is State.DRAFT:
        raise Unknown
    return topic


def root_of(turn: Turn, topic: Topic) -> Topic:
    """The one that it was merged into, where it was."""
    return by_id(turn, topic.into) if topic.into else topic


def card(turn: Turn, topic: Topic, me: str, *said: Value) -> Card:
    """For one member."""
    merged, supports = turn.unit.topics.merged_into(topic.id), turn.unit.topics.supports(topic.id, me)
    return views.card(turn, topic, merged, me, *said, supports=supports)


def as_shown(topic: Topic, event: Press | Submission, now: Card) -> None:
    """Whoever changes it has seen it as it is."""
    if topic.revision != event.revision:
        raise Stale(card=now)
