"""What somebody who wants to join does: ask, prove a mailbox, look, answer, withdraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot import switch
from bot.answers import Given, check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Command, Press, Role, Submission, Text
from bot.errors import Invalid, Stale, Unknown
from bot.joining import codes, forms, lookup, proving, views
from bot.joining.address import Address, MalformedAddress
from bot.joining.eligibility import Assessment, Route
from bot.joining.errands import show_card
from bot.joining.errors import AlreadyMember, NothingOpen, TooManyCodes
from bot.joining.model import JoinRequest, State, WorkRole
from bot.members.who import acquainted, acting, known
from bot.ports import Turn, World
from bot.replies import Ask, Errors, Reply, Say


def begin(turn: Turn, event: Command | Press) -> Reply:
    """The form; or, when something is under way, where it stands."""
    request = _open_request(turn)
    if request and request.state is not State.UNVERIFIED:
        return Say(views.status(turn, request))
    if Role.MEMBER in turn.roles:
        raise AlreadyMember
    community = turn.world.communities.get(request.community_id) if request else None
    return Ask(forms.join(event.person.name, request, community))


# ---- step 1


def submit(turn: Turn, submission: Submission) -> Reply:
    """Check everything, write the request, unverified, and the errand to send a code."""
    values = _step_1(turn, submission)
    address = _address(turn.world, str(values["email"]))
    community, typed = lookup.community(turn.world, str(values["community"]))
    existing = _open_request(turn)
    if existing and existing.state is not State.UNVERIFIED:
        return Say(views.status(turn, existing))
    if Role.MEMBER in turn.roles:
        raise AlreadyMember
    work_role = WorkRole(str(values["role"]))
    assessment = codes.weigh(turn, address, community.id if community else "", work_role, proven=False)
    if assessment.route is Route.REFUSE and not assessment.appealable:
        raise Invalid({"email": Text(f"eligibility.applicant.{assessment.reasons[0]}")})
    profile = acquainted(turn, submission.person, str(values["name"]))
    asked = JoinRequest(
        id=turn.world.entropy.identifier(),
        applicant=profile.id,
        state=State.UNVERIFIED,
        revision=0,
        name=str(values["name"]),
        address=address.typed,
        community_id=community.id if community else "",
        community_typed=typed,
        work_role=work_role,
        line=str(values["line"]),
        asked_at=turn.now,
        evidence=assessment.evidence,
        reasons=assessment.reasons,
    )
    return _keep(turn, existing, asked, address, assessment)


def _step_1(turn: Turn, submission: Submission) -> Mapping[str, Given]:
    """The answers; or every problem at once, those too that only the address and the registry can tell."""
    try:
        return check(forms.BLANK, submission.values)
    except Invalid as invalid:
        fields = dict(invalid.fields)
    for name, read in (("email", _address), ("community", lookup.community)):
        try:
            read(turn.world, str(submission.values.get(name, "")))
        except Invalid as invalid:
            fields = {**invalid.fields, **fields}
    raise Invalid(fields)


def _keep(
    turn: Turn, existing: JoinRequest | None, asked: JoinRequest, address: Address, assessment: Assessment
) -> Reply:
    """Store what was asked, or what it corrects. The same answers a second time send no second code."""
    if existing is None:
        turn.unit.requests.add(asked, address.mailbox)
        return _prove_or_explain(turn, asked, address, assessment)
    corrected = existing.correct(asked)
    if corrected != existing and not turn.unit.requests.save(corrected, address.mailbox):
        raise Stale
    if corrected.address == existing.address:
        return _explain(corrected, assessment) or _code_sent(turn, corrected, address)
    turn.unit.proofs.destroy(existing.id)  # a code proves the mailbox to which it was sent, and no other
    return _prove_or_explain(turn, corrected, address, assessment)


def _prove_or_explain(turn: Turn, request: JoinRequest, address: Address, assessment: Assessment) -> Reply:
    explained = _explain(request, assessment)
    if explained:
        return explained
    try:
        codes.send(turn, request, address)
    except TooManyCodes as refusal:
        raise Invalid({"email": Text(refusal.message, refusal.values)}) from None
    return _code_sent(turn, request, address)


def _code_sent(turn: Turn, request: JoinRequest, address: Address) -> Reply:
    return Say(switch.honest(turn, views.code_sent(request, address.masked)))


def _explain(request: JoinRequest, assessment: Assessment) -> Reply | None:
    if assessment.route is Route.REFUSE and not request.insisted:
        return Say(views.refused_by_rule(request))
    return None


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
    return _code_sent(turn, request, address)


def resend(turn: Turn, press: Press) -> Reply:
    """One more code; those sent before stay good until they expire."""
    request = _mine(turn, press.subject)
    if request.state is not State.UNVERIFIED or not codes.may_be_sent(request):
        return Say(views.status(turn, request))
    address = turn.world.addresses.read(request.address)
    codes.send(turn, request, address)
    return _code_sent(turn, request, address)


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
    assessment = codes.weigh(turn, address, request.community_id, request.work_role, proven=True)
    weighed = replace(request, evidence=assessment.evidence, reasons=assessment.reasons)
    return proving.prove(turn, acting(turn), weighed, address, consents="mail" in values["consent"])


# ---- what the applicant may do while it lasts


def status(turn: Turn, _event: Command | Press) -> Reply:
    """Where the newest request stands."""
    profile = known(turn)
    request = turn.unit.requests.latest_of(profile.id) if profile else None
    if request is None:
        raise NothingOpen
    card = views.status(turn, request)
    return Say(switch.honest(turn, card) if request.state is State.UNVERIFIED else card)


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


def _address(world: World, raw: str) -> Address:
    try:
        return world.addresses.read(raw)
    except MalformedAddress as malformed:
        raise Invalid({"email": Text(f"eligibility.applicant.{malformed.code}")}) from None
