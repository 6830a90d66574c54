"""What coordinators do with a request. Each checks anew that it may be decided, by them, as it was shown."""

from __future__ import annotations

from bot.answers import check
from bot.chat import Press, Submission, Text
from bot.errors import Invalid, Stale, Unknown
from bot.joining import changing, forms, views
from bot.joining.background import rival
from bot.joining.errands import show_card, tell_applicant, write
from bot.joining.errors import AlreadyDecided, MailboxTaken, NotWaiting, OwnRequest
from bot.joining.model import DECIDABLE, JoinRequest, Purpose, Reason, State
from bot.members import doors
from bot.members.model import Profile
from bot.members.who import acquainted, known
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say


def approve(turn: Turn, press: Press) -> Reply:
    """One unit: membership, admissions, welcome, the confirmation letter."""
    request, me = _decidable(turn, press)
    if other := rival(turn, request):
        raise MailboxTaken(card=views.desk_card(turn, request), reference=other.reference)
    approved = _save(turn, request.approve(me.id, turn.now))
    if approved.purpose is Purpose.CHANGE:
        changing.apply(turn, approved)
        return _shown(turn, approved)
    applicant = turn.unit.profiles.get(request.applicant)
    if applicant is None:
        raise Unknown
    member = applicant.join(turn.now, request.name, request.community_id, request.community_typed)
    turn.unit.profiles.save(member)
    doors.open_for(turn, member)
    doors.welcome(turn, member)
    write(turn, "joining.letter", approved, member.id, f"joining.letter:{approved.id}")
    return _shown(turn, approved)


def assign(turn: Turn, press: Press) -> Reply:
    """Whoever presses will see to it; the others see that."""
    request, me = _decidable(turn, press)
    return _shown(turn, _save(turn, request.assign(me.id)))


def open_ask(turn: Turn, press: Press) -> Reply:
    request, _ = _askable(turn, press)
    return Ask(forms.ask(request))


def ask(turn: Turn, submission: Submission) -> Reply:
    """The question goes to the applicant by mail and in their chat; the clock pauses."""
    request, me = _askable(turn, submission)
    values = check(forms.ask(request), submission.values)
    asked = _save(turn, request.ask(str(values["question"]), turn.now, me.id))
    tell_applicant(turn, asked, "question")
    show_card(turn, asked)
    return Say(views.asked(asked))


def open_decline(turn: Turn, press: Press) -> Reply:
    request, _ = _decidable(turn, press)
    return Ask(forms.decline(request))


def decline(turn: Turn, submission: Submission) -> Reply:
    """With a reason from the list; told to the applicant unless it was closed without a message."""
    request, me = _decidable(turn, submission)
    values = check(forms.decline(request), submission.values)
    silent = values["message"] == forms.SILENT
    reason = Reason(str(values["reason"]))
    if reason is Reason.OTHER and not silent and not values["note"]:
        raise Invalid({"note": Text("joining.decline.other_needs_words")})
    declined = _save(turn, request.decline(me.id, turn.now, reason, str(values["note"]), silent=silent))
    if not silent:
        tell_applicant(turn, declined, "declined")
    show_card(turn, declined)
    return Say(views.declined(declined))


def _decidable(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """The request, which may be decided as it was shown, and whoever decides."""
    request, profile = turn.unit.requests.get(event.subject), known(turn)
    if request is None or request.proven_at is None:
        raise Unknown
    if profile is not None and profile.id == request.applicant:
        raise OwnRequest
    if request.state not in DECIDABLE:
        raise over(turn, request)
    if request.revision != event.revision:
        raise Stale(card=views.desk_card(turn, request))
    return request, acquainted(turn, event.person)


def _askable(turn: Turn, event: Press | Submission) -> tuple[JoinRequest, Profile]:
    """One question at a time: whoever comes second sees the first."""
    request, profile = _decidable(turn, event)
    if request.state is not State.WAITING:
        raise Stale(card=views.desk_card(turn, request))
    return request, profile


def over(turn: Turn, request: JoinRequest) -> AlreadyDecided | NotWaiting:
    """Who was faster, and when; or that the applicant has withdrawn."""
    state = Text(f"joining.state.{request.state}")
    card = views.desk_card(turn, request)
    if not request.decided_by:
        return NotWaiting(card=card, state=state)
    who = views.decider(turn, request)
    return AlreadyDecided(card=card, who=who, ago=views.ago(turn, request), decision=state)


def _save(turn: Turn, changed: JoinRequest) -> JoinRequest:
    """Exactly one of those who decide at the same moment gets past here."""
    if turn.unit.requests.save(changed):
        return changed
    current = turn.unit.requests.get(changed.id)
    if current is None:
        raise Unknown
    if current.state not in DECIDABLE:
        raise over(turn, current)
    raise Stale(card=views.desk_card(turn, current))


def _shown(turn: Turn, request: JoinRequest) -> Replace:
    """The card that was pressed changes at once, the others by errand."""
    show_card(turn, request)
    return Replace(views.desk_card(turn, request))
