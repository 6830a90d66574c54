"""Whoever has left is forgotten as soon as there is nothing more to do for them."""

from __future__ import annotations

from dataclasses import replace

from bot.audit import Action
from bot.auditing import record
from bot.joining.closing import close_open
from bot.joining.errands import forget_asked
from bot.members.model import Admission, Standing
from bot.ports import Turn
from bot.topics import parting as topics


def forget_if_gone(turn: Turn, profile_id: str) -> None:
    """Their doors are to be closed, their calendar is to be told what is off, a receipt may be under way: for
    that alone their address was kept. Of two who do the last of it at once, the second sees what the first
    has done."""
    left = turn.unit.profiles.get(profile_id)
    if left is None or left.standing is not Standing.LEFT:
        return
    awaited = turn.unit.seats.ahead(left.id, turn.now) or turn.unit.former_entries.of(left.id) or left.receipt
    turn.unit.profiles.save(left if awaited else replace(left, address=""))
    accounts = turn.unit.profiles.accounts(left.id)
    if not awaited and all(account.admission is Admission.NONE for account in accounts):
        turn.unit.profiles.forget(left.id)


def forget(turn: Turn, profile_id: str) -> None:
    """At once and for good, whatever they have with the network: nothing that is theirs stays readable."""
    close_open(turn, profile_id)
    topics.part(turn, profile_id)
    turn.unit.rolls.part(profile_id)
    forget_asked(turn, profile_id)
    turn.unit.profiles.forget(profile_id)
    record(turn, Action.FORGOTTEN, profile_id)
