"""What a member sees of polls, alone: the ballot, what was picked so far, the confirmation, the help."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Choice, Fact, Field, Form, Kind, Local, Style, Text, Value
from bot.polls import wording
from bot.polls.model import Ballot, Method, Option, Poll
from bot.polls.model import Choice as Picked
from bot.ports import Turn

ALL = "all"  # the subject of what is about no single poll
FEW = 7  # options that are buttons; of more one is chosen in a form
LISTED = 4  # of a kind, each with a button
SUGGESTION_LIMIT = 120

# ---- the list


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


# ---- the ballot


def ballot(turn: Turn, poll: Poll, own: Ballot | None) -> Card:
    """Whole, with what is in the box of theirs."""
    return Card(
        wording.title(poll),
        (*content(poll), *_own(poll, own)),
        _closes(turn, poll),
        (*_ways(poll), *_suggest(poll), *((_button("polls.take_back", poll),) if own else ()), _help(poll)),
    )


def content(poll: Poll) -> tuple[Value, ...]:
    """What is asked and how it counts: the same in the preview and on the ballot."""
    return (wording.how(poll), wording.lines(poll.options), *wording.rules(poll), Text("polls.ballot.secret"))


def _own(poll: Poll, own: Ballot | None) -> tuple[Value, ...]:
    return (Text("polls.ballot.own"), wording.chosen(poll, own.choice)) if own else ()


def _closes(turn: Turn, poll: Poll) -> tuple[Fact, ...]:
    return (
        Fact(Text("polls.fact.closes"), poll.closes),
        Fact(Text("polls.fact.theirs"), Local(poll.closes, turn.world.network.zone)),
    )


def _ways(poll: Poll) -> tuple[Button, ...]:
    """By which a ballot is filled in."""
    if poll.method is Method.RANKED:
        return ranking(poll, ())
    if poll.method is Method.APPROVAL or len(poll.options) > FEW:
        return (_button("polls.choose", poll, Style.PRIMARY),)
    return tuple(
        Button("polls.vote", poll.id, option.number, wording.line(option)) for option in poll.options
    )


def _suggest(poll: Poll) -> tuple[Button, ...]:
    return (_button("polls.suggest", poll),) if poll.may_add else ()


def _button(action: str, poll: Poll, style: Style = Style.PLAIN) -> Button:
    return Button(action, poll.id, 0, Text(f"button.{action}"), style)


def _help(poll: Poll) -> Button:
    return _button("polls.protected", poll)


# ---- a ranking, step by step: what was picked so far travels in the buttons


def subject(poll: Poll, picked: Picked) -> str:
    """The poll with what was picked, two hexadecimal digits each."""
    return f"{poll.id}-{''.join(f'{number:02x}' for number in picked)}" if picked else poll.id


def ranking(poll: Poll, picked: Picked) -> tuple[Button, ...]:
    """One for each option that could be next."""
    left = [option for option in poll.options if option.number not in picked]
    if len(poll.options) > FEW:
        label, carried = Text("polls.next.button", {"place": len(picked) + 1}), subject(poll, picked)
        return (Button("polls.next", carried, 0, label, Style.PRIMARY),) if left else ()
    return tuple(
        Button("polls.rank", subject(poll, picked), option.number, wording.line(option)) for option in left
    )


def ranked(turn: Turn, poll: Poll, picked: Picked) -> Card:
    """What was picked so far; it is cast only when that is pressed."""
    left = ranking(poll, picked)
    return Card(
        wording.title(poll),
        (
            Text("polls.rank.so_far"),
            wording.chosen(poll, picked),
            Text("polls.rank.next" if left else "polls.rank.complete"),
        ),
        _closes(turn, poll),
        (
            Button("polls.ranked", subject(poll, picked), 0, Text("button.polls.ranked"), Style.PRIMARY),
            *left,
            _button("polls.again", poll),
        ),
    )


# ---- what comes of it


def cast(turn: Turn, poll: Poll, choice: Picked) -> Card:
    """The same for the first time, for a change and for a second press."""
    return Card(
        Text("polls.cast.title"),
        (wording.title(poll), wording.chosen(poll, choice), Text("polls.cast.body")),
        _closes(turn, poll),
        (_button("polls.again", poll), _button("polls.take_back", poll), _help(poll)),
    )


def taken_back(turn: Turn, poll: Poll) -> Card:
    """Whether or not there was one."""
    return Card(
        Text("polls.taken_back.title"),
        (wording.title(poll), Text("polls.taken_back.body")),
        _closes(turn, poll),
        (_button("polls.again", poll), _help(poll)),
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
        buttons=(_button("polls.again", poll),) if poll.is_open else (),
    )


# ---- forms


def choose(poll: Poll) -> Form:
    """Several, or one of many."""
    several = poll.method is Method.APPROVAL
    field = Field(
        "options",
        Kind.CHOICES if several else Kind.CHOICE,
        Text("polls.choose.several", {"n": poll.limit}) if several else Text("polls.choose.one"),
        choices=_choices(poll.options),
    )
    return Form("polls.choose", poll.id, 0, Text("polls.choose.title"), (field,), Text("polls.choose.submit"))


def following(poll: Poll, picked: Picked) -> Form:
    """Who comes next in a ranking of many."""
    left = [option for option in poll.options if option.number not in picked]
    label = Text("polls.next.label", {"place": len(picked) + 1})
    field = Field("option", Kind.CHOICE, label, choices=_choices(left))
    submit = Text("polls.next.submit")
    return Form("polls.next", subject(poll, picked), 0, Text("polls.next.title"), (field,), submit)


def _choices(options: Sequence[Option]) -> tuple[Choice, ...]:
    return tuple(Choice(str(option.number), wording.line(option)) for option in options)


def suggest(poll: Poll) -> Form:
    hint = Text("polls.suggest.hint")
    field = Field("text", Kind.LINE, Text("polls.suggest.label"), limit=SUGGESTION_LIMIT, hint=hint)
    return Form(
        "polls.suggest", poll.id, 0, Text("polls.suggest.title"), (field,), Text("polls.suggest.submit")
    )
