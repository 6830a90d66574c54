"""Each working morning the coordinators read what waits: requests, questions without an answer, failures.

Which morning was the last is known to all processes; when there is nothing to say, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.audit import CLOCK
from bot.chat import Button, Card, Room, Text, Value
from bot.deliveries import Post
from bot.joining.pending import DESK, at_the_desk, listed
from bot.marks import DIGEST, Mark
from bot.members import reverify_views
from bot.outbox import Errand
from bot.ports import Turn

NINE = time(9)  # network time
DAY = timedelta(days=1)
WORKING_DAYS = range(5)  # Monday to Friday
LATE = timedelta(hours=8)  # whoever comes later than that waits for the next morning
LISTED = 10
COUNTED = 100
KIND = "desk.digest"


def last_morning(now: datetime, zone: str) -> datetime:
    """The latest working morning that has come by now."""
    local = now.astimezone(ZoneInfo(zone))
    return _at_nine(local.date() if local.time() >= NINE else local.date() - DAY, -DAY, zone)


def next_morning(now: datetime, zone: str) -> datetime:
    """The first working morning that is still to come."""
    local = now.astimezone(ZoneInfo(zone))
    return _at_nine(local.date() if local.time() < NINE else local.date() + DAY, DAY, zone)


def _at_nine(day: date, step: timedelta, zone: str) -> datetime:
    """On that day, or the nearest working day in the direction of the step."""
    while day.weekday() not in WORKING_DAYS:
        day += step
    return datetime.combine(day, NINE, ZoneInfo(zone)).astimezone(UTC)


def due(turn: Turn) -> Sequence[str]:
    """The morning of which nothing was said yet."""
    came = last_morning(turn.now, turn.world.network.zone)
    last = turn.unit.marks.get(DIGEST)
    return () if last and last.at >= came else (came.isoformat(),)


def announce(turn: Turn, came: str) -> None:
    """Once for each working morning, by whichever process comes first."""
    moment, last = datetime.fromisoformat(came), turn.unit.marks.get(DIGEST)
    if last and last.at >= moment:
        return
    if turn.unit.marks.set(DIGEST, Mark(moment, CLOCK), last) and turn.now - moment < LATE:
        for platform in turn.world.network.platforms:
            errand_id = turn.world.entropy.identifier()
            key = f"{KIND}:{came}:{platform}"
            turn.unit.outbox.add(Errand(errand_id, KIND, DESK, platform, key, "", moment, turn.now))


def next_digest(turn: Turn) -> datetime | None:
    """None while there is nothing that could be said."""
    unit, upcoming = turn.unit, next_morning(turn.now, turn.world.network.zone)
    if unit.requests.decidable(1) or unit.requests.held(1) or _failures(turn, upcoming):
        return upcoming
    return None


def compose(turn: Turn, errand: Errand) -> Post | None:
    """From the state of the moment; nothing when it comes too late or there is nothing to say."""
    waiting, asked, held = at_the_desk(turn)
    body = (
        *listed(turn, Text("joining.pending.waiting", {"n": len(waiting)}), waiting, LISTED),
        *listed(turn, Text("joining.pending.asked", {"n": len(asked)}), asked, LISTED),
        *listed(turn, Text("joining.pending.held", {"n": len(held)}), held, LISTED),
        *_failures(turn, errand.due),
    )
    if not body or turn.now - errand.due >= LATE:
        return None
    show = Button("joining.pending", DESK, 0, Text("button.joining.pending"))
    card = Card(Text("digest.title"), (*body, *reverify_views.counted(turn)), buttons=(show,))
    return Post(errand.recipient, Room.COORDINATORS, card, errand.nonce)


def _failures(turn: Turn, due: datetime) -> tuple[Value, ...]:
    """What keeps failing, and what has failed for good since the morning before."""
    before = last_morning(due - timedelta.resolution, turn.world.network.zone)
    failing = len(turn.unit.outbox.failing(COUNTED))
    failed = [one for one in turn.unit.outbox.failed(COUNTED) if one.settled_at and one.settled_at >= before]
    return (
        *((Text("digest.failing", {"n": failing}),) if failing else ()),
        *((Text("digest.failed", {"n": len(failed)}),) if failed else ()),
    )
