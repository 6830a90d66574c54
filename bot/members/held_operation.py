"""What is held so that the bot can do its work and answer for it."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("errands", "number id kind subject recipient key order_key due written", "errand", Rule.ERRAND),
    held("errands", "attempt interrupted lease_until settled_at result code", "errand", Rule.ERRAND),
    held("postings", "subject platform reference", "posting", Rule.TRACE),
    held("audit", "number id at action reason", "audit", Rule.NETWORK),
    held("audit", "actor subject detail", "audit_ids", Rule.DEED),
    held("marks", "name at", "mark", Rule.NETWORK),
    held("marks", "actor", "audit_ids", Rule.DEED),
    held("leases", "name holder until", "process", Rule.PROCESS),
    held("told", "name fingerprint", "process", Rule.PROCESS),
    held("counters", "name count", "registry", Rule.NETWORK),
    held("communities", "id name name_fr aliases kind type_code province", "registry", Rule.NETWORK),
    held("communities", "parent_id mail_class note changed", "registry", Rule.NETWORK),
    held("listings", "key community_id domain source sourced as_of", "registry", Rule.NETWORK),
    held("listings", "confirmed_at revoked_at changed", "registry", Rule.NETWORK),
    held("listings", "confirmed_by revoked_by", "confirmers", Rule.DEED),
    held("agreements", "community_id basis day revision", "naming", Rule.NETWORK),
    held("wrapped_keys", "id wrapped minted_at", "key", Rule.KEY),
    held("destroyed_keys", "id destroyed_at", "tombstone", Rule.TOMBSTONE),
    held("alembic_version", "version_num", "schema", Rule.NETWORK),
)
