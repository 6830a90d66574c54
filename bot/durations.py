"""How long ago, as people say it."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Text

_STEPS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


def spoken(span: timedelta) -> Text:
    """In the largest unit of which there is at least one: "4 s", "3 min", "2 h", "5 days"."""
    seconds = max(int(span.total_seconds()), 0)
    for unit, size in _STEPS:
        if seconds >= size:
            return Text(f"time.{unit}", {"n": seconds // size})
    return Text("time.seconds", {"n": 0})
