"""What an update of the zone data changes: for meetings, whose wall time is the promise, and for the clocks
of those who come to them.

Pure, over two sets of zone data: any folder that holds compiled zones, as the machine's own does, and the
pinned package.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

Zones = Callable[[str], tzinfo | None]


@dataclass(frozen=True, slots=True)
class Shifted:
    """At this moment clocks in the zone are put otherwise than was thought; None where one set of data does
    not know the zone."""

    zone: str
    moment: datetime
    before: timedelta | None
    after: timedelta | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What begins at this wall time begins at another moment than was thought."""

    zone: str
    wall: datetime
    before: datetime | None
    after: datetime | None


def shifted(zones: Iterable[str], moments: Iterable[datetime], before: Zones, after: Zones) -> list[Shifted]:
    """Whose clocks, and when, of all the zones at each of the moments (aware)."""
    times = sorted(set(moments))
    each = (
        Shifted(zone, moment, _offset(before(zone), moment), _offset(after(zone), moment))
        for zone in sorted(set(zones))
        for moment in times
    )
    return [found for found in each if found.before != found.after]


def moved(walls: Iterable[tuple[datetime, str]], before: Zones, after: Zones) -> list[Moved]:
    """Which of these (a wall time without a zone, and the zone)."""
    each = (
        Moved(zone, wall, _instant(before(zone), wall), _instant(after(zone), wall))
        for wall, zone in sorted(set(walls))
    )
    return [found for found in each if found.before != found.after]


def _offset(zone: tzinfo | None, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone).utcoffset() if zone else None


def _instant(zone: tzinfo | None, wall: datetime) -> datetime | None:
    """By the rule for times that do not exist or exist twice (RFC 5545, 3.3.5)."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC) if zone else None


# ---- zone data


def pinned() -> Zones:
    """The package's, whatever the process goes by."""
    return zones_in(importlib.resources.files("tzdata") / "zoneinfo")


def zones_in(folder: Traversable) -> Zones:
    """Those of a folder such as `/usr/share/zoneinfo`; one that is not there, or is no zone, is None."""

    @cache
    def zone(key: str) -> tzinfo | None:
        try:
            with _file(folder, key).open("rb") as file:
                return ZoneInfo.from_file(file, key=key)
        except (OSError, ValueError):
            return None

    return zone


def _file(folder: Traversable, key: str) -> Traversable:
    names = PurePosixPath(key).parts
    if not names or not all(map(_is_name, names)):
        raise ValueError(key)
    for name in names:
        folder = folder / name
    return folder


def _is_name(part: str) -> bool:
    """Not a way out of the folder."""
    return part not in {"/", "..", "."}
