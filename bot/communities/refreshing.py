"""The registry in memory keeps up with the stored one, whichever process or command has changed that."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ports import Turn


def due(turn: Turn) -> Sequence[str]:
    """One thing to do, when something was imported, confirmed or revoked since."""
    return ("registry",) if turn.unit.registry.version() > turn.world.communities.version else ()


def refresh(turn: Turn, _subject: str = "registry") -> None:
    """Also at the start, before anybody is served."""
    turn.world.communities.apply(turn.unit.registry.since(turn.world.communities.version))
