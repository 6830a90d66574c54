"""Two members, or a member and somebody who asked, are found to be one person."""

from __future__ import annotations

from bot.joining.closing import close_open
from bot.joining.errands import forget_asked
from bot.members import doors, reverifying
from bot.members.model import Profile, Standing
from bot.members.uniting import hand_over
from bot.ports import Turn


def can_go(kept: Profile, other: Profile) -> bool:
    """Whoever was removed stays known as that."""
    return kept.id != other.id and other.standing is not Standing.REMOVED


def merge(turn: Turn, kept: Profile, other: Profile) -> None:
    """The accounts of the other, and what they decided, are the kept one's; the other is forgotten. Should
    either be changed by somebody else at this moment, it is a conflict."""
    close_open(turn, other.id)
    turn.unit.profiles.save(_as_known(turn, kept, other))
    turn.unit.profiles.save(other.leave(turn.now))
    reverifying.close(turn, other)
    hand_over(turn, other, kept)
    forget_asked(turn, other.id)
    if kept.standing is Standing.MEMBER:
        doors.open_for(turn, kept)
    else:
        doors.close_for(turn, kept)


def _as_known(turn: Turn, kept: Profile, other: Profile) -> Profile:
    """When the other is known to work for the same community, and that is newer, it holds for both."""
    verified_at = other.verified_at if other.is_member and not other.asked_at else None
    same = (kept.community_id, kept.community_typed) == (other.community_id, other.community_typed)
    if not (kept.is_member and same and verified_at):
        return kept
    if kept.verified_at and kept.verified_at >= verified_at:
        return kept
    reverifying.close(turn, kept)
    return kept.verified(verified_at, turn.world.network.reverify_every)
