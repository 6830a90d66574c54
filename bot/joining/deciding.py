"""A decision, and what follows from it outside: at first it is held, so that a slip can be undone in silence.

What is told outside (the role, messages, letters) begins in `carry_out`: when the hold has ended, when a
coordinator does not want to wait for that, or at once where the network holds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.audit import CLOCK, Action
from bot.auditing import record
from bot.chat import Text
from bot.errors import Stale, Unknown
from bot.joining import changing, desk_views
from bot.joining.background import rival
from bot.joining.errands import show_card, tell_applicant, write
from bot.joining.errors import AlreadyDecided, NotWaiting
from bot.joining.expiry import AT_ONCE
from bot.joining.model import DECIDABLE, JoinRequest, Purpose, State
from bot.meetings import inviting
from bot.members import doors, reverifying
from bot.ports import Turn


def decide(turn: Turn, decided: JoinRequest) -> JoinRequest:
    """Store what was decided; exactly one of those who decide at the same moment gets past here."""
    hold = turn.world.network.hold
    if not hold:
        saved = save(turn, decided)
        carry_out(turn, saved)
        return saved
    return save(turn, decided.hold(turn.now + hold))


def carry_out(turn: Turn, request: JoinRequest) -> None:
    """What was decided takes effect, and whoever asked is told."""
    if request.state is State.APPROVED and request.purpose is Purpose.CHANGE:
        changing.apply(turn, request)
    elif request.state is State.APPROVED:
        _admit(turn, request)
    elif not request.silent:
        tell_applicant(turn, request, "declined")


def _admit(turn: Turn, request: JoinRequest) -> None:
    """Membership, admissions, a welcome, the confirmation letter, an invitation to each meeting ahead."""
    applicant = turn.unit.profiles.get(request.applicant)
    if applicant is None or not request.name:
        return  # forgotten meanwhile
    joined = applicant.join(turn.now, request.name, request.community_id, request.community_typed)
    member = joined.verified(turn.now, turn.world.network.reverify_every)
    turn.unit.profiles.save(member)
    doors.open_for(turn, member)
    doors.welcome(turn, member)
    write(turn, "joining.letter", request, member.id, f"joining.letter:{request.id}:{request.revision}")
    inviting.invite(turn, member)


def send(turn: Turn, request: JoinRequest, actor: str) -> JoinRequest:
    """Without waiting for the hold to end."""
    return _sent(turn, save(turn, request.send()), actor)


def due(turn: Turn) -> Sequence[str]:
    """Decisions whose hold has ended."""
    return turn.unit.deadlines.held_before(turn.now, AT_ONCE)


def send_held(turn: Turn, request_id: str) -> None:
    """The hold is over; unless somebody undoes or sends it at this very moment."""
    request = turn.unit.requests.get(request_id)
    if request is None or request.held_until is None or request.held_until > turn.now:
        return
    if request.state is State.APPROVED and rival(turn, request):
        _undo(turn, request)
        return
    sent = request.send()
    if turn.unit.requests.save(sent):
        _sent(turn, sent, CLOCK)


def _undo(turn: Turn, request: JoinRequest) -> None:
    """Somebody else has proven the mailbox meanwhile: the coordinators have to look once more."""
    undone = request.undo()
    if turn.unit.requests.save(undone):
        record(turn, Action.UNDONE, request.id, actor=CLOCK, detail=request.state)
        show_card(turn, undone)


def _sent(turn: Turn, sent: JoinRequest, actor: str) -> JoinRequest:
    carry_out(turn, sent)
    record(turn, Action.SENT, sent.id, actor=actor)
    show_card(turn, sent)
    return sent


def next_moment(turn: Turn) -> datetime | None:
    """When a hold ends or somebody is reminded next."""
    return turn.unit.deadlines.next()


def take_back(turn: Turn, request: JoinRequest) -> None:
    """What had been decided and told is decided no more: the doors close, and the applicant hears of it."""
    member = turn.unit.profiles.get(request.applicant)
    if member and member.is_member:
        turn.unit.profiles.save(member.step_back())
        reverifying.close(turn, member)
        doors.close_for(turn, member)
        inviting.call_off(turn, member)
    tell_applicant(turn, request, "reopened")


def save(turn: Turn, changed: JoinRequest) -> JoinRequest:
    """Raises what tells somebody who came second how it stands now."""
    if turn.unit.requests.save(changed):
        return changed
    current = turn.unit.requests.get(changed.id)
    if current is None:
        raise Unknown
    if current.state not in DECIDABLE:
        raise over(turn, current)
    raise Stale(card=desk_views.card(turn, current))


def over(turn: Turn, request: JoinRequest) -> AlreadyDecided | NotWaiting:
    """Who was faster, and when; or that the applicant has withdrawn."""
    state = Text(f"joining.state.{request.state}")
    card = desk_views.card(turn, request)
    if not request.decided_by:
        return NotWaiting(card=card, state=state)
    who = desk_views.decider(turn, request)
    return AlreadyDecided(card=card, who=who, ago=desk_views.ago(turn, request), decision=state)
