"""What waits at the desk, the most urgent first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.chat import Button, Card, Command, Press, Text, Value
from bot.joining import desk_views, promise
from bot.joining.model import JoinRequest, State
from bot.meetings.upcoming import next_start
from bot.members import reverify_views
from bot.ports import Turn
from bot.replies import Reply, Say

LOOKED_AT = 200  # more than a desk ever has; what is urgent is looked for among them
SHOWN = 15  # lines; more do not fit the narrowest platform
DESK = "desk"  # the subject of what is about no single request


def pending(turn: Turn, _event: Command | Press) -> Reply:
    """What waits, the most urgent first."""
    waiting, asked, held = at_the_desk(turn)
    body = (
        *listed(turn, Text("joining.pending.waiting", {"n": len(waiting)}), waiting),
        *listed(turn, Text("joining.pending.asked", {"n": len(asked)}), asked),
        *listed(turn, Text("joining.pending.held", {"n": len(held)}), held),
        *reverify_views.listed(turn),
    )
    if not body:
        return Say(nothing())
    several = Button("joining.several", DESK, 0, Text("button.joining.several"))
    return Say(Card(Text("joining.pending.title"), body, buttons=(several,) if waiting or asked else ()))


def nothing() -> Card:
    return Card(Text("joining.pending.title"), (Text("joining.pending.nothing"),))


def at_the_desk(turn: Turn) -> tuple[Sequence[JoinRequest], Sequence[JoinRequest], Sequence[JoinRequest]]:
    """Those that wait for the coordinators, for whoever asked, and for the end of a hold."""
    found = turn.unit.requests.decidable(LOOKED_AT)
    waiting = [request for request in found if request.state is State.WAITING]
    meeting = next_start(turn) if len(waiting) > 1 else None
    waiting.sort(key=lambda request: _urgency(request, meeting))
    asked = [request for request in found if request.state is State.NEEDS_INFORMATION]
    return waiting, asked, turn.unit.requests.held(LOOKED_AT)


def _urgency(request: JoinRequest, meeting: datetime | None) -> tuple[bool, datetime]:
    """Before a meeting, whoever might be too late for it comes first; then the oldest promise."""
    return not promise.is_late(request.asked_at, meeting), request.answer_by or request.asked_at


def listed(turn: Turn, title: Text, requests: Sequence[JoinRequest], shown: int = SHOWN) -> tuple[Value, ...]:
    """A title with a line for each, and how many more there are; nothing when there is none."""
    if not requests:
        return ()
    lines = tuple(desk_views.line(turn, request) for request in requests[:shown])
    more = len(requests) - shown
    rest = (Text("joining.pending.more", {"n": more}),) if more > 0 else ()
    return (title, (*lines, *rest))
