"""The switch of all that goes out: while it is paused nothing does, and everything is kept.

Events are answered and duties write down what is due, as always; couriers of all processes are given nothing.
What was under way is finished. After that it goes out in order; what has lost its reason composes to nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Text
from bot.marks import PAUSED, RESUMED, Mark
from bot.ports import Turn, Unit


def paused(unit: Unit) -> Mark | None:
    """Since when, and by whom; None when it is not."""
    return unit.marks.get(PAUSED)


def pause(turn: Turn, actor: str) -> bool:
    """False when it is paused already."""
    if not turn.unit.marks.set(PAUSED, Mark(turn.now, actor), None):
        return False
    record(turn, Action.PAUSED, "", actor=actor)
    return True


def resume(turn: Turn, actor: str) -> bool:
    """False when it is not paused."""
    marks = turn.unit.marks
    if not marks.clear(PAUSED):
        return False
    marks.set(RESUMED, Mark(turn.now, actor), marks.get(RESUMED))
    record(turn, Action.RESUMED, "", actor=actor)
    return True


def counts_from(unit: Unit, moment: datetime) -> datetime:
    """From when on time counts against what has waited since that moment: a pause is nobody's fault."""
    resumed = unit.marks.get(RESUMED)
    return max(moment, resumed.at) if resumed else moment


def honest(turn: Turn, card: Card) -> Card:
    """A card that promises a letter or a message says so when that has to wait."""
    if paused(turn.unit) is None:
        return card
    return replace(card, body=(*card.body, Text("switch.notice")))
