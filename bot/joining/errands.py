"""What the errands of joining turn into, from the state of the moment in which they are carried out."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.chat import Card, Room, Text, Value
from bot.deliveries import Direct, Edit, Letter, Post
from bot.joining import desk_views, entering, views
from bot.joining.codes import bound, may_be_sent
from bot.joining.forms import CODE_DIGITS
from bot.joining.model import DECIDABLE, JoinRequest, State
from bot.members.model import Profile, Standing
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn

# ---- written down


def show_card(turn: Turn, request: JoinRequest, why: str = "") -> None:
    """The coordinators' cards are to show this request as it is; `why` when it is not the request that
    changed but something about it."""
    about = f"{request.revision}:{why}"
    for platform in turn.world.network.platforms:
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(card_errand(errand_id, request.id, about, platform, turn.now))


def card_errand(errand_id: str, request_id: str, about: str, platform: str, now: datetime) -> Errand:
    """One for each change that it is `about`, in the order of these."""
    return Errand(
        errand_id,
        "joining.card",
        request_id,
        platform,
        key=f"joining.card:{request_id}:{about}:{platform}",
        order=f"card:{request_id}:{platform}",
        due=now,
        written=now,
    )


def forget_asked(turn: Turn, applicant: str) -> None:
    """What they have ever asked is emptied, and what the coordinators' cards show of it."""
    turn.unit.requests.forget(applicant)
    for request in turn.unit.requests.of(applicant):
        show_card(turn, request, why=f"forgotten-{turn.world.entropy.identifier()}")


def tell_applicant(turn: Turn, request: JoinRequest, what: str) -> None:
    """By mail, which is proven, and in each chat that they asked from."""
    write(
        turn,
        f"joining.{what}_letter",
        request,
        request.applicant,
        f"{what}_letter:{request.id}:{request.revision}",
    )
    for account in turn.unit.profiles.accounts(request.applicant):
        key = f"{what}_direct:{request.id}:{request.revision}:{account.id}"
        write(turn, f"joining.{what}_direct", request, account.id, key)


def write(turn: Turn, kind: str, request: JoinRequest, recipient: str, key: str, order: str = "") -> None:
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(Errand(errand_id, kind, request.id, recipient, key, order, turn.now, turn.now))


# ---- composed


def code(turn: Turn, errand: Errand) -> Letter | None:
    """The code is drawn here, so that its minutes begin when it is sent and no queue holds it."""
    request = turn.unit.requests.get(errand.subject)
    profile = turn.unit.profiles.get(errand.recipient)
    if request is None or profile is None or not _wants_code(request, errand):
        return None
    digits = turn.world.entropy.digits(CODE_DIGITS)
    turn.unit.proofs.keep(
        request.id, bound(request, digits), turn.now + timedelta(minutes=views.CODE_MINUTES)
    )
    body = (
        Text(f"joining.code_letter.{request.purpose}", {"network": turn.world.network.name}),
        Text("joining.code_letter.life", {"n": views.CODE_MINUTES}),
        Text("joining.code_letter.not_you"),
    )
    subject = Text("joining.code_letter.subject", {"network": turn.world.network.name})
    shown = f"{digits[:4]} {digits[4:]}"
    return Letter(errand.key, request.address, request.name, profile.reader, subject, body, highlight=shown)


def code_wanted(turn: Turn, errand: Errand) -> bool:
    """Whether a code would be drawn, without drawing one."""
    request = turn.unit.requests.get(errand.subject)
    return request is not None and _wants_code(request, errand)


def card(turn: Turn, errand: Errand) -> Post | Edit | None:
    """A new card, or the one that was posted shown anew."""
    request = turn.unit.requests.get(errand.subject)
    if request is None:
        return None
    reference = turn.unit.postings.reference(request.id, errand.recipient)
    if reference:
        return Edit(errand.recipient, reference, desk_views.card(turn, request))
    if request.proven_at is None or request.decided_by == request.applicant:
        return None  # withdrawn before anything was proven, or too slight: the coordinators never heard of it
    return Post(errand.recipient, Room.COORDINATORS, desk_views.card(turn, request), errand.nonce)


def card_posted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Where it hangs. Somebody may have deleted it: whoever is still to be decided on gets another one."""
    if outcome.result is Result.DELIVERED and outcome.reference:
        turn.unit.postings.keep(errand.subject, errand.recipient, outcome.reference)
    request = turn.unit.requests.get(errand.subject) if outcome.code == "message_gone" else None
    if request and request.state in DECIDABLE:
        turn.unit.postings.keep(errand.subject, errand.recipient, "")
        key = f"joining.card:again:{errand.id}-{errand.attempt}"
        write(turn, errand.kind, request, errand.recipient, key, errand.order)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """The confirmation that the network promises within a week."""
    request, profile = applicant_of(turn, errand)
    if request is None or profile is None or profile.standing is not Standing.MEMBER:
        return None
    name = turn.world.network.name
    body: tuple[Value, ...] = (
        Text("joining.letter.body", {"network": name, "community": views.community_of(turn, request)}),
        Text("joining.letter.expect"),
        Text("joining.letter.not_recorded"),
        *entering.on_and_off(turn, profile),
    )
    return letter_to(errand, request, profile, Text("joining.letter.subject", {"network": name}), body)


# ---- small parts


def _wants_code(request: JoinRequest, errand: Errand) -> bool:
    if request.state is not State.UNVERIFIED or not may_be_sent(request):
        return False
    return not corrected_since(request, errand)


def corrected_since(request: JoinRequest, errand: Errand) -> bool:
    """Another address was put in the place of the one that the errand was written for."""
    return errand.written < request.asked_at


def applicant_of(turn: Turn, errand: Errand) -> tuple[JoinRequest | None, Profile | None]:
    """The request that an errand is about, and whose it is."""
    request = turn.unit.requests.get(errand.subject)
    return request, turn.unit.profiles.get(request.applicant) if request else None


def letter_to(
    errand: Errand, request: JoinRequest, profile: Profile, subject: Text, body: tuple[Value, ...]
) -> Letter | None:
    """Nothing when there is no address any more: the person was forgotten."""
    if not request.address:
        return None
    return Letter(errand.key, request.address, request.name, profile.reader, subject, body)


def direct_to(turn: Turn, errand: Errand, card: Card) -> Direct | None:
    """Nothing when the account is not the applicant's any more."""
    request, profile = applicant_of(turn, errand)
    account = turn.unit.profiles.account(errand.recipient)
    if request is None or profile is None or account is None or account.profile_id != profile.id:
        return None
    return Direct(account.identity, card, profile.reader, errand.nonce)
