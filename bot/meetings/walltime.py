"""The wall time of the organiser is what a meeting promises; the instant is computed from it, and late, since
the rules of zones change."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class Flaw(StrEnum):
    """What can be wrong with a wall time where clocks change."""

    GAP = "gap"  # clocks are put forward over it: it does not exist
    FOLD = "fold"  # clocks are put back over it: it exists twice


def instant(wall: datetime, zone: str) -> datetime:
    """In UTC. A time that does not exist is later by as much as clocks are put forward; of one that exists
    twice it is the first (RFC 5545, 3.3.5). Nobody can plan either; a change of the rules can make one."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def local(moment: datetime, zone: str) -> datetime:
    """What clocks in that zone show, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def flaw(wall: datetime, zone: str) -> Flaw | None:
    """Of two readings of the same time, the first is by the rules before a change, the second by those after
    it (PEP 495)."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1))
    if first is None or second is None or first == second:
        return None
    return Flaw.GAP if first < second else Flaw.FOLD
