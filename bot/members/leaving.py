"""Somebody parts with the network: by leaving, or by being forgotten whoever they were to it."""

from __future__ import annotations

from dataclasses import replace

from bot.joining.closing import close_open
from bot.joining.errands import forget_asked
from bot.meetings import inviting
from bot.members import doors, reverifying
from bot.members.model import Profile
from bot.ports import Turn
from bot.topics import parting as topics


def part(turn: Turn, profile: Profile, receipt: str = "") -> None:
    """What need not be kept is gone at once; the doors close, and meetings go from their calendar, for which
    their address stays that long, as it does for a letter with a `receipt`; then the accounts and the key go
    too."""
    close_open(turn, profile.id)
    called_off = inviting.call_off(turn, profile)
    topics.part(turn, profile.id)
    written_to = called_off or bool(receipt)
    gone = replace(profile.leave(turn.now), receipt=receipt)
    turn.unit.profiles.save(replace(gone, address=profile.address) if written_to else gone)
    reverifying.close(turn, profile)
    forget_asked(turn, profile.id)
    turn.unit.rolls.part(profile.id)
    if not doors.close_for(turn, profile) and not written_to:
        turn.unit.profiles.forget(profile.id)
