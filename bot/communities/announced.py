"""What anybody may know of the communities: which ones have agreed to be named, and have a member now."""

from __future__ import annotations

from collections.abc import Sequence

from bot.communities import refreshing
from bot.communities.model import Community
from bot.ports import Turn


def named(turn: Turn) -> Sequence[Community]:
    """By the names that they have at this moment; never how many work there."""
    agreed = turn.unit.agreements.shown()
    for subject in refreshing.due(turn):
        refreshing.refresh(turn, subject)
    found = map(turn.world.communities.get, agreed)
    return [community for community in found if community]
