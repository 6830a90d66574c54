"""The kinds of meeting, and what each of them allows. Whether something may be recorded is a matter of the
kind and nobody's choice: what peers say to each other never is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

HALF_A_DAY = 240  # minutes


class MeetingKind(StrEnum):
    """What people come together for."""

    PEER = "peer"
    FOUNDATIONAL = "foundational"
    WORKSHOP = "workshop"
    WEBINAR = "webinar"


@dataclass(frozen=True, slots=True)
class Policy:
    """`minutes` unless it is said otherwise, `longest` at most; `recordable` kinds alone have a place for a
    recording, and that only afterwards; `counts` towards the three or four a year; `seated` ones have breaks,
    and may have room for so many only; `public` ones are for everybody, not for members alone."""

    minutes: int
    longest: int
    recordable: bool = False
    counts: bool = False
    seated: bool = False
    public: bool = False


POLICIES: Mapping[MeetingKind, Policy] = {
    MeetingKind.PEER: Policy(60, 120, counts=True),
    MeetingKind.FOUNDATIONAL: Policy(90, 180),
    MeetingKind.WORKSHOP: Policy(180, HALF_A_DAY, seated=True),
    MeetingKind.WEBINAR: Policy(60, 120, recordable=True, public=True),
}
SHORTEST = 15  # minutes
