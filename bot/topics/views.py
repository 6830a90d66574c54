"""What members see of themes, as message ids with values.

Whose a theme is comes from `proposer` alone: nothing else may be said about it anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.chat import Button, Card, Fact, Style, Text, Value
from bot.joining.views import named
from bot.ports import Turn
from bot.topics.model import Topic

ALL = "all"  # the subject of what is about no single theme
PAGE = 6  # themes on one card, each with a button
LONGEST = 12  # of what is merged into one, so many are named


def button(action: str, topic: Topic, style: Style = Style.PLAIN) -> Button:
    return Button(action, topic.id, topic.revision, Text(f"button.{action}"), style)


def suggests() -> Button:
    return Button("topics.suggest", ALL, 0, Text("button.topics.suggest"), Style.PRIMARY)


def lists(skip: int = 0) -> Button:
    return Button("topics.list", ALL, skip, Text("button.topics.list"))


# ---- the list


def listed(topics: Sequence[Topic], mine: Collection[str], skip: int, *, more: bool) -> Card:
    """`mine` are the ids of those that the reader supports."""
    lines = tuple(
        Text("topics.list.mine" if topic.id in mine else "topics.list.line", line(number, topic))
        for number, topic in enumerate(topics, skip + 1)
    )
    return Card(
        Text("topics.list.title"),
        (Text("topics.list.body"), lines) if lines else (Text("topics.list.nothing"),),
        buttons=(
            *(look(number, topic) for number, topic in enumerate(topics, skip + 1)),
            *((Button("topics.list", ALL, skip + PAGE, Text("topics.list.more")),) if more else ()),
            suggests(),
        ),
    )


def line(number: int, topic: Topic) -> dict[str, Value]:
    return {
        "number": number,
        "title": topic.title,
        "state": Text(f"topics.state.{topic.state}"),
        "n": topic.supporters,
    }


def look(number: int, topic: Topic) -> Button:
    return Button("topics.look", topic.id, 0, Text("topics.list.button", {"number": number}))


# ---- one of them


def card(turn: Turn, topic: Topic, merged: Sequence[Topic], me: str, *said: Value, supports: bool) -> Card:
    """As it stands, for one member: whether they support it, and what they may do."""
    return Card(
        Text("topics.card.title", {"title": topic.title}),
        (*said, *words(topic)),
        facts(turn, topic, merged),
        (*_stance(topic, supports=supports), *_own(topic, me), lists()),
    )


def words(topic: Topic) -> tuple[Value, ...]:
    """Why now, and what facilitators said to it."""
    why = (Text("topics.card.why"), topic.why) if topic.why else ()
    return (*why, *((Text("topics.card.answer"), topic.answer) if topic.answer else ()))


def facts(turn: Turn, topic: Topic, merged: Sequence[Topic]) -> tuple[Fact, ...]:
    """The same for whoever reads it. (Not since when it is there: a moment tells who was there at it.)"""
    tagged = set(topic.tags).union(*(each.tags for each in merged))
    tags = tuple(name for code, name in turn.world.network.themes.items() if code in tagged)
    found = (
        Fact(Text("topics.fact.state"), Text(f"topics.state.{topic.state}")),
        Fact(Text("topics.fact.supporters"), topic.supporters),
        Fact(Text("topics.fact.tags"), tags),
        Fact(Text("topics.fact.proposer"), proposer(turn, topic)),
        Fact(Text("topics.fact.merged"), tuple(each.title for each in merged[:LONGEST])),
        Fact(Text("topics.fact.reference"), topic.reference),
    )
    return tuple(fact for fact in found if fact.value not in ("", ()))


def proposer(turn: Turn, topic: Topic) -> Value:
    """The only place where a name comes from: theirs who wished to be named, as long as they are here."""
    profile = turn.unit.profiles.get(topic.proposer) if topic.shown and topic.proposer else None
    return named(profile) if profile and profile.is_member else Text("topics.proposer.hidden")


def _stance(topic: Topic, *, supports: bool) -> tuple[Button, ...]:
    if supports:
        return (button("topics.withdraw", topic),)
    return (button("topics.support", topic, Style.PRIMARY),) if topic.is_standing else ()


def _own(topic: Topic, me: str) -> tuple[Button, ...]:
    return (button("topics.take_back", topic),) if topic.proposer == me and topic.is_standing else ()


# ---- while one is suggested


def alike(draft: Topic, others: Sequence[Topic]) -> Card:
    """Before it stands there: perhaps one of these is what they mean."""
    lines = tuple(Text("topics.list.line", line(number, topic)) for number, topic in enumerate(others, 1))
    supports = (
        Button("topics.instead", topic.id, 0, Text("topics.alike.support", {"number": number}), Style.PRIMARY)
        for number, topic in enumerate(others, 1)
    )
    return Card(
        Text("topics.alike.title", {"n": len(others)}),
        (Text("topics.alike.yours", {"title": draft.title}), lines, Text("topics.alike.body")),
        buttons=(*supports, button("topics.post", draft)),
    )


def confirm_take_back(topic: Topic, others: int, *, in_hand: bool) -> Card:
    """What will happen, before it does."""
    said = Text("topics.take_back.kept") if in_hand else Text("topics.take_back.goes")
    said = Text("topics.take_back.stays", {"n": others}) if others else said
    return Card(
        Text("topics.take_back.title", {"title": topic.title}),
        (said,),
        buttons=(
            button("topics.taken_back", topic, Style.DANGER),
            Button("topics.look", topic.id, 0, Text("topics.take_back.keep")),
        ),
    )


def taken_back() -> Card:
    return Card(Text("topics.taken_back.title"), buttons=(lists(), suggests()))


def too_many(own: Sequence[Topic]) -> Card:
    """Those that stand already, each with the way to take it back."""
    shown = own[:PAGE]
    return Card(
        Text("topics.too_many.title"),
        (tuple(Text("topics.list.line", line(number, topic)) for number, topic in enumerate(shown, 1)),),
        buttons=tuple(look(number, topic) for number, topic in enumerate(shown, 1)),
    )
