"""What coordinators see of what could not be delivered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.chat import CHOICES_LIMIT, Button, Card, Choice, Field, Form, Kind, Style, Text, Value
from bot.durations import spoken
from bot.outbox import Errand
from bot.ports import Turn
from bot.undelivered import reference, why

FIELD = "errands"
ALL = "all"  # the subject of buttons and form: what there is at the moment
SHOWN = CHOICES_LIMIT

Kinds = Collection[str]


def listed(turn: Turn, kinds: Kinds) -> Card:
    """What ended and what is still being tried, the newest of both together."""
    found = (*turn.unit.outbox.failed(SHOWN + 1), *turn.unit.outbox.failing(SHOWN + 1))
    newest = sorted(found, key=_since, reverse=True)[:SHOWN]
    failed = tuple(_line(turn, each, kinds) for each in newest if each.result)
    failing = tuple(_line(turn, each, kinds) for each in newest if not each.result)
    if not newest:
        return Card(Text("undelivered.none.title"), (Text("undelivered.none.body"),))
    body = (*_below("failed", failed), *_below("failing", failing), *_more(found))
    buttons = (_button("undelivered.open"),) if any(each.result for each in found) else ()
    return Card(Text("undelivered.title"), body, buttons=buttons)


def form(turn: Turn, failed: Sequence[Errand], kinds: Kinds) -> Form:
    choices = tuple(Choice(each.id, Text("undelivered.option", _what(turn, each, kinds))) for each in failed)
    hint = Text("undelivered.form.twice")
    field = Field(FIELD, Kind.CHOICES, Text("undelivered.form.which"), choices=choices, hint=hint)
    title, send = Text("undelivered.form.title"), Text("undelivered.form.submit")
    return Form("undelivered.retry", ALL, 0, title, (field,), send)


def tried(turn: Turn, outcomes: Iterable[tuple[Errand | None, str]], kinds: Kinds) -> Card:
    """A line for each: what it was, and what came of it."""
    lines = tuple(
        Text(f"undelivered.tried.{outcome}", _what(turn, errand, kinds) if errand else {})
        for errand, outcome in outcomes
    )
    return Card(Text("undelivered.tried.title"), (lines,), buttons=(_button("undelivered.show"),))


# ---- parts


def _since(errand: Errand) -> datetime:
    return errand.settled_at or errand.written


def _below(what: str, lines: tuple[Value, ...]) -> tuple[Value, ...]:
    return (Text(f"undelivered.{what}"), lines) if lines else ()


def _line(turn: Turn, errand: Errand, kinds: Kinds) -> Text:
    values = {
        **_what(turn, errand, kinds),
        "ago": spoken(turn.now - _since(errand)),
        "why": why(errand),
    }
    return Text("undelivered.line.failed" if errand.result else "undelivered.line.failing", values)


def _what(turn: Turn, errand: Errand, kinds: Kinds) -> dict[str, Value]:
    kind = errand.kind if errand.kind in kinds else "other"
    return {"what": Text(f"errand.{kind}"), "reference": reference(turn, errand)}


def _more(found: Sequence[Errand]) -> tuple[Value, ...]:
    return (Text("undelivered.more", {"n": SHOWN}),) if len(found) > SHOWN else ()


def _button(action: str) -> Button:
    return Button(action, ALL, 0, Text(f"button.{action}"), Style.PRIMARY)
