"""Reminders are written: some hours ahead, page by page, for everybody who wants one, each due at the
reader's own moment. What has changed by then is found out when they are carried out (`reminder_letters`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.meetings import reminders
from bot.meetings.choices import ReminderChoice, Wanting, Way
from bot.meetings.inviting import SEVERAL, YEAR
from bot.meetings.model import Meeting
from bot.meetings.reminders import PACE, Step
from bot.outbox import Errand
from bot.ports import Turn

POST, DIRECT, LETTER = "meetings.remind", "meetings.remind_direct", "meetings.remind_letter"
AT_ONCE = 250  # members, in one transaction
PAGES = 40  # of so many, with one beat


class Progress(NamedTuple):
    """Which reminder is being written, for how many it was, and up to whom."""

    step: Step
    written: int = 0
    after: str = ""

    @classmethod
    def read(cls, written: str) -> Progress | None:
        step, _, rest = written.partition(":")
        count, _, after = rest.partition(":")
        return cls(Step(step), int(count), after) if step else None

    def __str__(self) -> str:
        return f"{self.step}:{self.written}:{self.after}"


# ---- planned


def plan(turn: Turn, meeting: Meeting) -> None:
    """From its moment as it is now; what was planned for another one has lost its reason."""
    upcoming = reminders.upcoming(meeting, turn.now, turn.world.network.reminders)
    _next(turn, meeting, upcoming if meeting.is_planned else None)


def _next(turn: Turn, meeting: Meeting, step: Step | None) -> None:
    if step is None:
        turn.unit.meetings.remind(meeting.id, None, "")
        return
    at = max(reminders.written_at(meeting, step), turn.now)
    turn.unit.meetings.remind(meeting.id, at, str(Progress(step)))


# ---- the duty


def due(turn: Turn) -> Sequence[str]:
    """Each meeting as often as there may be pages of readers; what is too often does nothing."""
    return tuple(turn.unit.meetings.to_remind(turn.now, SEVERAL)) * PAGES


def next_moment(turn: Turn) -> datetime | None:
    return turn.unit.meetings.next_reminder()


def write_next(turn: Turn, meeting_id: str) -> None:
    """The next page. A reminder that is written twice is written once. The later a reader comes, the earlier
    is their moment, so that all are told by the right one."""
    meeting = turn.unit.meetings.get(meeting_id)
    progress = Progress.read(meeting.reminding) if meeting else None
    if meeting is None or progress is None or not _is_due(turn, meeting, progress.step):
        return
    step, wanted = progress.step, turn.world.network.reminders
    if not meeting.is_planned or turn.now >= reminders.useful_until(meeting, step, wanted):
        _next(turn, meeting, reminders.after(step, wanted) if meeting.is_planned else None)
        return
    readers = turn.unit.reminder_choices.wanting(step, progress.after, AT_ONCE)
    zones = {reader.zone for reader in readers}
    moments = {zone: reminders.moment_for(meeting, step, zone) for zone in zones}
    turn.unit.outbox.add_each([
        _reminder(turn, meeting, step, reader, moments[reader.zone] - PACE * rank)
        for rank, reader in enumerate(readers, progress.written)
    ])  # fmt: skip
    if len(readers) < AT_ONCE:
        _post(turn, meeting, step)
        _next(turn, meeting, reminders.after(step, wanted))
    else:
        further = Progress(step, progress.written + len(readers), readers[-1].member)
        turn.unit.meetings.remind(meeting.id, turn.now, str(further))


def _is_due(turn: Turn, meeting: Meeting, step: Step) -> bool:
    return reminders.written_at(meeting, step) <= turn.now or not meeting.is_planned


def _reminder(turn: Turn, meeting: Meeting, step: Step, reader: Wanting, at: datetime) -> Errand:
    kind = DIRECT if reader.way is Way.DIRECT else LETTER
    return _errand(turn, kind, meeting, step, reader.member, at)


def _post(turn: Turn, meeting: Meeting, step: Step) -> None:
    """One in the members' room of each platform."""
    at = reminders.moment_for(meeting, step, turn.world.network.zone)
    for platform in turn.world.network.platforms:
        turn.unit.outbox.add(_errand(turn, POST, meeting, step, platform, at))


def catch_up(turn: Turn, choice: ReminderChoice, zone: str) -> None:
    """Whoever chooses after the others' were written does not miss what is still to come."""
    reader = Wanting(choice.member, choice.way, zone)
    for meeting in turn.unit.meetings.between(turn.now, turn.now + YEAR, SEVERAL):
        for step in choice.steps if meeting.is_planned else ():
            if reminders.written_at(meeting, step) <= turn.now < reminders.moment(meeting, step):
                at = reminders.moment_for(meeting, step, zone)
                turn.unit.outbox.add(_reminder(turn, meeting, step, reader, at))


def instead(turn: Turn, meeting: Meeting, step: Step, member: str) -> None:
    """By mail, where the message did not arrive."""
    turn.unit.outbox.add(_errand(turn, LETTER, meeting, step, member, turn.now))


def _errand(turn: Turn, kind: str, meeting: Meeting, step: Step, recipient: str, at: datetime) -> Errand:
    errand_id, key = turn.world.entropy.identifier(), key_of(kind, meeting, step, recipient)
    return Errand(errand_id, kind, meeting.id, recipient, key, "", at, turn.now)


def key_of(kind: str, meeting: Meeting, step: Step, recipient: str) -> str:
    """Names the moment of the meeting: once it is moved, this one is about nothing any more."""
    return f"{kind}:{meeting.id}:{meeting.starts:%Y%m%dT%H%M}:{step}:{recipient}"


def step_of(meeting: Meeting, errand: Errand) -> Step | None:
    """Which reminder it is; None when it was of another moment."""
    keys = {key_of(errand.kind, meeting, step, errand.recipient): step for step in Step}
    return keys.get(errand.key)
