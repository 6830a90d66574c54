"""What somebody agreed to is written down each time that they say so. What holds is in their profile, which
is looked at in the moment in which a letter goes out."""

from __future__ import annotations

from bot.members.consents import Consent, Way
from bot.members.model import Profile
from bot.ports import Turn


def note(turn: Turn, profile: Profile, way: Way, platform: str = "") -> None:
    """As they are from now on: they agreed, or stopped what they had agreed to."""
    at = turn.now if profile.mail_off else profile.consented_at or turn.now
    turn.unit.consents.note(
        Consent(
            profile.id,
            at,
            not profile.mail_off,
            way,
            platform,
            profile.mail_consent,
            profile.reader.language,
        )
    )
