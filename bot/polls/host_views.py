"""What those who prepare polls see, as message ids with values."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Button, Card, Fact, Local, Reader, Style, Text, Value
from bot.polls import ballot_views, views, wording
from bot.polls.model import Poll, Stage
from bot.ports import Turn

ALL = "all"
SHOWN = 8
CHANGES = ("polls.texts", "polls.topics", "polls.rules", "polls.closes", "polls.scope")

# ---- the list


def listed(polls: Sequence[Poll]) -> Card:
    """The newest first, each with its button."""
    lines = tuple(_line(number, poll) for number, poll in enumerate(polls, 1))
    return Card(
        Text("polls.list.title"),
        (lines or Text("polls.list.nothing"),),
        buttons=(
            Button("polls.new", ALL, 0, Text("button.polls.new"), Style.PRIMARY),
            *(
                Button("polls.run", poll.id, 0, Text("polls.list.button", {"number": number}))
                for number, poll in enumerate(polls, 1)
            ),
        ),
    )


def _line(number: int, poll: Poll) -> Text:
    values: dict[str, Value] = {
        "number": number,
        "title": wording.title(poll),
        "stage": Text(f"polls.stage.{poll.stage}"),
    }
    return Text("polls.list.line", values)


# ---- one of them


def card(turn: Turn, poll: Poll, *said: Value) -> Card:
    """As it stands, with what may be done about it; what came of it, once it is closed."""
    totals = views.totals_of(turn, poll)
    if totals:
        return views.results(turn, poll, totals, *_after(turn, poll))
    return Card(
        wording.title(poll),
        (
            *said,
            *((Text("polls.draft"),) if poll.stage is Stage.DRAFT else ()),
            wording.lines(poll.options) or Text("polls.options.none"),
            *wording.rules(poll),
        ),
        facts(turn, poll),
        _buttons(poll),
    )


def facts(turn: Turn, poll: Poll) -> tuple[Fact, ...]:
    """Its rules, and how far it has come."""
    zone = turn.world.network.zone
    opened = poll.stage is not Stage.DRAFT
    progress = turn.unit.polls.progress(poll.id)
    return (
        Fact(Text("polls.fact.stage"), Text(f"polls.stage.{poll.stage}")),
        Fact(Text("polls.fact.method"), wording.how(poll)),
        Fact(Text("polls.fact.closes"), Local(poll.closes, zone)),
        Fact(Text("polls.fact.meeting"), _meeting(turn, poll)),
        Fact(Text("polls.fact.may_add"), Text("polls.may_add.yes" if poll.may_add else "polls.may_add.no")),
        *((Fact(Text("polls.fact.turnout"), views.turnout(progress)),) if opened else ()),
    )


def _meeting(turn: Turn, poll: Poll) -> Value:
    meeting = turn.unit.meetings.get(poll.meeting) if poll.meeting else None
    return Local(meeting.starts, meeting.zone) if meeting else Text("polls.meeting.none")


def _buttons(poll: Poll) -> tuple[Button, ...]:
    if poll.stage is Stage.DRAFT:
        return (
            button("polls.preview", poll, Style.PRIMARY),
            *(button(action, poll) for action in CHANGES),
            button("polls.discard", poll, Style.DANGER),
            _list(),
        )
    if poll.is_open:
        return (button("polls.move", poll), button("polls.withdraw", poll, Style.DANGER), _list())
    return (_list(),)


def _after(turn: Turn, poll: Poll) -> tuple[Button, ...]:
    """Its outcome can become a theme, once."""
    totals, progress = views.totals_of(turn, poll), turn.unit.polls.progress(poll.id)
    decided = totals is not None and totals.outcome.winner > 0 and not progress.theme_of
    return (*((button("polls.theme", poll, Style.PRIMARY),) if decided else ()), _list())


def button(action: str, poll: Poll, style: Style = Style.PLAIN) -> Button:
    return Button(action, poll.id, poll.revision, Text(f"button.{action}"), style)


def _list() -> Button:
    return Button("polls.list", ALL, 0, Text("button.polls.list"))


def discarded() -> Card:
    return Card(Text("polls.discarded.title"), buttons=(_list(),))


# ---- the preview: both languages are seen before it opens


def preview(turn: Turn, poll: Poll, *, last: bool) -> Card:
    """The ballot word for word as members will have it. What opens the poll is on the second."""
    language = Text("polls.preview.second" if last else "polls.preview.first")
    go_on = "polls.open" if last else "polls.preview_next"
    return Card(
        Text("polls.preview.title"),
        (language, wording.title(poll), *ballot_views.content(poll)),
        (
            Fact(Text("polls.fact.closes"), Local(poll.closes, turn.world.network.zone)),
            Fact(Text("polls.fact.electorate"), turn.unit.rolls.electorate()[0]),
        ),
        (button(go_on, poll, Style.PRIMARY), Button("polls.run", poll.id, 0, Text("button.polls.run"))),
    )


def in_other_language(reader: Reader) -> Reader:
    return Reader("en" if reader.language == "fr" else "fr", reader.zone)


# ---- before something that cannot be undone


def confirm_withdraw(poll: Poll) -> Card:
    return Card(
        Text("polls.withdraw.title"),
        (wording.title(poll), Text("polls.withdraw.body")),
        buttons=(
            button("polls.withdrawn", poll, Style.DANGER),
            Button("polls.run", poll.id, 0, Text("polls.withdraw.keep")),
        ),
    )
