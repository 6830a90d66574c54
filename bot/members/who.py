"""Whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.chat import Identity, Person
from bot.errors import Unknown
from bot.members import views
from bot.members.errors import Suspended
from bot.members.model import Account, Profile, Standing
from bot.pages import LIFE, WEB, is_page
from bot.ports import Turn, Unit


def owner_of(unit: Unit, identity: Identity, now: datetime) -> Profile | None:
    """Whose account it is. On the web nobody has one: there it is a private page, or a visit."""
    if identity.platform != WEB:
        return unit.profiles.of(identity)
    if is_page(identity):
        owner = unit.pages.owner(identity.user, now - LIFE)
    else:
        owner = unit.visits.visitor(identity.user, now)
    return unit.profiles.get(owner) if owner else None


def known(turn: Turn) -> Profile | None:
    """The profile of whoever acts; one that is being forgotten (it has left) counts as none."""
    if turn.profile is None or turn.profile.standing is Standing.LEFT:
        return None
    return turn.profile


def acting(turn: Turn) -> Profile:
    """The same where there must be one; raises `Unknown`."""
    profile = known(turn)
    if profile is None:
        raise Unknown
    return profile


def refuse_suspended(turn: Turn) -> None:
    """They are told where they stand instead."""
    profile = known(turn)
    if profile and profile.standing is Standing.SUSPENDED:
        raise Suspended(card=views.suspended(turn, profile))


def acquainted(turn: Turn, person: Person, name: str = "") -> Profile:
    """The same where whoever acts may be new to us: somebody who decides is remembered by name, so that
    the others can be told who it was. `name` when they wrote it otherwise than their platform shows it."""
    profile = known(turn)
    if profile is not None:
        return profile
    new_id = turn.world.entropy.identifier()
    profile = Profile(new_id, Standing.OUTSIDE, name or person.name, "", person.reader, turn.now)
    turn.unit.profiles.add(profile)
    _link(turn, profile, person)
    return profile


def coordinating(turn: Turn, person: Person) -> Profile:
    """The same for somebody who acts as a coordinator, which the others can then be told of."""
    me = acquainted(turn, person)
    turn.unit.profiles.coordinated(me.id, turn.now)
    return me


def _link(turn: Turn, profile: Profile, person: Person) -> None:
    """An account of somebody who has left goes over from the profile that is about to be forgotten."""
    if person.identity.platform == WEB:
        _open_page(turn, profile, person)
        return
    left = turn.unit.profiles.accounts(turn.profile.id) if turn.profile else ()
    for account in left:
        if account.identity == person.identity:
            turn.unit.profiles.save_account(replace(account, profile_id=profile.id))
    if not left:
        turn.unit.profiles.link(Account(turn.world.entropy.identifier(), profile.id, person.identity))


def _open_page(turn: Turn, profile: Profile, person: Person) -> None:
    """A visit is a member's: nobody becomes known by one."""
    if not is_page(person.identity):
        raise Unknown
    if turn.profile:
        turn.unit.pages.hand_over(turn.profile.id, profile.id)
    else:
        turn.unit.pages.open(person.identity.user, profile.id, turn.now)
