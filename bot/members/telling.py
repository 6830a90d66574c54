"""A member is told what was decided on their membership: by mail, and in each chat."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat import Card
from bot.deliveries import Direct, Letter
from bot.members import views
from bot.members.model import Profile, Standing
from bot.outbox import Errand
from bot.ports import Turn

Say = Callable[[Turn, Profile], Card]
Told = dict[str, tuple[Standing, Say]]

# What is told, and the standing without which its reason is gone.
SUSPENDED, REMOVED, REINSTATED = "suspended", "removed", "reinstated"
_TOLD: Told = {
    SUSPENDED: (Standing.SUSPENDED, views.suspended),
    REMOVED: (Standing.REMOVED, views.removed),
    REINSTATED: (Standing.MEMBER, views.reinstated),
}


def tell(turn: Turn, profile: Profile, what: str) -> None:
    """In the order in which things were decided."""
    _write(turn, f"members.{what}_letter", profile, profile.id)
    for account in turn.unit.profiles.accounts(profile.id):
        _write(turn, f"members.{what}_direct", profile, account.id)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    profile = turn.unit.profiles.get(errand.subject)
    card = _card(turn, errand, profile)
    if profile is None or card is None or not profile.address:
        return None
    return Letter(errand.key, profile.address, profile.name, profile.reader, card.title, card.body)


def direct(turn: Turn, errand: Errand) -> Direct | None:
    """Not to an account that is somebody else's by now."""
    profile, account = turn.unit.profiles.get(errand.subject), turn.unit.profiles.account(errand.recipient)
    card = _card(turn, errand, profile)
    if profile is None or card is None or account is None or account.profile_id != profile.id:
        return None
    return Direct(account.identity, card, profile.reader, errand.nonce)


def _card(turn: Turn, errand: Errand, profile: Profile | None) -> Card | None:
    """What this errand has to say, if it still holds."""
    standing, say = _TOLD[errand.kind.removeprefix("members.").rpartition("_")[0]]
    return say(turn, profile) if profile and profile.standing is standing else None


def _write(turn: Turn, kind: str, profile: Profile, recipient: str) -> None:
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(
        Errand(
            errand_id,
            kind,
            profile.id,
            recipient,
            key=f"{kind}:{errand_id}",
            order=f"standing:{recipient}",
            due=turn.now,
            written=turn.now,
        )
    )
