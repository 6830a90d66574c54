"""Two profiles turn out to be one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.meetings import moving, places
from bot.members.model import Account, Profile
from bot.ports import Turn


def hand_over(turn: Turn, one: Profile, other: Profile) -> Sequence[Account]:
    """They are the same person: the one's accounts (returned), what the one decided as a coordinator, whom
    the one vouched for and what the one brought are the other's from now on, what stands in the one's
    calendar is taken out, and the one is forgotten."""
    accounts = turn.unit.profiles.accounts(one.id)
    for account in accounts:
        turn.unit.profiles.save_account(replace(account, profile_id=other.id))
    turn.unit.requests.hand_over(one.id, other.id)
    turn.unit.attestations.hand_over(one.id, other.id)
    turn.unit.registry.hand_over(one.id, other.id)
    turn.unit.vouches.hand_over(one.id, other.id)
    moving.take_out(turn, one, other)
    turn.unit.former_entries.hand_over(one.id, other.id)
    turn.unit.seats.hand_over(one.id, other.id)
    places.free_again(turn, other.id)
    turn.unit.calendar_feeds.hand_over(one.id, other.id)
    turn.unit.pages.hand_over(one.id, other.id)
    turn.unit.visits.hand_over(one.id, other.id)
    _remind_as(turn, one.id, other.id)
    turn.unit.rolls.part(one.id, heir=other.id)
    turn.unit.topics.hand_over(one.id, other.id)
    turn.unit.consents.hand_over(one.id, other.id)
    turn.unit.profiles.forget(one.id)
    return accounts


def _remind_as(turn: Turn, one: str, other: str) -> None:
    """What only one of them chose."""
    chosen = turn.unit.reminder_choices.get(one)
    if chosen and not turn.unit.reminder_choices.get(other):
        turn.unit.reminder_choices.keep(replace(chosen, member=other))
