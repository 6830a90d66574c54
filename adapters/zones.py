"""The time zone data that is trusted: the pinned `tzdata` package, never the machine's.

Rules change (three provinces stopped changing their clocks in November 2026), and machines learn of it
months later.
"""

from __future__ import annotations

import zoneinfo
from zoneinfo import ZoneInfo


def use_pinned_zones() -> None:
    """To be called before anything else: a zone that was already handed out keeps the machine's rules."""
    zoneinfo.reset_tzpath(to=[])
    ZoneInfo.clear_cache()
