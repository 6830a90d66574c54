"""What anybody may know of the polls: what came of those that are closed, as it was published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat import Text, Value
from bot.polls import results, wording
from bot.polls.model import Poll, Stage
from bot.polls.totals import Totals
from bot.ports import Turn

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """An option, how many ballots are for it, and how long its bar is in hundredths."""

    option: Value
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome in words first; a bar says nothing that they do not."""

    title: Text
    closed: datetime
    body: tuple[Value, ...]
    bars: tuple[Bar, ...]


def published(turn: Turn) -> Sequence[Result]:
    """The latest first."""
    closed = turn.unit.polls.in_stages([Stage.CLOSED], SHOWN)
    found = ((poll, results.totals_of(turn, poll)) for poll in closed)
    return [_result(turn, poll, totals) for poll, totals in found if totals]


def _result(turn: Turn, poll: Poll, totals: Totals) -> Result:
    shown = results.card(turn, poll, totals)
    named = {option.number: wording.line(option) for option in poll.options}
    bars = [
        Bar(named[number], count, results.percent(count, totals.ballots))
        for number, count in results.most_first(totals)
    ]
    return Result(wording.title(poll), poll.closes, shown.body, tuple(bars))
