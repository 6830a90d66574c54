"""The promise of an answer, and what time alone does about it; pure.

For a promise of seven days: on the third the coordinators are nudged, on the fifth whoever took the request
is mentioned, on the sixth all of them, and at its end it is broken, which is recorded and told. For a
promise of another length these are the same shares of it. While a question is with the applicant the promise
stands still; that has an end of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

SEVENTHS = 7
SOON = timedelta(days=7)  # who asks later than that before a meeting may be too late for it


class Step(StrEnum):
    """What happens, in the order in which it does."""

    NUDGE = "nudge"
    ASSIGNEE = "assignee"
    EVERYONE = "everyone"
    BROKEN = "broken"


_LEFT = ((Step.NUDGE, 4), (Step.ASSIGNEE, 2), (Step.EVERYONE, 1), (Step.BROKEN, 0))


def moments(answer_by: datetime, within: timedelta) -> tuple[tuple[datetime, Step], ...]:
    """Of a promise that was made `within` before `answer_by`."""
    return tuple((answer_by - within * left / SEVENTHS, step) for step, left in _LEFT)


def reached(answer_by: datetime, within: timedelta, now: datetime) -> Step | None:
    """The latest step whose moment has come: what was missed while nobody looked is not made up for."""
    return next((step for moment, step in reversed(moments(answer_by, within)) if moment <= now), None)


def upcoming(answer_by: datetime, within: timedelta, now: datetime) -> datetime | None:
    """When the next step is; None when the promise is broken."""
    return next((moment for moment, _ in moments(answer_by, within) if moment > now), None)


def asked_again(paused_at: datetime, silence: timedelta) -> datetime:
    """When somebody who does not answer a question is reminded of it."""
    return paused_at + silence / 2


def closed(paused_at: datetime, silence: timedelta) -> datetime:
    """When their request is over, kindly."""
    return paused_at + silence


def is_late(asked_at: datetime, meeting: datetime | None) -> bool:
    """Whether somebody who asked then may be too late for it."""
    return meeting is not None and meeting - asked_at < SOON
