"""The list of polls, as members see it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Style, Text, Value
from bot.polls import wording
from bot.polls.model import Poll

LISTED = 4  # of a kind, each with a button


def listed(running: Sequence[Poll], closed: Sequence[Poll]) -> Card:
    """Those that are open, and what came of the latest."""
    nothing = () if running else (Text("polls.mine.nothing"),)
    return Card(
        Text("polls.mine.title"),
        (
            *nothing,
            *((tuple(_line(n, poll) for n, poll in enumerate(running, 1)),) if running else ()),
            *((Text("polls.mine.closed"), _closed(closed, len(running) + 1)) if closed else ()),
        ),
        buttons=(
            *(_shows("polls.ballot", n, poll, Style.PRIMARY) for n, poll in enumerate(running, 1)),
            *(_shows("polls.results", n, poll) for n, poll in enumerate(closed, len(running) + 1)),
        ),
    )


def _line(number: int, poll: Poll) -> Text:
    values: dict[str, Value] = {"number": number, "title": wording.title(poll), "when": poll.closes}
    return Text("polls.mine.line", values)


def _closed(closed: Sequence[Poll], first: int) -> tuple[Value, ...]:
    return tuple(
        Text("polls.mine.over", {"number": n, "title": wording.title(poll)})
        for n, poll in enumerate(closed, first)
    )


def _shows(action: str, number: int, poll: Poll, style: Style = Style.PLAIN) -> Button:
    return Button(action, poll.id, 0, Text(f"button.{action}.numbered", {"number": number}), style)
