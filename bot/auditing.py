"""Writing a line of the audit, in the transaction of what it is about."""

from __future__ import annotations

from bot import oversight
from bot.audit import CLOCK, Action, Entry
from bot.ports import Turn


def record(
    turn: Turn, action: Action, subject: str, *, actor: str = "", reason: str = "", detail: str = ""
) -> str:
    """`actor` when it is not whoever acts in this turn; without anybody, time alone did it. Gives the
    id of the line; raises `oversight.EnoughDecided` for what nobody does so often."""
    who = actor or (turn.profile.id if turn.profile else CLOCK)
    oversight.watch(turn, action, who)
    line = Entry(turn.world.entropy.identifier(), turn.now, who, action, subject, reason, detail)
    turn.unit.audit.append(line)
    return line.id
