"""What a member sees of polls, alone: the ballot, what was picked so far, the confirmation, the help."""

from __future__ import annotations

from bot.chat import Button, Card, Style, Text, Value
from bot.polls import ranking, wording
from bot.polls.model import Ballot, Choice, Method, Poll
from bot.polls.parts import FEW, button, closes
from bot.ports import Turn

# ---- the ballot


def ballot(turn: Turn, poll: Poll, own: Ballot | None) -> Card:
    """Whole, with what is in the box of theirs."""
    return Card(
        wording.title(poll),
        (*content(poll), *_own(poll, own)),
        closes(turn, poll),
        (*_ways(poll), *_suggest(poll), *((button("polls.take_back", poll),) if own else ()), _help(poll)),
    )


def content(poll: Poll) -> tuple[Value, ...]:
    """What is asked and how it counts: the same in the preview and on the ballot."""
    return (wording.how(poll), wording.lines(poll.options), *wording.rules(poll), Text("polls.ballot.secret"))


def _own(poll: Poll, own: Ballot | None) -> tuple[Value, ...]:
    return (Text("polls.ballot.own"), wording.chosen(poll, own.choice)) if own else ()


def _ways(poll: Poll) -> tuple[Button, ...]:
    """By which a ballot is filled in."""
    if poll.method is Method.RANKED:
        return ranking.buttons(poll, ())
    if poll.method is Method.APPROVAL or len(poll.options) > FEW:
        return (button("polls.choose", poll, Style.PRIMARY),)
    return tuple(
        Button("polls.vote", poll.id, option.number, wording.line(option)) for option in poll.options
    )


def _suggest(poll: Poll) -> tuple[Button, ...]:
    return (button("polls.suggest", poll),) if poll.may_add else ()


def _help(poll: Poll) -> Button:
    return button("polls.protected", poll)


# ---- what comes of it


def cast(turn: Turn, poll: Poll, choice: Choice) -> Card:
    """The same for the first time, for a change and for a second press."""
    return Card(
        Text("polls.cast.title"),
        (wording.title(poll), wording.chosen(poll, choice), Text("polls.cast.body")),
        closes(turn, poll),
        (button("polls.again", poll), button("polls.take_back", poll), _help(poll)),
    )


def taken_back(turn: Turn, poll: Poll) -> Card:
    """Whether or not there was one."""
    return Card(
        Text("polls.taken_back.title"),
        (wording.title(poll), Text("polls.taken_back.body")),
        closes(turn, poll),
        (button("polls.again", poll), _help(poll)),
    )


def protected(poll: Poll) -> Card:
    """In plain words: what nobody learns, and what somebody could."""
    kept = ("nobody", "closing", "changes", "turnout")
    not_kept = ("operator", "platform", "unanimous", "suggestion")
    return Card(
        Text("polls.protected.title"),
        (
            Text("polls.protected.is"),
            tuple(Text(f"polls.protected.is.{each}") for each in kept),
            Text("polls.protected.not"),
            tuple(Text(f"polls.protected.not.{each}") for each in not_kept),
        ),
        buttons=(button("polls.again", poll),) if poll.is_open else (),
    )
