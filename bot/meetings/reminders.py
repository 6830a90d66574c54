"""When people are reminded of a meeting; pure.

So long before it, as clocks show it; should that be in somebody's night, in the evening before that. What was
missed is made up for only until the next reminder would be due.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.meetings.model import Meeting
from bot.meetings.walltime import instant, local


class Step(StrEnum):
    """The reminders, in their order."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


BEFORE = {Step.WEEK: timedelta(days=7), Step.DAY: timedelta(days=1), Step.HOUR: timedelta(hours=1)}
MORNING, NIGHT, EVENING = time(8), time(21), time(20, 30)  # the reader's
AHEAD = timedelta(hours=13)  # by which the earliest reader's evening can be before it, and some more
PACE = timedelta(seconds=0.118)  # between two readers: so many a minute any platform takes


def moment(meeting: Meeting, step: Step) -> datetime:
    """For clocks that show what the organiser's show; those days count from wall time to wall time."""
    if step is Step.HOUR:
        return meeting.starts - BEFORE[step]
    return instant(meeting.wall - BEFORE[step], meeting.zone)


def moment_for(meeting: Meeting, step: Step, zone: str) -> datetime:
    """In the day of whoever lives by the clocks of that zone."""
    at = moment(meeting, step)
    wall = local(at, zone)
    if MORNING <= wall.time() < NIGHT:
        return at
    day = wall.date() if wall.time() >= NIGHT else wall.date() - timedelta(days=1)
    return instant(datetime.combine(day, EVENING), zone)


def written_at(meeting: Meeting, step: Step) -> datetime:
    """Early enough for everybody."""
    return moment(meeting, step) - AHEAD


def steps(wanted: Collection[str]) -> Sequence[Step]:
    """Those that the network has, in their order."""
    return [step for step in Step if step in wanted]


def upcoming(meeting: Meeting, now: datetime, wanted: Collection[str]) -> Step | None:
    """The first whose moment is still to come: for a meeting that is planned later, none is made up for."""
    return next((step for step in steps(wanted) if moment(meeting, step) > now), None)


def after(step: Step, wanted: Collection[str]) -> Step | None:
    own = steps(wanted)
    later = [each for each in own if BEFORE[each] < BEFORE[step]]
    return later[0] if later else None


def useful_until(meeting: Meeting, step: Step, wanted: Collection[str]) -> datetime:
    """The moment of the next one, or the beginning."""
    following = after(step, wanted)
    return moment(meeting, following) if following else meeting.starts
