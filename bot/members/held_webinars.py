"""What is held about guests of public webinars."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("webinar_guests", "id key_id webinar_id mailbox address language zone", "guest", Rule.GUEST),
    held("webinar_guests", "asked_at confirmed_at expires_at", "guest", Rule.GUEST),
    held("webinar_guests", "news sequence told_by told_as written", "guest", Rule.GUEST),
    held("webinar_guests", "reminded shown letters withdrawn_at", "guest", Rule.GUEST),
)
