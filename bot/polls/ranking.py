"""A ranking, step by step: what was picked so far travels in the buttons and forms."""

from __future__ import annotations

from bot.chat import Button, Card, Field, Form, Kind, Style, Text
from bot.polls import wording
from bot.polls.model import Choice, Poll
from bot.polls.parts import FEW, button, choices, closes
from bot.ports import Turn


def subject(poll_id: str, picked: Choice) -> str:
    """The poll with what was picked, two hexadecimal digits each."""
    return f"{poll_id}-{''.join(f'{number:02x}' for number in picked)}" if picked else poll_id


def buttons(poll: Poll, picked: Choice) -> tuple[Button, ...]:
    """One for each option that could be next."""
    left = [option for option in poll.options if option.number not in picked]
    if len(poll.options) > FEW:
        label, carried = Text("polls.next.button", {"place": len(picked) + 1}), subject(poll.id, picked)
        return (Button("polls.next", carried, 0, label, Style.PRIMARY),) if left else ()
    return tuple(
        Button("polls.rank", subject(poll.id, picked), option.number, wording.line(option)) for option in left
    )


def ranked(turn: Turn, poll: Poll, picked: Choice) -> Card:
    """What was picked so far; it is cast only when that is pressed."""
    left = buttons(poll, picked)
    return Card(
        wording.title(poll),
        (
            Text("polls.rank.so_far"),
            wording.chosen(poll, picked),
            Text("polls.rank.next" if left else "polls.rank.complete"),
        ),
        closes(turn, poll),
        (
            Button("polls.ranked", subject(poll.id, picked), 0, Text("button.polls.ranked"), Style.PRIMARY),
            *left,
            button("polls.again", poll),
        ),
    )


def following(poll: Poll, picked: Choice) -> Form:
    """Who comes next in a ranking of many."""
    left = [option for option in poll.options if option.number not in picked]
    label = Text("polls.next.label", {"place": len(picked) + 1})
    field = Field("option", Kind.CHOICE, label, choices=choices(left))
    submit = Text("polls.next.submit")
    return Form("polls.next", subject(poll.id, picked), 0, Text("polls.next.title"), (field,), submit)
