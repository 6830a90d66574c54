"""Members whom a network has already, and its first coordinators, come in without asking.

An operator adds them; nobody is welcomed, and the first that they hear of are the meetings ahead. In a chat
they are recognised by their mailbox, as with any other account (`/peer link`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.audit import OPERATOR, Action
from bot.auditing import record
from bot.chat import Reader
from bot.joining.closing import close_open
from bot.meetings import inviting
from bot.members import consenting, doors
from bot.members.consents import Way
from bot.members.model import Profile, Standing
from bot.members.uniting import hand_over
from bot.ports import Turn

CONSENT = "import"  # stands for the version of the text, which only the network has


class Met(StrEnum):
    """Who somebody on a list turns out to be."""

    NEW = "new"
    OUTSIDER = "outsider"  # known by this mailbox, and no member
    MEMBER = "member"  # also while suspended
    REMOVED = "removed"  # which only coordinators take back


@dataclass(frozen=True, slots=True)
class Entrant:
    """One of a list. `mailbox` as in an `Address`; without `joined_at` they join now; `consented_at` is when
    they agreed to mail, if they did."""

    name: str
    address: str
    mailbox: str
    community_id: str
    community_typed: str
    reader: Reader
    joined_at: datetime | None = None
    consented_at: datetime | None = None


def recognise(turn: Turn, entrant: Entrant) -> Met:
    """What enrolling would do."""
    return _met(turn.unit.profiles.of_mailbox(entrant.mailbox))


def enrol(turn: Turn, entrant: Entrant) -> Met:
    """Make them a member; whoever is one, or was removed, stays as they are."""
    owner = turn.unit.profiles.of_mailbox(entrant.mailbox)
    met = _met(owner)
    if met is Met.NEW:
        _add(turn, entrant, left=owner)
    elif owner and met is Met.OUTSIDER:
        _join(turn, owner, entrant)
    return met


def _met(owner: Profile | None) -> Met:
    if owner is None or owner.standing is Standing.LEFT:
        return Met.NEW
    if owner.standing is Standing.OUTSIDE:
        return Met.OUTSIDER
    return Met.REMOVED if owner.standing is Standing.REMOVED else Met.MEMBER


def _add(turn: Turn, entrant: Entrant, left: Profile | None) -> None:
    """Whoever has left, and whose doors are not closed yet, brings their accounts along."""
    profile_id = turn.world.entropy.identifier()
    blank = Profile(profile_id, Standing.OUTSIDE, entrant.name, entrant.address, entrant.reader, turn.now)
    member = _as_member(turn, blank, entrant)
    turn.unit.profiles.add(member)
    _note(turn, member, blank)
    if left:
        hand_over(turn, left, member)
        doors.open_for(turn, member)
    turn.unit.profiles.claim_mailbox(member.id, entrant.mailbox)
    turn.unit.meetings.tell_again(turn.now)
    record(turn, Action.IMPORTED, member.id, actor=OPERATOR)


def _join(turn: Turn, owner: Profile, entrant: Entrant) -> None:
    """There is nothing left for coordinators to decide, and their doors open."""
    close_open(turn, owner.id)
    member = _as_member(turn, replace(owner, address=entrant.address), entrant)
    turn.unit.profiles.save(member)
    _note(turn, member, owner)
    doors.open_for(turn, member)
    inviting.invite(turn, member)
    record(turn, Action.IMPORTED, member.id, actor=OPERATOR)


def _as_member(turn: Turn, profile: Profile, entrant: Entrant) -> Profile:
    since = entrant.joined_at or turn.now
    joined = profile.join(since, entrant.name, entrant.community_id, entrant.community_typed)
    member = joined.verified(turn.now, turn.world.network.reverify_every)
    if entrant.consented_at and not member.mail_consent:
        member = member.consent(CONSENT, entrant.consented_at)
    return member


def _note(turn: Turn, member: Profile, before: Profile) -> None:
    """What the list says that they agreed to."""
    if member.consented_at != before.consented_at:
        consenting.note(turn, member, Way.IMPORT)
