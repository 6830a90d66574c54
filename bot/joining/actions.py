"""What somebody who wants to join does: ask, prove a mailbox, look, answer, withdraw."""

from __future__ import annotations

from dataclasses import replace

from bot import switch
from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Fact, Press, Role, Submission
from bot.errors import Stale, Unknown
from bot.joining import application, changing, codes, forms, linking, proving, views
from bot.joining.errands import show_card
from bot.joining.errors import AlreadyMember, NothingOpen
from bot.joining.model import JoinRequest, Purpose, State
from bot.members.who import acquainted, acting, known, refuse_suspended
from bot.pages import WEB
from bot.ports import Turn
from bot.replies import Ask, Errors, Reply, Say


def begin(turn: Turn, event: Command | Press) -> Reply:
    """The form; or, when something is under way, where it stands."""
    request = _open_request(turn)
    if request and request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    _must_be_outside(turn)
    if request and request.purpose is not Purpose.JOIN:
        request = None
    community = turn.world.communities.get(request.community_id) if request else None
    return Ask(forms.join(event.person.name, request, community))


# ---- step 1


def submit(turn: Turn, submission: Submission) -> Reply:
    """Check everything, write the request, unverified, and the errand to send a code."""
    existing = _open_request(turn)
    filled = application.read(turn, submission, existing.community_id if existing else "")
    if existing and existing.state is not State.UNVERIFIED:
        return Say(views.status(turn, existing))
    _must_be_outside(turn)
    assessment = application.weigh(turn, filled)
    profile = acquainted(turn, submission.person, filled.name)
    asked = application.request(turn, profile.id, filled, assessment, Purpose.JOIN)
    return application.keep(turn, existing, asked, filled.address, assessment)


def insist(turn: Turn, press: Press) -> Reply:
    """The rules advise against it, a person shall look at it all the same."""
    request = _mine(turn, press.subject)
    if request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    address = turn.world.addresses.read(request.address)
    if not request.insisted:
        request = request.insist()
        if not turn.unit.requests.save(request):
            raise Stale
        codes.send(turn, request, address)
    return application.code_sent(turn, request, address)


def resend(turn: Turn, press: Press) -> Reply:
    """One more code; those sent before stay good until they expire."""
    request = _mine(turn, press.subject)
    if request.state is not State.UNVERIFIED or not codes.may_be_sent(request):
        return Say(views.status(turn, request))
    address = turn.world.addresses.read(request.address)
    codes.send(turn, request, address)
    return application.code_sent(turn, request, address)


# ---- step 2


def open_verify(turn: Turn, event: Command | Press) -> Reply:
    """The form for the code."""
    request = _mine(turn, event.subject) if isinstance(event, Press) else _need_open(turn)
    if request.state is not State.UNVERIFIED or not codes.may_be_sent(request):
        return Say(views.status(turn, request))
    return Ask(forms.verify(request, event.argument[:20] if isinstance(event, Command) else ""))


def verify(turn: Turn, submission: Submission) -> Reply:
    """The code and the attestation: the mailbox is proven, the request waits, its days begin."""
    request = _mine(turn, submission.subject)
    if request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    values = check(forms.verify(request, ""), submission.values)
    wrong = codes.check(turn, request, str(values["code"]))
    if wrong and _mine(turn, request.id).state is State.UNVERIFIED:
        return Errors({"code": wrong})
    if wrong:  # pressed twice: the first press has proven it meanwhile
        return Say(views.status(turn, _mine(turn, request.id)))
    address = turn.world.addresses.read(request.address)
    if request.purpose is Purpose.LINK:
        return linking.prove(turn, acting(turn), request, address)
    assessment = codes.weigh(turn, address, request.community_id, request.work_role, proven=True)
    weighed = replace(request, evidence=assessment.evidence, reasons=assessment.reasons)
    if request.purpose is Purpose.CHANGE:
        return changing.prove(turn, acting(turn), weighed, address)
    consents = submission.person.identity.platform if "mail" in values["consent"] else ""
    return proving.prove(turn, acting(turn), weighed, address, consents)


# ---- what the applicant may do while it lasts


def status(turn: Turn, event: Command | Press) -> Reply:
    """Where the newest request stands. On a page of their own they read to which address a code goes, as they
    have typed it: a slip of the finger shows."""
    profile = known(turn)
    request = turn.unit.requests.latest_of(profile.id) if profile else None
    if request is None:
        raise NothingOpen
    card = views.status(turn, request)
    if request.state is not State.UNVERIFIED:
        return Say(card)
    if event.person.identity.platform == WEB:
        card = replace(card, facts=(Fact(views.ADDRESS, request.address), *card.facts))
    return Say(switch.honest(turn, card))


def open_answer(turn: Turn, press: Press) -> Reply:
    request = _mine(turn, press.subject)
    if request.state is not State.NEEDS_INFORMATION:
        return Say(views.status(turn, request))
    return Ask(forms.answer(request))


def answer(turn: Turn, submission: Submission) -> Reply:
    """The answer to a coordinator's question: the clock goes on."""
    request = _mine(turn, submission.subject)
    if request.state is not State.NEEDS_INFORMATION:
        return Say(views.status(turn, request))
    values = check(forms.answer(request), submission.values)
    answered = request.reply(str(values["answer"]), turn.now)
    if not turn.unit.requests.save(answered):
        raise Stale
    record(turn, Action.ANSWERED, request.id)
    show_card(turn, answered)
    return Say(views.status(turn, answered))


def confirm_withdraw(turn: Turn, _event: Command | Press) -> Reply:
    return Say(views.confirm_withdraw(_need_open(turn)))


def withdraw(turn: Turn, press: Press) -> Reply:
    """The request is over; asking again is always possible."""
    request = _mine(turn, press.subject)
    if not request.is_open:
        return Say(views.status(turn, request))
    withdrawn = request.withdraw(turn.now)
    if not turn.unit.requests.save(withdrawn):
        raise Stale
    turn.unit.proofs.destroy(request.id)
    record(turn, Action.WITHDRAWN, request.id)
    show_card(turn, withdrawn)
    return Say(views.status(turn, withdrawn))


# ---- small parts


def _must_be_outside(turn: Turn) -> None:
    refuse_suspended(turn)
    if Role.MEMBER in turn.roles:
        raise AlreadyMember


def _open_request(turn: Turn) -> JoinRequest | None:
    profile = known(turn)
    return turn.unit.requests.open_of(profile.id) if profile else None


def _need_open(turn: Turn) -> JoinRequest:
    request = _open_request(turn)
    if request is None:
        raise NothingOpen
    return request


def _mine(turn: Turn, request_id: str) -> JoinRequest:
    """The request of a button or form; somebody else's is as unknown as one that never was."""
    profile, request = known(turn), turn.unit.requests.get(request_id)
    if request is None or profile is None or request.applicant != profile.id:
        raise Unknown
    return request
