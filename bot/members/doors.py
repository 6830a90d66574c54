"""The doors of the platforms: open for a member's accounts, closed for those who leave."""

from __future__ import annotations

from bot.members.model import Account, Admission, Profile
from bot.outbox import Errand
from bot.ports import Turn


def open_for(turn: Turn, profile: Profile) -> None:
    """Let every account in that is not in yet."""
    for account in turn.unit.profiles.accounts(profile.id):
        if account.admission is not Admission.ADMITTED:
            turn.unit.profiles.save_account(account.awaiting())
            _write(turn, "members.admit", profile, account)


def welcome(turn: Turn, profile: Profile) -> None:
    """A word to somebody who has just become a member, in each place where the door has opened by then."""
    for account in turn.unit.profiles.accounts(profile.id):
        _write(turn, "members.welcome", profile, account)


def close_for(turn: Turn, profile: Profile) -> bool:
    """Take back every admission, and end visits on the web; False when there is none to take back."""
    turn.unit.visits.end_all(profile.id)
    inside = [a for a in turn.unit.profiles.accounts(profile.id) if a.admission is not Admission.NONE]
    for account in inside:
        _write(turn, "members.dismiss", profile, account)
    return bool(inside)


def _write(turn: Turn, kind: str, profile: Profile, account: Account) -> None:
    """One each time a door is opened or closed; in order for each account."""
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(
        Errand(
            errand_id,
            kind,
            profile.id,
            account.id,
            key=f"{kind}:{errand_id}",
            order=f"door:{account.id}",
            due=turn.now,
            written=turn.now,
        )
    )
