"""Step 1: what somebody filled in, checked and weighed, becomes a request or corrects one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot import switch
from bot.answers import Given, check
from bot.chat import Submission, Text
from bot.errors import Invalid, Stale
from bot.joining import codes, forms, lookup, views
from bot.joining.address import Address, MalformedAddress
from bot.joining.eligibility import Assessment, Route
from bot.joining.errors import TooManyCodes
from bot.joining.model import JoinRequest, Purpose, State, WorkRole
from bot.ports import Turn, World
from bot.replies import Reply, Say


@dataclass(frozen=True, slots=True)
class Application:
    """The answers; the community, and whether it is clear which one is meant, as in a request."""

    name: str
    address: Address
    community_id: str
    community_typed: str
    unsure: bool
    work_role: WorkRole
    line: str


def read(turn: Turn, submission: Submission, known: str = "") -> Application:
    """`known` is the community that the form showed. Raises `Invalid` with every problem at once."""
    values = _answers(turn, submission)
    given = str(values["community"])
    community, typed = lookup.community(turn.world, given, known)
    return Application(
        name=str(values["name"]),
        address=read_address(turn.world, str(values["email"])),
        community_id=community.id if community else "",
        community_typed=typed,
        unsure=community is None and _is_unsure(turn, given, typed),
        work_role=WorkRole(str(values["role"])),
        line=str(values["line"]),
    )


def _is_unsure(turn: Turn, given: str, typed: str) -> bool:
    """Whoever was shown what there is, and took what they had typed, is not asked again."""
    shown = given.startswith(forms.TYPED)
    return not shown and bool(lookup.candidates(turn.world, typed, turn.reader.language))


def read_address(world: World, raw: str) -> Address:
    try:
        return world.addresses.read(raw)
    except MalformedAddress as malformed:
        raise Invalid({"email": Text(f"eligibility.applicant.{malformed.code}")}) from None


def _answers(turn: Turn, submission: Submission) -> Mapping[str, Given]:
    """The answers; or every problem at once, those too that only the address and the registry can tell."""
    try:
        return check(forms.BLANK, submission.values)
    except Invalid as invalid:
        fields = dict(invalid.fields)
    for name, look in (("email", read_address), ("community", lookup.community)):
        try:
            look(turn.world, str(submission.values.get(name, "")))
        except Invalid as invalid:
            fields = {**invalid.fields, **fields}
    raise Invalid(fields)


def weigh(turn: Turn, filled: Application) -> Assessment:
    """Before the mailbox is proven. What no person could overrule is said at the field."""
    assessment = codes.weigh(turn, filled.address, filled.community_id, filled.work_role, proven=False)
    if assessment.route is Route.REFUSE and not assessment.appealable:
        raise Invalid({"email": Text(f"eligibility.applicant.{assessment.reasons[0]}")})
    return assessment


def request(
    turn: Turn, applicant: str, filled: Application, assessment: Assessment, purpose: Purpose
) -> JoinRequest:
    """Not stored yet."""
    return JoinRequest(
        id=turn.world.entropy.identifier(),
        applicant=applicant,
        state=State.UNVERIFIED,
        revision=0,
        name=filled.name,
        address=filled.address.typed,
        community_id=filled.community_id,
        community_typed=filled.community_typed,
        work_role=filled.work_role,
        line=filled.line,
        asked_at=turn.now,
        evidence=assessment.evidence,
        reasons=assessment.reasons,
        purpose=purpose,
        unsure=filled.unsure,
    )


def keep(
    turn: Turn, existing: JoinRequest | None, asked: JoinRequest, address: Address, assessment: Assessment
) -> Reply:
    """Store what was asked, or what it corrects. The same answers a second time send no second code."""
    if existing is None:
        turn.unit.requests.add(asked, address.mailbox)
        return _prove_or_explain(turn, asked, address, assessment)
    corrected = existing.correct(asked)
    if corrected != existing and not turn.unit.requests.save(corrected, address.mailbox):
        raise Stale
    if (corrected.address, corrected.purpose) == (existing.address, existing.purpose):
        return _explain(turn, corrected, assessment) or code_sent(turn, corrected, address)
    turn.unit.proofs.destroy(existing.id)  # a code proves the mailbox to which it was sent, and no other
    return _prove_or_explain(turn, corrected, address, assessment)


def _prove_or_explain(turn: Turn, asked: JoinRequest, address: Address, assessment: Assessment) -> Reply:
    explained = _explain(turn, asked, assessment)
    if explained:
        return explained
    try:
        codes.send(turn, asked, address)
    except TooManyCodes as refusal:
        raise Invalid({"email": Text(refusal.message, refusal.values)}) from None
    return code_sent(turn, asked, address)


def code_sent(turn: Turn, asked: JoinRequest, address: Address) -> Reply:
    return Say(switch.honest(turn, views.code_sent(turn, asked, address.masked)))


def _explain(turn: Turn, asked: JoinRequest, assessment: Assessment) -> Reply | None:
    if assessment.route is Route.REFUSE and not asked.insisted:
        return Say(views.refused_by_rule(turn, asked))
    return None
