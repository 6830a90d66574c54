"""What coordinators have to know before they decide, beyond what was asked: who this is to us already."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat import Text, Value
from bot.communities.model import community_named
from bot.joining.model import DECIDABLE, JoinRequest, Purpose
from bot.members.model import Profile, Standing
from bot.ports import Turn


def background(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    """Nothing once it is decided: then it is told what was decided."""
    profile = turn.unit.profiles.get(request.applicant)
    if profile is None or not request.name or request.state not in DECIDABLE:
        return ()
    return tuple(_lines(turn, request, profile))


def rival(turn: Turn, request: JoinRequest) -> Profile | None:
    """Somebody else who has the mailbox of this request: nobody becomes or stays a member with it before the
    two are merged."""
    if not request.address:
        return None
    owner = turn.unit.profiles.of_mailbox(turn.world.addresses.read(request.address).mailbox)
    if owner is None or owner.id == request.applicant or owner.standing is Standing.LEFT:
        return None
    return owner


def _lines(turn: Turn, request: JoinRequest, profile: Profile) -> Iterator[Value]:
    if profile.standing is Standing.REMOVED:
        values: dict[str, Value] = {
            "when": profile.left_at or profile.known_at,
            "reason": Text(f"members.removed_for.{profile.reason}"),
        }
        yield Text("joining.desk.was_removed", values)
    if profile.standing is Standing.SUSPENDED:
        reason = Text(f"members.suspended_for.{profile.reason}")
        yield Text("joining.desk.is_suspended", {"reason": reason})
    if request.purpose is Purpose.CHANGE:
        community = turn.world.communities.get(profile.community_id)
        named = community_named(community, profile.community_typed) or Text("members.no_community")
        yield Text("joining.desk.change_from", {"community": named, "reference": profile.reference})
    if other := rival(turn, request):
        yield Text("joining.desk.mailbox_taken", {"name": other.name, "reference": other.reference})
