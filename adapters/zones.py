"""The time zone data that is trusted: the pinned `tzdata` package, never the machine's.

Rules change (three provinces stopped changing their clocks in November 2026), and machines learn of it
months later.
"""

from __future__ import annotations

import importlib.resources
import zoneinfo
from importlib.resources.abc import Traversable
from pathlib import Path
from zoneinfo import ZoneInfo

SYSTEM_ZONES = Path("/usr/share/zoneinfo/tzdata.zi")


def use_pinned_zones() -> None:
    """To be called before anything else: a zone that was already handed out keeps the machine's rules."""
    zoneinfo.reset_tzpath(to=[])
    ZoneInfo.clear_cache()


def pinned_zones() -> str:
    """The version of the package's data, as IANA names it."""
    return version_of(importlib.resources.files("tzdata") / "zoneinfo" / "tzdata.zi")


def version_of(zones: Traversable) -> str:
    """The file begins with `# version 2026f`; some systems have none, or none like that."""
    words = written(zones).partition("\n")[0].split()
    return words[2] if words[:2] == ["#", "version"] and len(words) > 2 else ""  # noqa: PLR2004


def written(file: Traversable) -> str:
    """Nothing, where there is no such file."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
