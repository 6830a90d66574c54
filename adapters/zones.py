"""Time zones: the data that is trusted, and the zones that people can choose from.

Zone data is the pinned `tzdata` package, never the machine's: rules change (three provinces stopped changing
their clocks in November 2026), and machines learn of it months later.
"""

from __future__ import annotations

import zoneinfo
from zoneinfo import ZoneInfo

# From west to east: every rule that is in force somewhere in Canada, under the names that people there know.
ZONES = (
    "America/Vancouver",
    "America/Whitehorse",
    "America/Yellowknife",
    "America/Cambridge_Bay",
    "America/Edmonton",
    "America/Regina",
    "America/Winnipeg",
    "America/Rankin_Inlet",
    "America/Atikokan",
    "America/Toronto",
    "America/Montreal",
    "America/Iqaluit",
    "America/Moncton",
    "America/Halifax",
    "America/Blanc-Sablon",
    "America/Goose_Bay",
    "America/St_Johns",
)


def use_pinned_zones() -> None:
    """To be called before anything else: a zone that was already handed out keeps the machine's rules."""
    zoneinfo.reset_tzpath(to=[])
    ZoneInfo.clear_cache()
