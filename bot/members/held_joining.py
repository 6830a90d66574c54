"""What is held about requests: to join, to change something, to link an account."""

from __future__ import annotations

from bot.members.held import held
from bot.members.retention import Rule

HELD = (
    held("requests", "name address mailbox community_id community_typed", "asked", Rule.REQUEST),
    held("requests", "number id applicant state revision purpose work_role", "course", Rule.TRACE),
    held("requests", "asked_at proven_at decided_at answer_by paused_at", "course", Rule.TRACE),
    held("requests", "reminds_at broken_at held_until silent reason", "course", Rule.TRACE),
    held("requests", "evidence reasons insisted unsure attestation", "evidence", Rule.TRACE),
    held("requests", "assigned_to decided_by first_by", "deciders", Rule.DEED),
    held("writings", "request_id kind sealed expires_at", "writings", Rule.REQUEST),
    held("proof_codes", "request_id digest expires_at", "code", Rule.CODE),
    held("proof_attempts", "request_id made begun_at lost_at", "code", Rule.CODE),
    held("proof_sends", "applicant mailbox asked_at times", "sendings", Rule.HOUR),
    held("vouches", "id request_id voucher asked_by asked_at answer answered_at", "vouches", Rule.DEED),
    held("attestations", "request_id attested_by ground at", "attestations", Rule.DEED),
)
