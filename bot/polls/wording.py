"""What polls and their options are called, in the language in which they have words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat import Text, Value
from bot.polls.model import Choice, Deciding, Method, Option, Poll, TieRule


def title(poll: Poll) -> Text:
    """Where there is one language alone, that is said to whoever reads the other."""
    return Text(f"polls.title.{_given(poll.title_en, poll.title_fr)}", {"title": poll.title})


def line(option: Option) -> Text:
    """By its number, which stays the same wherever it is named."""
    values: dict[str, Value] = {"number": option.number, "text": option.named}
    return Text(f"polls.option.{_given(option.text_en, option.text_fr)}", values)


def lines(options: Sequence[Option]) -> tuple[Value, ...]:
    return tuple(map(line, options))


def _given(english: str, french: str) -> str:
    if english and french:
        return "both"
    return "english" if english else "french"


def chosen(poll: Poll, choice: Choice) -> tuple[Value, ...]:
    """A ballot's options, a line each; in their order for a ranking."""
    by_number = {option.number: option for option in poll.options}
    found = [by_number[number] for number in choice if number in by_number]
    if poll.method is Method.RANKED:
        return tuple(
            Text("polls.ballot.place", {"place": place, "option": line(option)})
            for place, option in enumerate(found, 1)
        )
    return lines(found)


def how(poll: Poll) -> Text:
    """How a ballot is filled in; for a ranking the rule is named."""
    if poll.method is Method.APPROVAL:
        return Text("polls.how.approval", {"n": poll.limit})
    return Text("polls.how.ranked" if poll.method is Method.RANKED else "polls.how.one")


def _tie(poll: Poll) -> Text:
    if poll.tie is TieRule.DRAWN:
        return Text("polls.rule.drawn", {"seed": poll.seed}) if poll.seed else Text("polls.rule.to_draw")
    return Text("polls.rule.listed")


def rules(poll: Poll) -> tuple[Value, ...]:
    """Who decides, the tie rule, the quorum: all that is declared before it opens."""
    decides = poll.deciding is Deciding.COMMUNITY
    return (
        Text("polls.rule.community" if decides else "polls.rule.person"),
        _tie(poll),
        *((Text("polls.rule.quorum", {"n": poll.quorum}),) if poll.quorum else ()),
    )
