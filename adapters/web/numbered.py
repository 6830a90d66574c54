"""Lists as pages have them. In a chat each line bears a number, and a button with the same number stands
below; here the line itself leads there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from adapters.web.offers import where
from bot.chat import Button, Card, Text, Value
from bot.polls.results import CELL

CELLS = re.compile(rf"\n({CELL}+)$")
LEADING = frozenset({"meetings.look", "polls.ballot", "polls.results", "topics.look"})


def number_of(value: Value) -> int | None:
    """By which a line of a list is called."""
    number = value.values.get("number") if isinstance(value, Text) else None
    return number if isinstance(number, int) else None


def bar_of(value: Value) -> tuple[Value, str]:
    """What a count is, and apart from it the bar: that is for the eye alone."""
    bar = CELLS.search(value) if isinstance(value, str) else None
    return (value[: bar.start()], bar[1]) if bar and isinstance(value, str) else (value, "")


def linked(card: Card) -> tuple[Card, Mapping[int, str]]:
    """The card without such buttons, and where the lines lead, by their numbers."""
    lines = {number_of(line) for shown in card.body if isinstance(shown, tuple) for line in shown}
    found: dict[int, str] = {}
    others: list[Button] = []
    for button in card.buttons:
        number, place = number_of(button.label), where(button)
        if button.action in LEADING and number in lines and number is not None and place is not None:
            found[number] = place
        else:
            others.append(button)
    return replace(card, buttons=tuple(others)), found
