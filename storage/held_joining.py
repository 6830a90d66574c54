"""What joining holds about one person: what they asked, and what they did about others' requests."""

from __future__ import annotations

from operator import attrgetter

from sqlalchemy import BindParameter, bindparam, or_, select

from storage.holding import Source, shown
from storage.proof_tables import proof_attempts, proof_codes, proof_sends
from storage.statements import Statement
from storage.tables import requests, writings
from storage.witness_tables import attestations, listings, vouches

_PERSON: BindParameter[str] = bindparam("person")
_ASKED = select(requests.c.id).where(requests.c.applicant == _PERSON)
_DECIDERS = frozenset({"assigned_to", "decided_by", "first_by"})
_OWN = Statement(select(*shown(requests)).where(requests.c.applicant == _PERSON))
_DECIDED = Statement(
    select(
        requests.c.number,
        requests.c.id,
        requests.c.assigned_to,
        requests.c.decided_by,
        requests.c.first_by,
        requests.c.decided_at,
    ).where(
        or_(
            requests.c.assigned_to == _PERSON,
            requests.c.decided_by == _PERSON,
            requests.c.first_by == _PERSON,
        ),
        requests.c.applicant != _PERSON,
    )
)
_WRITTEN = Statement(
    select(*shown(writings), requests.c.applicant)
    .join(requests, requests.c.id == writings.c.request_id)
    .where(requests.c.applicant == _PERSON)
)
_SENDS = Statement(select(*shown(proof_sends)).where(proof_sends.c.applicant == _PERSON))
_ATTEMPTS = Statement(select(*shown(proof_attempts)).where(proof_attempts.c.request_id.in_(_ASKED)))
_CODES = Statement(select(*shown(proof_codes)).where(proof_codes.c.request_id.in_(_ASKED)))
_VOUCHES = Statement(
    select(*shown(vouches)).where(
        or_(vouches.c.voucher == _PERSON, vouches.c.asked_by == _PERSON, vouches.c.request_id.in_(_ASKED))
    )
)
_ATTESTED = Statement(
    select(*shown(attestations)).where(
        or_(attestations.c.attested_by == _PERSON, attestations.c.request_id.in_(_ASKED))
    )
)
_LISTED = Statement(
    select(*shown(listings)).where(or_(listings.c.confirmed_by == _PERSON, listings.c.revoked_by == _PERSON))
)

SOURCES = (
    Source(requests, _OWN, own="applicant", people=_DECIDERS | {"applicant"}),
    Source(requests, _DECIDED, people=_DECIDERS, mixed=frozenset({"id"}), where="requests_of_others"),
    Source(
        writings,
        _WRITTEN,
        own="applicant",
        row=attrgetter("request_id"),
        place=lambda row: f"requests.{row.kind}",
    ),
    Source(proof_sends, _SENDS, people=frozenset({"applicant"})),
    Source(proof_attempts, _ATTEMPTS),
    Source(proof_codes, _CODES),
    Source(
        vouches,
        _VOUCHES,
        people=frozenset({"voucher", "asked_by"}),
        mixed=frozenset({"id", "request_id"}),
    ),
    Source(attestations, _ATTESTED, people=frozenset({"attested_by"}), mixed=frozenset({"request_id"})),
    Source(listings, _LISTED, people=frozenset({"confirmed_by", "revoked_by"})),
)
