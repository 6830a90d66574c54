"""What time alone brings about for requests that are with somebody: with the coordinators, or with whoever
asked.

The moments are `promise`'s; of several processes one does each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Everyone, Fact, Mention, Role, Room, Text, Value
from bot.deliveries import Post
from bot.joining import desk_views, promise, views
from bot.joining.errands import show_card, tell_applicant, write
from bot.joining.expiry import AT_ONCE
from bot.joining.model import JoinRequest, State
from bot.joining.promise import Step
from bot.outbox import Errand
from bot.ports import Turn

# ---- the duty


def due(turn: Turn) -> Sequence[str]:
    return turn.unit.deadlines.reminding(turn.now, AT_ONCE)


def remind(turn: Turn, request_id: str) -> None:
    """What has come due for a request: the latest step alone."""
    request = turn.unit.requests.get(request_id)
    if request and request.state is State.WAITING and request.answer_by:
        _watch_promise(turn, request, request.answer_by)
    elif request and request.state is State.NEEDS_INFORMATION and request.paused_at:
        _watch_silence(turn, request, request.paused_at)
    elif request:
        turn.unit.deadlines.remind(request, None, request.broken_at)


def _watch_promise(turn: Turn, request: JoinRequest, answer_by: datetime) -> None:
    """A step that was reached before it was time to look has been taken: a question came in between."""
    within, looked_at = turn.world.network.answer_within, request.reminds_at or answer_by
    taken = promise.reached(answer_by, within, looked_at - timedelta.resolution)
    step = promise.reached(answer_by, within, turn.now)
    breaks = step is Step.BROKEN and request.broken_at is None
    broken_at = turn.now if breaks else request.broken_at
    upcoming = promise.upcoming(answer_by, within, turn.now)
    if not turn.unit.deadlines.remind(request, upcoming, broken_at) or step is None:
        return
    if breaks:
        record(turn, Action.BROKEN, request.id)
        tell_applicant(turn, request, "late")
        show_card(turn, request, why="broken")
    if breaks or step not in (taken, Step.BROKEN):
        for platform in turn.world.network.platforms:
            key = f"joining.{step}:{request.id}:{answer_by.isoformat()}:{platform}"
            write(turn, f"joining.{step}", request, platform, key)


def _watch_silence(turn: Turn, request: JoinRequest, paused_at: datetime) -> None:
    silence, looked_at = turn.world.network.silence, request.reminds_at or paused_at
    closed = promise.closed(paused_at, silence)
    if closed <= turn.now:
        _close(turn, request)
        return
    again = promise.asked_again(paused_at, silence)
    first = turn.unit.deadlines.remind(request, closed if again <= turn.now else again, request.broken_at)
    if first and looked_at <= again <= turn.now:
        tell_applicant(turn, request, "silence")


def _close(turn: Turn, request: JoinRequest) -> None:
    """A question that was never answered ends the request, kindly."""
    closed = request.expire(turn.now)
    if turn.unit.requests.save(closed):
        record(turn, Action.CLOSED, request.id)
        tell_applicant(turn, closed, "closed")
        show_card(turn, closed)


# ---- what the coordinators read


def nudge(turn: Turn, errand: Errand, step: Step) -> Post | None:
    """Only while it is still the step of the moment: whoever comes late does not scold."""
    request = turn.unit.requests.get(errand.subject)
    if request is None or request.state is not State.WAITING or request.answer_by is None:
        return None
    if promise.reached(request.answer_by, turn.world.network.answer_within, turn.now) is not step:
        return None
    title = Text(f"joining.{step}.title", {"reference": request.reference})
    card = Card(
        title,
        (*_called(turn, request, errand.recipient, step), Text(f"joining.{step}.body")),
        (
            Fact(Text("joining.fact.community"), views.community_of(turn, request)),
            *views.answer_by(request, request.state),
        ),
        (views.button("joining.show", request),),
    )
    return Post(errand.recipient, Room.COORDINATORS, card, errand.nonce)


def _called(turn: Turn, request: JoinRequest, platform: str, step: Step) -> tuple[Value, ...]:
    """Whom this step calls by name."""
    if step is Step.EVERYONE:
        return (Everyone(Role.COORDINATOR),)
    if step is not Step.ASSIGNEE:
        return ()
    who = desk_views.assignee(turn, request)
    if who is None:
        return (Text("joining.assignee.nobody"),)
    accounts = turn.unit.profiles.accounts(who.id)
    here = next((a.identity for a in accounts if a.identity.platform == platform), None)
    return (Mention(here, who.name) if here else who.name,)


COMPOSED = {step: partial(nudge, step=step) for step in Step}
