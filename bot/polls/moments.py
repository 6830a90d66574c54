"""When somebody voted: by the platform's clock, so that an older press which comes late never wins over a
newer one. Where the platform tells no moment, it is that at which we take it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat import Press, Submission
from bot.ports import Turn

LATEST = timedelta(minutes=5)  # as long as Slack's signatures hold: nothing comes later than that


def moment_of(turn: Turn, event: Press | Submission) -> datetime:
    """Never later than now, nor earlier than it can have come: a strange clock, or a forged one, does no more
    harm than that."""
    return min(max(event.at, turn.now - LATEST), turn.now) if event.at else turn.now
