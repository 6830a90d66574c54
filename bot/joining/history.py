"""Who did what and when: the audit, as coordinators read it."""

from __future__ import annotations

import re

from bot.audit import CLOCK, OPERATOR, Action, Entry
from bot.chat import Card, Command, Text, Value
from bot.errors import Unknown
from bot.joining import views
from bot.ports import Turn
from bot.replies import Reply, Say

SHOWN = 20
_REFERENCE = re.compile("[a-z2-7]{6,26}")


def history(turn: Turn, command: Command) -> Reply:
    """The latest lines; with a reference, those about one request or member."""
    wanted = command.argument.strip().lower()
    if wanted and not _REFERENCE.fullmatch(wanted):
        raise Unknown
    entries = turn.unit.audit.of(wanted, SHOWN) if wanted else turn.unit.audit.latest(SHOWN)
    if not entries:
        return Say(Card(Text("history.title"), (Text("history.nothing"),)))
    lines = tuple(_line(turn, entry) for entry in entries)
    return Say(Card(Text("history.title"), (lines, Text("history.more"))))


def _line(turn: Turn, entry: Entry) -> Value:
    values: dict[str, Value] = {
        "when": entry.at,
        "who": who(turn, entry.actor),
        "what": Text(f"audit.{entry.action}"),
        "reference": entry.subject[:6].upper(),
    }
    why = _why(entry)
    return Text("history.line_why", {**values, "why": why}) if why else Text("history.line", values)


def _why(entry: Entry) -> Text | None:
    """The reason that was chosen from a list, where there was one."""
    if not entry.reason:
        return None
    match entry.action:
        case Action.APPROVED | Action.FIRST_APPROVED | Action.ATTESTED:
            why = Text(f"joining.ground.{entry.reason}")
        case Action.DECLINED:
            why = Text(f"joining.reason.{entry.reason}")
        case Action.REOPENED:
            why = Text(f"joining.undo.{entry.reason}")
        case Action.VOUCHED:
            why = Text(f"joining.vouch.said.{entry.reason}")
        case Action.SUSPENDED:
            why = Text(f"members.suspended_for.{entry.reason}")
        case Action.REMOVED:
            why = Text(f"members.removed_for.{entry.reason}")
        case Action.WORK_ASKED | Action.WORK_UNANSWERED | Action.WORK_CONFIRMED | Action.WORK_VOUCHED:
            why = Text(f"members.asked_why.{entry.reason}")
        case _:
            return None
    return why


def who(turn: Turn, actor: str) -> Value:
    """An actor of the audit, by name."""
    if actor in (CLOCK, OPERATOR):
        return Text(f"audit.by.{actor}")
    return views.named(turn.unit.profiles.get(actor))
