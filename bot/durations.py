"""How long ago, as people say it."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Text

_STEPS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


def spoken(span: timedelta) -> Text:
    """In the largest unit of which there is at least one: "4 s", "3 min", "2 h", "5 days"."""
    seconds = max(int(span.total_seconds()), 1)
    unit, size = next(step for step in _STEPS if seconds >= step[1])
    return Text(f"time.{unit}", {"n": seconds // size})
