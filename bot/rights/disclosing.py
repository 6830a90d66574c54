"""All that is held about one person, for the day on which somebody asks who has the right to ask."""

from __future__ import annotations

from bot.audit import OPERATOR, Action
from bot.auditing import record
from bot.errors import Unknown
from bot.ports import Turn
from bot.rights.document import document

SHORTEST = 6


class Several(LookupError):
    """More than one id begins so."""


def disclose(turn: Turn, member: str) -> bytes:
    """By id, or what coordinators call a reference; also of somebody of whom the bare row is left. Raises
    `Unknown` and `Several`. The audit says so."""
    typed = member.strip().lower()
    found = turn.unit.profiles.referred(typed) if len(typed) >= SHORTEST and typed.isalnum() else ()
    if not found:
        raise Unknown
    if len(found) > 1:
        raise Several
    record(turn, Action.DISCLOSED, found[0].id, actor=OPERATOR)
    return document(turn, found[0].id)
