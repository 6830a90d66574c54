"""A code came back: the mailbox is proven, and whoever proved it before is the same person."""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.errors import Stale
from bot.joining import closing, views
from bot.joining.address import Address
from bot.joining.errands import forget_asked, show_card
from bot.joining.model import ATTESTATION_VERSION, JoinRequest, Purpose, State
from bot.members import consenting, doors
from bot.members import views as members
from bot.members.consents import Way
from bot.members.model import Profile, Standing
from bot.members.uniting import hand_over
from bot.ports import Turn
from bot.replies import Reply, Say


def prove(turn: Turn, me: Profile, request: JoinRequest, address: Address, consents: str) -> Reply:
    """The mailbox is proven. When a profile has it already, this account is one more of that person's.
    `consents` is the platform on which they agreed to mail, if they did."""
    holder = turn.unit.profiles.of_mailbox(address.mailbox)  # once: who claims it meanwhile is a conflict
    owner = owner_of(me, holder)
    person = owner or me
    if consents:
        person = person.consent(ATTESTATION_VERSION, turn.now)
    turn.unit.profiles.save(person)  # consent or not: a conflict, should they be leaving at this moment
    if consents:
        consenting.note(turn, person, Way.FORM, consents)
    if owner:
        return become(turn, me, person, request)
    _claim(turn, me, holder, address)
    return _wait(turn, request, person)


def owner_of(me: Profile, holder: Profile | None) -> Profile | None:
    """The holder of a mailbox, where that is somebody else who has not left since and who therefore is me.
    Whoever was removed becomes nobody else by that: the coordinators look at it."""
    if holder is None or holder.id == me.id or holder.standing is Standing.LEFT:
        return None
    return None if me.standing is Standing.REMOVED else holder


def become(turn: Turn, me: Profile, owner: Profile, request: JoinRequest) -> Reply:
    """This account, and what was done from it, is the owner's."""
    accounts = " ".join(account.id for account in hand_over(turn, me, owner))
    record(turn, Action.LINKED, owner.id, actor=owner.id, detail=accounts)
    reply = _settled(turn, owner, request)
    if reply:
        closing.close(turn, request)
    else:
        closing.close_open(turn, owner.id)
        reply = _wait(turn, replace(request, applicant=owner.id), owner)
    forget_asked(turn, me.id)  # nobody is there any more for whom it could be forgotten later
    return reply


def _settled(turn: Turn, owner: Profile, request: JoinRequest) -> Reply | None:
    """What there is to say to somebody who has nothing to ask for (any more)."""
    if owner.standing is Standing.MEMBER:
        doors.open_for(turn, owner)
        return Say(members.linked())
    if owner.standing is Standing.SUSPENDED:
        return Say(members.suspended(turn, owner))
    earlier = turn.unit.requests.open_of(owner.id)
    if earlier and earlier.state is not State.UNVERIFIED:
        return Say(views.status(turn, earlier))
    return Say(members.nobodys()) if request.purpose is Purpose.LINK else None


def _claim(turn: Turn, me: Profile, holder: Profile | None, address: Address) -> None:
    """Who has left and is back before the doors are closed brings their accounts along, so that they still
    will be."""
    if holder is None or holder.standing is Standing.LEFT:
        if holder:
            hand_over(turn, holder, me)
        turn.unit.profiles.claim_mailbox(me.id, address.mailbox)


def _wait(turn: Turn, request: JoinRequest, profile: Profile) -> Reply:
    waiting = request.prove(turn.now, turn.world.network.answer_within, ATTESTATION_VERSION)
    if not turn.unit.requests.save(waiting):
        raise Stale
    turn.unit.profiles.save(replace(profile, name=request.name, address=request.address))
    record(turn, Action.PROVEN, waiting.id, actor=profile.id)
    show_card(turn, waiting)
    return Say(views.status(turn, waiting))
