"""What an update of the zone data changes: for meetings, whose wall time is the promise, and for the clocks
of those who come to them.

Pure, over two sets of zone data: any folder that holds compiled zones, as the machine's own does, and the
pinned package.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

Zones = Callable[[str], tzinfo | None]


Begins = tuple[datetime, str]  # a wall time without a zone, and the zone


@dataclass(frozen=True, slots=True)
class Moved:
    """What begins at this wall time begins at another moment than was thought. (Here and below: None where
    one set of data does not know a zone.)"""

    begins: Begins
    before: datetime | None
    after: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """When it begins, clocks in the zone `seen_in` show another time than was thought."""

    begins: Begins
    seen_in: str
    before: datetime | None
    after: datetime | None


def moved(beginnings: Iterable[Begins], before: Zones, after: Zones) -> list[Moved]:
    """Which of these."""
    each = (Moved(begins, _instant(begins, before), _instant(begins, after)) for begins in beginnings)
    return [found for found in each if found.before != found.after]


def shown(beginnings: Iterable[Begins], zones: Collection[str], before: Zones, after: Zones) -> list[Shown]:
    """Of which of these, to those in which zones."""
    each = (
        Shown(begins, zone, _seen(begins, zone, before), _seen(begins, zone, after))
        for begins in beginnings
        for zone in sorted(zones)
    )
    return [found for found in each if found.before != found.after]


def _instant(begins: Begins, zones: Zones) -> datetime | None:
    """By the rule for times that do not exist or exist twice (RFC 5545, 3.3.5)."""
    wall, zone = begins[0], zones(begins[1])
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC) if zone else None


def _seen(begins: Begins, zone: str, zones: Zones) -> datetime | None:
    """What clocks in that zone show, without a zone."""
    instant, there = _instant(begins, zones), zones(zone)
    return instant.astimezone(there).replace(tzinfo=None) if instant and there else None


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
