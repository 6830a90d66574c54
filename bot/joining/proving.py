"""A code came back: the mailbox is proven, and whoever proved it before is the same person."""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.errors import Stale
from bot.joining import views
from bot.joining.address import Address
from bot.joining.errands import forget_asked, show_card
from bot.joining.model import ATTESTATION_VERSION, JoinRequest, State
from bot.members import doors
from bot.members import views as members
from bot.members.model import Profile, Standing
from bot.ports import Turn
from bot.replies import Reply, Say


def prove(turn: Turn, me: Profile, request: JoinRequest, address: Address, *, consents: bool) -> Reply:
    """The mailbox is proven. When a profile has it already, this account is one more of that person's."""
    person = _whose(turn, me, address)
    if consents:
        person = person.consent(ATTESTATION_VERSION, turn.now)
    turn.unit.profiles.save(person)  # consent or not: a conflict, should they be leaving at this moment
    if person.id == me.id:
        return _wait(turn, request, person)
    _hand_over(turn, me, person)
    reply = _known_already(turn, person, request)
    forget_asked(turn, me.id)  # nobody is there any more for whom it could be forgotten later
    return reply


def _whose(turn: Turn, me: Profile, address: Address) -> Profile:
    """Mine, unless somebody else has proven the same mailbox and has not left since. Who has left and is
    back before the doors are closed brings their accounts along, so that they still will be."""
    owner = turn.unit.profiles.of_mailbox(address.mailbox)
    if owner is not None and owner.standing is not Standing.LEFT:
        return owner
    if owner is not None:
        _hand_over(turn, owner, me)
    turn.unit.profiles.claim_mailbox(me.id, address.mailbox)
    return me


def _known_already(turn: Turn, owner: Profile, request: JoinRequest) -> Reply:
    if owner.standing is Standing.MEMBER:
        _withdraw(turn, request)
        doors.open_for(turn, owner)
        return Say(members.linked())
    earlier = turn.unit.requests.open_of(owner.id)
    if earlier and earlier.state is not State.UNVERIFIED:
        _withdraw(turn, request)
        return Say(views.status(turn, earlier))
    if earlier:
        _withdraw(turn, earlier)
    return _wait(turn, replace(request, applicant=owner.id), owner)


def _wait(turn: Turn, request: JoinRequest, profile: Profile) -> Reply:
    waiting = request.prove(turn.now, turn.world.network.answer_within, ATTESTATION_VERSION)
    if not turn.unit.requests.save(waiting):
        raise Stale
    turn.unit.profiles.save(replace(profile, name=request.name, address=request.address))
    record(turn, Action.PROVEN, waiting.id, actor=profile.id)
    show_card(turn, waiting)
    return Say(views.status(turn, waiting))


def _hand_over(turn: Turn, one: Profile, other: Profile) -> None:
    """They are the same person: the one's accounts, and what the one decided as a coordinator, are the
    other's from now on, and the one is forgotten."""
    for account in turn.unit.profiles.accounts(one.id):
        turn.unit.profiles.save_account(replace(account, profile_id=other.id))
    turn.unit.requests.hand_over(one.id, other.id)
    turn.unit.profiles.forget(one.id)


def _withdraw(turn: Turn, request: JoinRequest) -> None:
    if not turn.unit.requests.save(request.withdraw(turn.now)):
        raise Stale
    turn.unit.proofs.destroy(request.id)
