"""A visit begins with a link, and ends."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import Turn

LIFE = timedelta(hours=1)


def begin(turn: Turn, link: str, visit: str) -> bool:
    """By their tokens. False for a link that was used, is over or never was, and for one whose owner is no
    member now."""
    member = turn.unit.visits.begin(link, visit, turn.now, turn.now + LIFE)
    profile = turn.unit.profiles.get(member) if member else None
    if profile is None or not profile.is_member:
        turn.unit.visits.end(visit)
        return False
    return True


def began(turn: Turn, link: str, visit: str) -> bool:
    """By their tokens: the link was taken for this very visit, and it is not over."""
    return turn.unit.visits.began(link, visit, turn.now)


def end(turn: Turn, visit: str) -> None:
    """By its token; whoever has it, has the visit."""
    turn.unit.visits.end(visit)
