"""What is held about people: who they are to the network."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("profiles", "id key_id doomed_key revision", "number", Rule.TRACE),
    held("profiles", "standing known_at joined_at left_at reason forgotten_at", "standing", Rule.TRACE),
    held("profiles", "name address", "contact", Rule.PERSON),
    held("profiles", "mailbox", "mailbox", Rule.PERSON),
    held("profiles", "language zone", "language", Rule.PERSON),
    held("profiles", "community_id community_typed", "community", Rule.PERSON),
    held("profiles", "mail_consent consented_at", "consent", Rule.PERSON),
    held("profiles", "verified_at asked_at asked_why reminded_at reverify_at", "work", Rule.PERSON),
    held("profiles", "coordinated_at", "coordinating", Rule.PERSON),
    held("accounts", "number id profile_id revision", "account", Rule.PERSON),
    held("accounts", "fingerprint identity admission problem directs_closed", "account", Rule.PERSON),
    held("private_pages", "token owner made_at", "private_page", Rule.PAGE),
    held("visits", "link visit member expires_at", "visit", Rule.VISIT),
)
