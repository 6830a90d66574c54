"""The dialogs of those who vote."""

from __future__ import annotations

from bot.chat import Field, Form, Kind, Text
from bot.polls.model import Choice, Method, Poll
from bot.polls.parts import choices

SUGGESTION_LIMIT = 120


def choose(poll: Poll, own: Choice = ()) -> Form:
    """Several, or one of many; as they stand in the box."""
    standing = tuple(map(str, own))
    several = poll.method is Method.APPROVAL
    field = Field(
        "options",
        Kind.CHOICES if several else Kind.CHOICE,
        Text("polls.choose.several", {"n": poll.limit}) if several else Text("polls.choose.one"),
        choices=choices(poll.options),
        value="" if several else "".join(standing[:1]),
        chosen=standing if several else (),
    )
    return Form("polls.choose", poll.id, 0, Text("polls.choose.title"), (field,), Text("polls.choose.submit"))


def suggest(poll: Poll) -> Form:
    hint = Text("polls.suggest.hint")
    field = Field("text", Kind.LINE, Text("polls.suggest.label"), limit=SUGGESTION_LIMIT, hint=hint)
    return Form(
        "polls.suggest", poll.id, 0, Text("polls.suggest.title"), (field,), Text("polls.suggest.submit")
    )
