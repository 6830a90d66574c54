"""Guests are followed up, page by page: told what is new, reminded a day before, sent the recording.

How far that has come stands with each guest; what is found twice is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.meetings import reminders
from bot.meetings.finding import AROUND
from bot.meetings.kinds import HALF_A_DAY
from bot.meetings.model import Meeting
from bot.meetings.reminders import Step
from bot.ports import Turn
from bot.webinars import inviting
from bot.webinars.model import KEPT, Following, is_public, kept_until

AT_ONCE = 250  # guests, in one transaction
PAGES = 20  # of so many, with one beat
SEVERAL = 200  # meetings; more than there are in such a time

Steps = Sequence[Callable[[Turn, Meeting, int], Sequence[Following]]]


def due(turn: Turn) -> Sequence[str]:
    """Each webinar as often as there may be pages of guests; what is too often does nothing."""
    return tuple(each.id for each in around(turn) if any(step(turn, each, 1) for step in FOUND)) * PAGES


def next_moment(turn: Turn) -> datetime | None:
    return turn.now if due(turn) else None


def tell_next(turn: Turn, webinar_id: str) -> None:
    webinar = turn.unit.meetings.get(webinar_id)
    if webinar is None:
        return
    if guests := _to_tell(turn, webinar, AT_ONCE):
        turn.unit.outbox.add_each([inviting.invitation(turn, webinar, each.id) for each in guests])
        turn.unit.guests.telling(_ids(guests), webinar.news, kept_until(webinar))
    if guests := _to_remind(turn, webinar, AT_ONCE):
        _remind(turn, webinar, guests)
    if guests := _to_show(turn, webinar, AT_ONCE):
        turn.unit.outbox.add_each([inviting.recording(turn, webinar, each.id) for each in guests])
        turn.unit.guests.showing(_ids(guests))


def _remind(turn: Turn, webinar: Meeting, guests: Sequence[Following]) -> None:
    """Each at their own moment; not those who were told about it within that day anyway."""
    day_before = reminders.moment(webinar, Step.DAY)
    turn.unit.outbox.add_each([
        inviting.reminder(turn, webinar, each.id, max(_moment(webinar, each), turn.now))
        for each in guests
        if max(each.confirmed_at, webinar.stamp) < day_before
    ])  # fmt: skip
    turn.unit.guests.reminding(_ids(guests), webinar.starts)


def _moment(webinar: Meeting, guest: Following) -> datetime:
    return reminders.moment_for(webinar, Step.DAY, guest.zone)


def around(turn: Turn) -> Sequence[Meeting]:
    """Public webinars that are ahead, or lately were."""
    begun = turn.now - KEPT - timedelta(minutes=HALF_A_DAY)
    return [each for each in turn.unit.meetings.between(begun, turn.now + AROUND, SEVERAL) if is_public(each)]


def _ids(guests: Sequence[Following]) -> Sequence[str]:
    return [each.id for each in guests]


# ---- whom there is something for


def _to_tell(turn: Turn, webinar: Meeting, limit: int) -> Sequence[Following]:
    return turn.unit.guests.to_tell(webinar.id, webinar.news, limit) if webinar.ends > turn.now else ()


def _to_remind(turn: Turn, webinar: Meeting, limit: int) -> Sequence[Following]:
    """Early enough for everybody, and until it would be of no use."""
    first, last = reminders.written_at(webinar, Step.DAY), reminders.moment(webinar, Step.HOUR)
    if not webinar.is_planned or not first <= turn.now < last:
        return ()
    return turn.unit.guests.to_remind(webinar.id, webinar.starts, limit)


def _to_show(turn: Turn, webinar: Meeting, limit: int) -> Sequence[Following]:
    if not webinar.is_planned or not webinar.recording or webinar.ends > turn.now:
        return ()
    return turn.unit.guests.to_show(webinar.id, limit)


FOUND: Steps = (_to_tell, _to_remind, _to_show)
