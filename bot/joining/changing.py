"""A member changes employer, name or mailbox: asked like joining, proven anew, and decided by a coordinator
unless the proof itself says enough."""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Form, Press, Submission, Text
from bot.errors import Stale
from bot.joining import application, forms, views
from bot.joining.address import Address, Domain
from bot.joining.background import rival
from bot.joining.errands import show_card, tell_applicant, write
from bot.joining.model import ATTESTATION_VERSION, JoinRequest, Purpose, State, WorkRole
from bot.meetings import inviting
from bot.members import reverifying
from bot.members import views as members
from bot.members.errors import NothingChanged
from bot.members.model import Profile, Standing
from bot.members.uniting import hand_over
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Ask, Reply, Say

# ---- asked


def begin(turn: Turn, _event: Command | Press) -> Reply:
    """The form, filled in with what is known; or, when something is under way, where it stands."""
    me = acting(turn)
    request = turn.unit.requests.open_of(me.id)
    if request and request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    return Ask(_form(turn, request or _as_known(turn, me)))


def submit(turn: Turn, submission: Submission) -> Reply:
    """A request with a purpose of its own; the code goes to the new mailbox."""
    me = acting(turn)
    existing = turn.unit.requests.open_of(me.id)
    filled = application.read(turn, submission, (existing or me).community_id)
    if existing and existing.state is not State.UNVERIFIED:
        return Say(views.status(turn, existing))
    assessment = application.weigh(turn, filled)
    asked = application.request(turn, me.id, filled, assessment, Purpose.CHANGE)
    if not existing and _told(asked) == _told(_as_known(turn, me)):
        raise NothingChanged
    return application.keep(turn, existing, asked, filled.address, assessment)


def _form(turn: Turn, request: JoinRequest) -> Form:
    asked = forms.join("", request, turn.world.communities.get(request.community_id))
    title = Text("joining.change.title")
    return Form("joining.change", asked.subject, asked.revision, title, asked.fields, asked.submit)


def _as_known(turn: Turn, me: Profile) -> JoinRequest:
    """What they would have to ask to stay as they are. Who came in by a list is taken for staff."""
    approved = _latest_approved(turn, me)
    return JoinRequest(
        id="new",
        applicant=me.id,
        state=State.UNVERIFIED,
        revision=0,
        name=me.name,
        address=me.address,
        community_id=me.community_id,
        community_typed=me.community_typed,
        work_role=approved.work_role if approved else WorkRole.STAFF,
        line=approved.line if approved else "",
        asked_at=turn.now,
        purpose=Purpose.CHANGE,
    )


def _latest_approved(turn: Turn, me: Profile) -> JoinRequest | None:
    requests = turn.unit.requests.of(me.id)
    return next((request for request in requests if request.state is State.APPROVED), None)


def _told(request: JoinRequest) -> tuple[str, ...]:
    return (request.name, request.address, *_work(request), request.line)


def _work(request: JoinRequest) -> tuple[str, str, str]:
    return request.community_id, request.community_typed, request.work_role


# ---- proven


def prove(turn: Turn, me: Profile, request: JoinRequest, address: Address) -> Reply:
    """The mailbox is theirs: applied at once, or a coordinator looks at it."""
    turn.unit.profiles.save(me)  # a conflict, should they be leaving at this moment
    at_once = is_slight(_as_known(turn, me), request, address) and me.standing is Standing.MEMBER
    waiting = replace(request, former=me.address).prove(
        turn.now, turn.world.network.answer_within, ATTESTATION_VERSION
    )
    _save(turn, waiting)
    record(turn, Action.PROVEN, request.id)
    if not at_once or rival(turn, request):
        show_card(turn, waiting)
        return Say(views.status(turn, waiting))
    approved = waiting.approve(me.id, turn.now)
    _save(turn, approved)
    apply(turn, approved)
    return Say(members.changed())


def is_slight(known: JoinRequest, request: JoinRequest, address: Address) -> bool:
    """Whether nothing has changed that the network had looked at: for whom they work, and as what, with a
    mailbox of the same host. Where anybody can have one, the mailbox has to be the same."""
    if _work(known) != _work(request):
        return False
    if known.address.lower() == request.address.lower():
        return True
    host = known.address.rpartition("@")[2].lower()
    return address.host == host and address.domain is Domain.ORDINARY


def _save(turn: Turn, request: JoinRequest) -> None:
    if not turn.unit.requests.save(request):
        raise Stale


# ---- applied


def apply(turn: Turn, request: JoinRequest) -> None:
    """What was approved holds from now on. To be called only where nobody else has the mailbox (`rival`):
    with somebody who came to have it a moment ago this is a conflict, and all of it is done again."""
    profile = turn.unit.profiles.get(request.applicant)
    if profile is None or profile.standing is Standing.LEFT or not request.address:
        return
    mailbox = turn.world.addresses.read(request.address).mailbox
    left = turn.unit.profiles.of_mailbox(mailbox)
    if left and left.id != profile.id and left.standing is Standing.LEFT:
        hand_over(turn, left, profile)
    changed = replace(
        profile,
        name=request.name,
        address=request.address,
        community_id=request.community_id,
        community_typed=request.community_typed,
    )
    turn.unit.profiles.save(changed.verified(turn.now, turn.world.network.reverify_every))
    reverifying.close(turn, profile)
    turn.unit.profiles.claim_mailbox(profile.id, mailbox)
    if profile.address.lower() != changed.address.lower():
        turn.unit.visits.take_back(profile.id)  # some lie in a mailbox that may be somebody else's by now
        inviting.invite_anew(turn, profile, changed)
    record(turn, Action.CHANGED, profile.id, actor=request.decided_by, detail=request.id)
    _tell(turn, request)


def _tell(turn: Turn, request: JoinRequest) -> None:
    """Both mailboxes hear of it, and the chats too, unless they were told there at once."""
    if request.decided_by != request.applicant:
        tell_applicant(turn, request, "changed")
    else:
        key = f"changed_letter:{request.id}:{request.revision}"
        write(turn, "joining.changed_letter", request, request.applicant, key)
    if request.former.lower() != request.address.lower():
        key = f"changed_former_letter:{request.id}"
        write(turn, "joining.changed_former_letter", request, request.applicant, key)
