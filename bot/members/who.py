"""Whose turn it is."""

from __future__ import annotations

from bot.chat import Person
from bot.errors import Unknown
from bot.members.model import Account, Profile, Standing
from bot.ports import Turn


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


def acquainted(turn: Turn, person: Person) -> Profile:
    """The same where whoever acts may be new to us: somebody who decides is remembered by name, so that
    the others can be told who it was."""
    profile = known(turn)
    if profile is not None:
        return profile
    identifier = turn.world.entropy.identifier
    profile = Profile(identifier(), Standing.OUTSIDE, person.name, "", person.reader, turn.now)
    turn.unit.profiles.add(profile)
    turn.unit.profiles.link(Account(identifier(), profile.id, person.identity))
    return profile
