"""What those who run the network see of themes; whose one is, they read where members do (`proposer`)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Style, Text, Value
from bot.ports import Turn
from bot.topics import views
from bot.topics.model import State, Topic

PAGE = 8  # themes on one card, each with a button


def listed(topics: Sequence[Topic], skip: int, *, more: bool) -> Card:
    """By support, those of the shortlist first."""
    numbered = list(enumerate(topics, skip + 1))
    lines = tuple(Text("topics.list.line", views.line(number, topic)) for number, topic in numbered)
    return Card(
        Text("topics.host.title"),
        (lines or Text("topics.list.nothing"),),
        buttons=(
            *(_runs(number, topic) for number, topic in numbered),
            *((Button("topics.all", views.ALL, skip + PAGE, Text("topics.list.more")),) if more else ()),
        ),
    )


def _runs(number: int, topic: Topic) -> Button:
    return Button("topics.run", topic.id, 0, Text("topics.list.button", {"number": number}))


def card(turn: Turn, topic: Topic, merged: Sequence[Topic], *said: Value) -> Card:
    """As it stands, with what may be done about it."""
    return Card(
        Text("topics.card.title", {"title": topic.title}),
        (*said, *views.words(topic)),
        views.facts(turn, topic, merged),
        (*_buttons(topic, merged), Button("topics.all", views.ALL, 0, Text("button.topics.all"))),
    )


def _buttons(topic: Topic, merged: Sequence[Topic]) -> tuple[Button, ...]:
    part = (views.button("topics.part", topic),) if merged else ()
    match topic.state:
        case State.OPEN:
            first = (views.button("topics.shortlist", topic, Style.PRIMARY),)
        case State.SHORTLISTED:
            first = (views.button("topics.unlist", topic),)
        case State.PARKED:
            return (views.button("topics.reopen", topic, Style.PRIMARY), views.button("topics.answer", topic))
        case _:
            return (views.button("topics.answer", topic),)
    actions = ("topics.merge", "topics.split", "topics.park", "topics.answer")
    return (*first, *(views.button(action, topic) for action in actions), *part)
