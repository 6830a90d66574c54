"""Whether an approval needs a reason beyond what the address says, and the dialogs that ask for one."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat import Choice, Field, Form, Kind, Text
from bot.joining.attestations import ATTESTABLE, Attestation, Ground
from bot.joining.colleagues import share_an_office
from bot.joining.model import JoinRequest
from bot.joining.vouch import Vouch, Word
from bot.joining.weighing import is_ready
from bot.ports import Turn

CONFIRM = "confirm"


def needs_ground(turn: Turn, request: JoinRequest) -> bool:
    """Neither the address says enough, nor has anybody said that they know."""
    return not (is_ready(turn, request) or on_file(turn, request))


def ground_of(turn: Turn, request: JoinRequest) -> str:
    """Why it is approved by one press; empty when the address says enough."""
    return "" if is_ready(turn, request) else on_file(turn, request)


def on_file(turn: Turn, request: JoinRequest) -> str:
    """The newest word of a coordinator, or that of a colleague whom no other contradicts; empty when there is
    none."""
    found = attested(turn, request)
    if found:
        return found[-1].ground.value
    vouches = turn.unit.vouches.of(request.id)
    if any(vouch.answer == Word.NO for vouch in vouches):
        return ""
    return Ground.VOUCHED.value if any(_counts(turn, request, vouch) for vouch in vouches) else ""


def _counts(turn: Turn, request: JoinRequest, vouch: Vouch) -> bool:
    """Of a member who works, still, where the request says now."""
    voucher = turn.unit.profiles.get(vouch.voucher) if vouch.answer == Word.YES else None
    if voucher is None or not voucher.is_member:
        return False
    return share_an_office(turn, request.community_id, voucher.community_id)


def attested(turn: Turn, request: JoinRequest) -> list[Attestation]:
    """The oldest first; not the applicant's own, should the two have turned out to be one person."""
    found = turn.unit.attestations.of(request.id)
    return [each for each in found if each.attested_by != request.applicant]


# ---- the dialogs


def overrule(request: JoinRequest, *, teaches: bool) -> Form:
    """Approving what the address alone does not speak for; `teaches`: whose domain it is can be said too."""
    return Form(
        "joining.overrule",
        request.id,
        request.revision,
        Text("joining.overrule.title"),
        (_ground(Ground, Text("joining.overrule.hint")), *((_DOMAIN,) if teaches else ())),
        Text("joining.overrule.submit"),
    )


def attest(request: JoinRequest) -> Form:
    """What a coordinator has checked themselves, before anybody decides."""
    return Form(
        "joining.attest",
        request.id,
        request.revision,
        Text("joining.attest.title"),
        (_ground(ATTESTABLE, Text("joining.attest.hint")),),
        Text("joining.attest.submit"),
    )


_DOMAIN = Field(
    "domain",
    Kind.CHOICES,
    Text("joining.overrule.domain"),
    required=False,
    choices=(Choice(CONFIRM, Text("joining.overrule.confirm")),),
)


def _ground(grounds: Iterable[Ground], hint: Text) -> Field:
    choices = tuple(Choice(each.value, Text(f"joining.ground.{each}")) for each in grounds)
    return Field("ground", Kind.CHOICE, Text("joining.ground"), choices=choices, hint=hint)
