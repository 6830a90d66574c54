"""What everybody sees of a poll: the card in the members' rooms, and what came of it.

Until it is closed the card shows turnout alone, as it was at a moment of the grid.
"""

from __future__ import annotations

from bot.chat import Button, Card, Fact, Local, Style, Text
from bot.polls import results, wording
from bot.polls.model import Poll, Stage
from bot.polls.records import Progress
from bot.ports import Turn


def public(turn: Turn, poll: Poll) -> Card:
    """As it stands now."""
    if poll.stage is Stage.WITHDRAWN:
        return Card(results.titled("withdrawn", poll), (Text("polls.withdrawn.body"),))
    totals = results.totals_of(turn, poll)
    if totals:
        return results.card(turn, poll, totals)
    return _running(turn, poll, turn.unit.polls.progress(poll.id))


def _running(turn: Turn, poll: Poll, progress: Progress) -> Card:
    vote = Button("polls.ballot", poll.id, 0, Text("button.polls.ballot"), Style.PRIMARY)
    return Card(
        results.titled("open", poll),
        (wording.how(poll), wording.lines(poll.options), Text("polls.card.secret")),
        (
            Fact(Text("polls.fact.closes"), poll.closes),
            Fact(Text("polls.fact.theirs"), Local(poll.closes, turn.world.network.zone)),
            Fact(Text("polls.fact.turnout"), turnout(progress)),
            *quorum(poll),
        ),
        (vote,),
    )


def turnout(progress: Progress) -> Text:
    return Text("polls.turnout", {"n": progress.turnout, "all": progress.voters})


def quorum(poll: Poll) -> tuple[Fact, ...]:
    return (Fact(Text("polls.fact.quorum"), poll.quorum),) if poll.quorum else ()
