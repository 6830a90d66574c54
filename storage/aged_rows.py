"""How each kind of what is too old is found, and what is done with it; `aged` carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Delete,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy import text as condition

from bot.members.aging import What
from storage.joining import EMPTIED
from storage.meeting_tables import meetings, seats
from storage.page_tables import private_pages
from storage.poll_tables import OPENED, polls
from storage.rights_tables import tickets
from storage.tables import (
    FORGOTTEN,
    HANDLED,
    NAMING,
    PARTED,
    STRANGER,
    TOLD_US,
    audit,
    errands,
    marks,
    postings,
    profiles,
    proof_attempts,
    proof_codes,
    proof_sends,
    requests,
    writings,
)
from storage.topic_tables import topics
from storage.types import Moment
from storage.visit_tables import visits
from storage.webinar_tables import webinar_guests
from storage.witness_tables import CONFIRMED, REVOKED, attestations, listings, vouches

BEFORE = bindparam("before", type_=Moment)


def _older(moment: Column[Any], *keys: Column[Any], where: str = "") -> Select[Any]:
    """The keys of what has that moment then or earlier, and this condition (an index's)."""
    found = select(*(key.label(f"this_{key.name}") for key in keys)).where(moment <= BEFORE)
    return (found.where(condition(where)) if where else found).order_by(moment)


def _is(*keys: Column[Any]) -> list[ColumnElement[bool]]:
    return [key == bindparam(f"this_{key.name}", type_=key.type) for key in keys]


def _gone(table: Table) -> tuple[Delete]:
    return (delete(table).where(*_is(*table.primary_key.columns)),)


def _emptied(table: Table, *names: str) -> tuple[Update]:
    return (update(table).where(*_is(*table.primary_key.columns)).values(dict.fromkeys(names, "")),)


def _nobody(found: Select[Any]) -> ColumnElement[bool]:
    """Looked up for each, as far as the limit goes: of "not exists" PostgreSQL may make a join with all that
    there are."""
    return found.limit(1).scalar_subquery().is_(None)


_CODE = select(proof_codes.c.request_id).where(proof_codes.c.request_id == proof_attempts.c.request_id)
_LATELY = select(requests.c.id).where(
    requests.c.applicant == profiles.c.id,
    requests.c.decided_at.is_(None) | (requests.c.decided_at > BEFORE),
)
_STANDS = select(seats.c.member).where(seats.c.meeting_id == meetings.c.id)
_THEIRS = bindparam("this_id", type_=profiles.c.id.type)

FOUND: Mapping[What, Select[Any]] = {
    What.CODES: _older(proof_codes.c.expires_at, *proof_codes.primary_key.columns),
    What.ATTEMPTS: _older(proof_attempts.c.begun_at, proof_attempts.c.request_id).where(_nobody(_CODE)),
    What.SENDINGS: _older(proof_sends.c.asked_at, *proof_sends.primary_key.columns),
    What.MARKS: _older(marks.c.at, marks.c.name, where="actor NOT IN ('', 'clock', 'operator')"),
    What.REQUESTS: _older(requests.c.decided_at, requests.c.id, where=TOLD_US),
    What.STRANGERS: _older(profiles.c.known_at, profiles.c.id, where=STRANGER).where(_nobody(_LATELY)),
    What.REMOVED: _older(profiles.c.left_at, profiles.c.id, where=PARTED).where(
        profiles.c.standing == "removed"
    ),
    What.PARTING: _older(profiles.c.left_at, profiles.c.id, where=PARTED).where(
        profiles.c.standing == "left"
    ),
    What.DECIDERS: _older(requests.c.decided_at, requests.c.number, where=HANDLED),
    What.VOUCHES: _older(vouches.c.asked_at, vouches.c.id),
    What.ATTESTATIONS: _older(attestations.c.at, *attestations.primary_key.columns),
    What.CONFIRMERS: _older(listings.c.confirmed_at, listings.c.key, where=CONFIRMED),
    What.REVOKERS: _older(listings.c.revoked_at, listings.c.key, where=REVOKED),
    What.PAGES: _older(private_pages.c.made_at, private_pages.c.token),
    What.VISITS: _older(visits.c.expires_at, visits.c.link),
    What.TICKETS: _older(tickets.c.expires_at, *tickets.primary_key.columns),
    What.SEATS: _older(meetings.c.starts_at, meetings.c.id).where(~_nobody(_STANDS)),
    What.FACILITATORS: _older(meetings.c.starts_at, meetings.c.number).where(meetings.c.facilitators != ""),
    What.OPENERS: _older(polls.c.closes_at, polls.c.number, where=OPENED),
    What.TOPICS: _older(topics.c.expires_at, topics.c.id, where="expires_at IS NOT NULL"),
    What.ERRANDS: _older(errands.c.settled_at, errands.c.number, where="settled_at IS NOT NULL"),
    What.AUDIT: _older(audit.c.at, audit.c.number, where=NAMING),
    What.TRACES: _older(profiles.c.forgotten_at, profiles.c.id, where=FORGOTTEN).where(
        profiles.c.doomed_key == ""
    ),
    What.GUESTS: _older(webinar_guests.c.expires_at, webinar_guests.c.id),
}
CHANGES: Mapping[What, tuple[Delete | Update, ...]] = {
    What.CODES: _gone(proof_codes),
    What.ATTEMPTS: _gone(proof_attempts),
    What.SENDINGS: _gone(proof_sends),
    What.DECIDERS: _emptied(requests, "assigned_to", "decided_by", "first_by"),
    What.VOUCHES: _gone(vouches),
    What.ATTESTATIONS: _gone(attestations),
    What.CONFIRMERS: _emptied(listings, "confirmed_by"),
    What.REVOKERS: _emptied(listings, "revoked_by"),
    What.PAGES: _gone(private_pages),
    What.VISITS: _gone(visits),
    What.TICKETS: _gone(tickets),
    What.FACILITATORS: _emptied(meetings, "facilitators"),
    What.OPENERS: _emptied(polls, "opened_by"),
    What.ERRANDS: _gone(errands),
    What.MARKS: _emptied(marks, "actor"),
    What.AUDIT: _emptied(audit, "actor", "subject", "detail"),
    What.TRACES: (
        delete(postings).where(
            postings.c.subject.in_(select(requests.c.id).where(requests.c.applicant == _THEIRS))
        ),
        delete(postings).where(postings.c.subject == _THEIRS),
        delete(writings).where(
            writings.c.request_id.in_(select(requests.c.id).where(requests.c.applicant == _THEIRS))
        ),
        delete(requests).where(requests.c.applicant == _THEIRS),
        *_gone(profiles),
    ),
}

EMPTY_WRITINGS = delete(writings).where(writings.c.request_id == bindparam("this"))
EMPTY_REQUEST = update(requests).where(requests.c.id == bindparam("this")).values(EMPTIED)
_COMING = select(func.count()).where(
    seats.c.meeting_id == meetings.c.id,
    seats.c.answered_to == meetings.c.sequence,
    condition("answer = 'going' AND NOT called_off"),
)
ATTENDED = (
    update(meetings)
    .where(meetings.c.id == bindparam("this"), meetings.c.attended == 0)
    .values(attended=_COMING.scalar_subquery())
)
SEATS = (
    select(seats.c.meeting_id.label("this_meeting_id"), seats.c.member.label("this_member"))
    .where(seats.c.meeting_id == bindparam("this"))
    .order_by(seats.c.member)
    .limit(bindparam("limit"))
)
SEAT = _gone(seats)[0]
