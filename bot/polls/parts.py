"""What the screens of one poll have in common."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Choice, Fact, Local, Style, Text
from bot.polls import wording
from bot.polls.model import Option, Poll
from bot.ports import Turn

FEW = 7  # options that are buttons; of more one is chosen in a form


def closes(turn: Turn, poll: Poll) -> tuple[Fact, ...]:
    return (
        Fact(Text("polls.fact.closes"), poll.closes),
        Fact(Text("polls.fact.theirs"), Local(poll.closes, turn.world.network.zone)),
    )


def button(action: str, poll: Poll, style: Style = Style.PLAIN) -> Button:
    return Button(action, poll.id, 0, Text(f"button.{action}"), style)


def choices(options: Sequence[Option]) -> tuple[Choice, ...]:
    return tuple(Choice(str(option.number), wording.line(option)) for option in options)
