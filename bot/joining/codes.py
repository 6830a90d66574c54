"""Codes by mail: when one may be sent, how often, and what a typed one is worth."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Text
from bot.joining.address import Address, parents
from bot.joining.eligibility import REFUSING, Assessment, Claim, assess
from bot.joining.errors import TooManyCodes
from bot.joining.forms import CODE_DIGITS
from bot.joining.model import JoinRequest, WorkRole
from bot.joining.ports import Checked
from bot.outbox import Errand
from bot.ports import Turn

CODES_AN_HOUR = 3
HOUR = timedelta(hours=1)
ATTEMPTS = 5


def weigh(turn: Turn, address: Address, community_id: str, role: WorkRole, *, proven: bool) -> Assessment:
    claim = Claim(address, community_id, role, proven)
    learned = turn.unit.registry.learned(parents(address.host))
    return assess(claim, turn.world.communities, learned, turn.now, turn.world.network.listing_life)


def may_be_sent(request: JoinRequest) -> bool:
    """To an address against which the rules advise only when the applicant asks for a person anyway."""
    return request.insisted or request.reasons[0] not in REFUSING


def send(turn: Turn, request: JoinRequest, address: Address) -> None:
    """At most three an hour for a person (who is told so) and for a mailbox (which is not told: the answer
    must be the same whether or not anybody else knows that address)."""
    proofs = turn.unit.proofs
    by_person, to_mailbox = proofs.sends(request.applicant, address.mailbox, turn.now - HOUR)
    if by_person >= CODES_AN_HOUR:
        raise TooManyCodes(n=CODES_AN_HOUR)
    proofs.record_send(request.id, request.applicant, address.mailbox, turn.now)
    if to_mailbox < CODES_AN_HOUR:
        errand_id = turn.world.entropy.identifier()
        turn.unit.outbox.add(
            Errand(
                errand_id, "joining.code", request.id, request.applicant,
                key=f"joining.code:{request.id}:{errand_id}", order=f"code:{request.id}",
                due=turn.now, written=turn.now,
            )
        )  # fmt: skip


def bound(request: JoinRequest, code: str) -> str:
    """As it is kept and compared: a code proves the address for which it was drawn, whatever is corrected
    while its letter is being written."""
    return f"{code} {request.address}"


def check(turn: Turn, request: JoinRequest, typed: str) -> Text | None:
    """The sentence for the field when the code does not prove the mailbox. An attempt counts even so."""
    code = "".join(typed.split()).replace("-", "")
    if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
        return Text("joining.code.not_a_code", {"n": CODE_DIGITS})
    checked = turn.unit.proofs.check(request.id, bound(request, code), turn.now, ATTEMPTS)
    return None if checked is Checked.RIGHT else Text(f"joining.code.{checked}")
