"""What coordinators do with a request. Each checks anew that it may be done, by them, as it was shown."""

from __future__ import annotations

from datetime import timedelta

from bot import switch
from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Press, Submission, Text
from bot.errors import Invalid, Stale, Unknown
from bot.joining import assigning, deciding, desk_views, forms
from bot.joining.background import rival
from bot.joining.errands import show_card, tell_applicant
from bot.joining.errors import MailboxTaken, NewerRequest, NotHeld, NothingToUndo, OwnRequest
from bot.joining.model import DECIDABLE, JoinRequest, Purpose, Reason, State
from bot.joining.weighing import weighed
from bot.members.model import Profile
from bot.members.who import acquainted, known
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

UNDO_WITHIN = timedelta(days=30)  # of the decision; later, a member is removed, and whoever was declined asks


def show(turn: Turn, press: Press) -> Reply:
    """The card, from somewhere else."""
    request = turn.unit.requests.get(press.subject)
    if request is None or request.proven_at is None:
        raise Unknown
    return Say(desk_views.card(turn, request))


# ---- deciding


def open_decline(turn: Turn, press: Press) -> Reply:
    request, _ = decidable(turn, press)
    return Ask(forms.decline(request))


def decline(turn: Turn, submission: Submission) -> Reply:
    """With a reason from the list; told to the applicant unless it was closed without a message."""
    request, me = decidable(turn, submission)
    values = check(forms.decline(request), submission.values)
    silent, note = values["message"] == forms.SILENT, str(values["note"])
    reason = Reason(str(values["reason"]))
    if reason is Reason.OTHER and not silent and not note:
        raise Invalid({"note": Text("joining.decline.other_needs_words")})
    closed = declined(turn, request, me, reason, note, silent=silent)
    show_card(turn, closed)
    card = desk_views.declined(closed)
    return Say(card if silent else switch.honest(turn, card))


def declined(
    turn: Turn, request: JoinRequest, me: Profile, reason: Reason, note: str, *, silent: bool
) -> JoinRequest:
    closed = deciding.decide(turn, request.decline(me.id, turn.now, reason, note, silent=silent))
    record(turn, Action.DECLINED, request.id, actor=me.id, reason=reason, detail="silent" if silent else "")
    return closed


# ---- thinking again


def send(turn: Turn, press: Press) -> Reply:
    """Without waiting for the hold to end."""
    request, me = decided(turn, press)
    if not request.is_held:
        raise NotHeld(card=desk_views.card(turn, request))
    if request.state is State.APPROVED and (other := rival(turn, request)):
        raise MailboxTaken(card=desk_views.card(turn, request), reference=other.reference)
    return Replace(desk_views.card(turn, deciding.send(turn, request, me.id)))


def undo(turn: Turn, press: Press) -> Reply:
    """While it is held nobody outside has heard of it; later it takes a reason."""
    request, me = decided(turn, press)
    if not request.is_held:
        return Ask(forms.undo(_undoable(turn, request)))
    undone = deciding.save(turn, request.undo())
    record(turn, Action.UNDONE, request.id, actor=me.id, detail=request.state)
    return shown(turn, undone)


def reopen(turn: Turn, submission: Submission) -> Reply:
    """A new decision, with errands of its own that make up for what was told too early."""
    request, me = decided(turn, submission)
    _undoable(turn, request)
    values = check(forms.undo(request), submission.values)
    reopened = deciding.save(turn, request.reopen(turn.now, turn.world.network.answer_within))
    record(turn, Action.REOPENED, request.id, actor=me.id, reason=str(values["reason"]), detail=request.state)
    deciding.take_back(turn, reopened)
    show_card(turn, reopened)
    return Say(switch.honest(turn, desk_views.reopened(reopened)))


def _undoable(turn: Turn, request: JoinRequest) -> JoinRequest:
    """Not what is long ago, nor what something newer has come after."""
    long_ago = request.decided_at is None or turn.now - request.decided_at > UNDO_WITHIN
    if long_ago or not request.name or request.is_held or request.purpose is not Purpose.JOIN:
        raise NothingToUndo(card=desk_views.card(turn, request))
    latest = turn.unit.requests.latest_of(request.applicant)
    if latest is None or latest.id != request.id:
        raise NewerRequest
    return request


# ---- seeing to it


def assign(turn: Turn, press: Press) -> Reply:
    """Whoever presses will see to it; the others see that."""
    request, me = decidable(turn, press)
    return shown(turn, assigning.assign(turn, request, me.id, me))


def open_ask(turn: Turn, press: Press) -> Reply:
    request, _ = _askable(turn, press)
    return Ask(forms.ask(request))


def ask(turn: Turn, submission: Submission) -> Reply:
    """The question goes to the applicant by mail and in their chat; the clock pauses."""
    request, me = _askable(turn, submission)
    values = check(forms.ask(request), submission.values)
    asked = deciding.save(turn, request.ask(str(values["question"]), turn.now, me.id))
    record(turn, Action.ASKED, request.id, actor=me.id)
    tell_applicant(turn, asked, "question")
    show_card(turn, asked)
    return Say(switch.honest(turn, desk_views.asked(asked)))


# ---- who may, and what is still as it was shown


def decidable(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """The request, which may be decided as it was shown, with what its address says now; and whoever
    decides."""
    request, me = seen(turn, event)
    if request.state not in DECIDABLE:
        raise deciding.over(turn, request)
    if request.revision != event.revision:
        raise Stale(card=desk_views.card(turn, request))
    return weighed(turn, request), me


def seen(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """The request, and whoever looks at it: somebody else than whose it is."""
    request, profile = turn.unit.requests.get(event.subject), known(turn)
    if request is None or request.proven_at is None:
        raise Unknown
    if profile is not None and profile.id == request.applicant:
        raise OwnRequest
    me = acquainted(turn, event.person)
    turn.unit.profiles.coordinated(me.id, turn.now)
    return request, me


def _askable(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """One question at a time: whoever comes second sees the first."""
    request, me = decidable(turn, event)
    if request.state is not State.WAITING:
        raise Stale(card=desk_views.card(turn, request))
    return request, me


def decided(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """A decision, as it was shown."""
    request, me = seen(turn, event)
    if request.state not in (State.APPROVED, State.DECLINED) or request.revision != event.revision:
        raise Stale(card=desk_views.card(turn, request))
    return request, me


def shown(turn: Turn, request: JoinRequest) -> Replace:
    """The card that was pressed changes at once, the others by errand."""
    show_card(turn, request)
    return Replace(desk_views.card(turn, request))
