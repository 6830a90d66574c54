"""What is held so that people can have their rights."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("profiles", "mail_off", "consent", Rule.PERSON),
    held("profiles", "receipt", "receipt", Rule.LETTER),
    held("consents", "number member at agreed way platform version language", "consent", Rule.PERSON),
    held("communities", "withdrawn", "registry", Rule.NETWORK),
    held("tickets", "member purpose token expires_at", "ticket", Rule.CODE),
)
