"""A code came back: the mailbox is proven, and whoever proved it before is the same person."""

from __future__ import annotations

from dataclasses import replace

from bot.chat import Reply, Say
from bot.errors import Stale
from bot.joining import views
from bot.joining.address import Address
from bot.joining.errands import show_card
from bot.joining.model import ATTESTATION_VERSION, JoinRequest, State
from bot.members import doors
from bot.members import views as members
from bot.members.model import Profile, Standing
from bot.ports import Turn


def prove(turn: Turn, me: Profile, request: JoinRequest, address: Address, *, consents: bool) -> Reply:
    """The mailbox is proven. When a profile has it already, this account is one more of that person's."""
    owner = turn.unit.profiles.of_mailbox(address.mailbox)
    if owner is None:
        turn.unit.profiles.claim_mailbox(me.id, address.mailbox)
    if owner is None or owner.id == me.id:
        return _wait(turn, request, me, consents=consents)
    return _known_already(turn, me, owner, request, consents=consents)


def _known_already(turn: Turn, me: Profile, owner: Profile, request: JoinRequest, *, consents: bool) -> Reply:
    _hand_over(turn, me, owner)
    if owner.standing is Standing.MEMBER:
        _withdraw(turn, request)
        doors.open_for(turn, owner)
        return Say(members.linked())
    earlier = turn.unit.requests.open_of(owner.id)
    if earlier and earlier.state is not State.UNVERIFIED:
        _withdraw(turn, request)
        show_card(turn, earlier)
        return Say(views.status(turn, earlier))
    if earlier:
        _withdraw(turn, earlier)
    return _wait(turn, replace(request, applicant=owner.id), owner, consents=consents)


def _wait(turn: Turn, request: JoinRequest, profile: Profile, *, consents: bool) -> Reply:
    waiting = request.prove(turn.now, turn.world.network.answer_within, ATTESTATION_VERSION)
    if not turn.unit.requests.save(waiting):
        raise Stale
    proven = replace(profile, name=request.name, address=request.address)
    turn.unit.profiles.save(proven.consent(ATTESTATION_VERSION, turn.now) if consents else proven)
    show_card(turn, waiting)
    return Say(views.status(turn, waiting))


def _hand_over(turn: Turn, me: Profile, owner: Profile) -> None:
    """My accounts are the owner's from now on; the profile that was made for them is forgotten."""
    for account in turn.unit.profiles.accounts(me.id):
        turn.unit.profiles.save_account(replace(account, profile_id=owner.id))
    turn.unit.profiles.forget(me.id)


def _withdraw(turn: Turn, request: JoinRequest) -> None:
    if not turn.unit.requests.save(request.withdraw(turn.now)):
        raise Stale
    turn.unit.proofs.destroy(request.id)
