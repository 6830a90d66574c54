"""What came of a poll: the outcome in words, each option with its count, and a bar that says nothing more."""

from __future__ import annotations

from bot.chat import Button, Card, Fact, Named, Text, Value
from bot.polls import published, wording
from bot.polls.model import Deciding, Method, Poll
from bot.polls.totals import Ending, Outcome, Round, Totals
from bot.ports import Turn

CELLS = 10  # of a bar: on a phone it stays on one line
CELL = "■"


def totals_of(turn: Turn, poll: Poll) -> Totals | None:
    """None until they are published."""
    written = turn.unit.polls.totals(poll.id)
    return published.read(written).totals if written else None


def card(turn: Turn, poll: Poll, totals: Totals, *buttons: Button) -> Card:
    """The outcome in words first, then each option with its count, and a bar behind it."""
    progress = turn.unit.polls.progress(poll.id)
    return Card(
        titled("closed", poll),
        (
            outcome(poll, totals.outcome),
            *_by_both(poll, totals),
            Text("polls.result.turnout", {"n": totals.ballots, "all": progress.voters}),
            *_unreadable(totals),
            *_counted(poll),
            *_rounds(totals),
        ),
        tuple(_bar(poll, number, count, totals.ballots) for number, count in most_first(totals)),
        buttons,
    )


def titled(what: str, poll: Poll) -> Text:
    return Text(f"polls.card.{what}", {"title": poll.title})


def outcome(poll: Poll, found: Outcome) -> Text:
    """Who is chosen, or why nobody is."""
    if found.ending is not Ending.DECIDED:
        values: dict[str, Value] = {"n": poll.quorum} if found.ending is Ending.NO_QUORUM else {}
        return Text(f"polls.outcome.{found.ending}", values)
    if found.tied:
        return Text(f"polls.outcome.tie_{poll.tie}", {"text": name(poll, found.winner)})
    return Text("polls.outcome.decided", {"text": name(poll, found.winner)})


def name(poll: Poll, number: int) -> Named:
    return next(option.named for option in poll.options if option.number == number)


def _by_both(poll: Poll, totals: Totals) -> tuple[Text, ...]:
    """The other count, where there is one: of communities the winner alone."""
    if poll.deciding is Deciding.COMMUNITY:
        return (Text("polls.outcome.by_community"),) if totals.by_community else ()
    if not totals.by_community:
        return ()
    return (Text("polls.outcome.communities", {"text": name(poll, totals.by_community)}),)


def _unreadable(totals: Totals) -> tuple[Text, ...]:
    return (Text("polls.result.unreadable", {"n": totals.unreadable}),) if totals.unreadable else ()


def _counted(poll: Poll) -> tuple[Text, ...]:
    return (Text("polls.result.first_choices"),) if poll.method is Method.RANKED else ()


def _rounds(totals: Totals) -> tuple[Value, ...]:
    """Of a ranking, by the numbers of the options: anybody can count again from these."""
    if not totals.rounds:
        return ()
    return (tuple(_round(place, each) for place, each in enumerate(totals.rounds, 1)),)


def _round(place: int, each: Round) -> Text:
    counts = ", ".join(f"{number}: {count}" for number, count in each.counts)
    values: dict[str, Value] = {"place": place, "counts": counts}
    if each.out:
        return Text("polls.result.round_out", values | {"out": each.out})
    return Text("polls.result.round_last", values)


def pairs(totals: Totals) -> tuple[Value, ...]:
    """How many rank the one above the other, for each two."""
    if not totals.pairs:
        return ()
    return (
        Text("polls.result.pairs"),
        " · ".join(f"{pair.one}>{pair.other}: {pair.ballots}" for pair in totals.pairs),
    )


def most_first(totals: Totals) -> list[tuple[int, int]]:
    return sorted(totals.counts, key=lambda each: -each[1])


def percent(count: int, ballots: int) -> int:
    """Rounded."""
    return (200 * count + ballots) // (2 * ballots) if ballots else 0


def _bar(poll: Poll, number: int, count: int, ballots: int) -> Fact:
    """Words and numbers first: a bar says nothing that they do not."""
    share = percent(count, ballots)
    bar = CELL * round(share * CELLS / 100)
    said = f"{count} · {share}\u00a0%"
    option = next(option for option in poll.options if option.number == number)
    return Fact(wording.line(option), f"{said}\n{bar}" if bar else said)


def in_full(turn: Turn, poll: Poll, totals: Totals) -> Card:
    """With all that was published: anybody can count again from it."""
    shown = card(turn, poll, totals)
    return Card(shown.title, (*shown.body, *pairs(totals), *wording.rules(poll)), shown.facts)
