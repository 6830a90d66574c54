"""Whose mailbox an address is."""

from __future__ import annotations

from bot.joining.address import MalformedAddress
from bot.members.model import Profile
from bot.ports import Turn


def of_address(turn: Turn, address: str) -> Profile | None:
    """Whose mailbox it is, as far as anybody has proven it; None for what can be no address."""
    try:
        return turn.unit.profiles.of_mailbox(turn.world.addresses.read(address).mailbox)
    except MalformedAddress:
        return None
