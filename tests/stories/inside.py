"""What the database holds, before a story goes on and at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import attrgetter

from sqlalchemy import func, select

from adapters.local.cast import CAST, CastMember
from bot.joining.model import JoinRequest
from bot.ports import Unit
from storage.connecting import connect, connect_keys, connect_to_look
from storage.engine import Storage
from storage.proof_tables import proof_codes
from storage.statements import Database, Statement
from storage.tables import audit, errands, meetings, profiles, requests, seats, wrapped_keys
from storage.visit_tables import visits
from storage.witness_tables import attestations, listings
from tests.stories.erased import erased

State = Mapping[str, object]

_ERRANDS = Statement(select(errands).order_by(errands.c.number))
_MEETINGS = select(
    meetings.c.state, meetings.c.wall, meetings.c.sequence, meetings.c.news, meetings.c.told,
    meetings.c.reminds_at, meetings.c.hosts_at,
).order_by(meetings.c.number)  # fmt: skip
_SEATS = select(
    seats.c.news, seats.c.sequence, seats.c.told_as, seats.c.called_off, seats.c.under_way, seats.c.shift
).order_by(seats.c.member)


@dataclass(frozen=True, slots=True)
class Written:
    """An errand as its row tells; `claimed`: nobody has said yet how it ended."""

    id: str
    kind: str
    key: str
    order: str
    result: str
    settled: datetime | None
    claimed: bool


def read_errands(url: str) -> Sequence[Written]:
    """All that were ever written, oldest first. Others may be writing meanwhile."""
    engine = connect_to_look(url)
    with engine.connect() as connection:
        rows = [*erased(connection), *Database(connection).rows(_ERRANDS, {})]
    engine.dispose()
    return [
        Written(
            row.id, row.kind, row.key, row.order_key, row.result, row.settled_at, row.lease_until is not None
        )
        for row in sorted(rows, key=attrgetter("number"))
    ]


def read_state(url: str, storage: Storage) -> State:
    """All that must be the same at the end of each run, whatever befell it: people as the rules see them,
    and what is left over that nobody sees."""
    people = {member.id: storage.transact(partial(_person, member)) for member in CAST}
    return people | left_over(url)


def _person(member: CastMember, unit: Unit) -> object:
    profile = unit.profiles.of(member.identity)
    if profile is None:
        return None
    accounts = unit.profiles.accounts(profile.id)
    return (
        (profile.standing, profile.name, profile.address, profile.reader, profile.community_id),
        (profile.mail_consent, [(account.identity, account.admission) for account in accounts]),
        _request(unit.requests.latest_of(profile.id)),
    )


def _request(asked: JoinRequest | None) -> object:
    if asked is None:
        return None
    return (
        (
            asked.state,
            asked.name,
            asked.address,
            asked.community_id,
            asked.line,
            asked.question,
            asked.answer,
        ),
        (asked.evidence, asked.reasons, asked.attestation, asked.reason, asked.note, asked.silent),
        (bool(asked.assigned_to), bool(asked.decided_by), asked.paused_at),
    )


def left_over(url: str) -> dict[str, object]:
    data, keys = connect(url), connect_keys(url)
    with data.begin() as connection:
        states = connection.execute(select(requests.c.state).order_by(requests.c.number)).scalars().all()
        codes = connection.execute(select(func.count()).select_from(proof_codes)).scalar()
        unsettled = connection.execute(select(errands.c.kind).where(errands.c.settled_at.is_(None))).all()
        used = connection.execute(select(profiles.c.key_id, profiles.c.doomed_key)).all()
        grounds = connection.execute(select(attestations.c.ground)).scalars().all()
        confirmed = connection.execute(select(listings.c.domain).where(listings.c.confirmed_at.is_not(None)))
        domains = confirmed.scalars().all()
        audited = connection.execute(select(audit.c.action).order_by(audit.c.number)).scalars().all()
        planned = [tuple(row) for row in connection.execute(_MEETINGS)]
        told = [tuple(row) for row in connection.execute(_SEATS)]
        links = connection.execute(select(func.count()).select_from(visits)).scalar()
    with keys.begin() as connection:
        held = set(connection.execute(select(wrapped_keys.c.id)).scalars())
    data.dispose()
    keys.dispose()
    return {
        "requests": states,
        "attestations": grounds,
        "confirmed domains": domains,
        "codes that are still good": codes,
        "links to pages": links,
        "errands left over": [row.kind for row in unsettled],
        "what was audited": audited,
        "meetings": planned,
        "what calendars were told": told,
        "people who are known": sum(row.key_id != "" for row in used),
        "people who were forgotten": sum(row.key_id == "" for row in used),
        "keys that are missing": sum(row.key_id not in held for row in used if row.key_id),
        "keys of the forgotten": sum(row.doomed_key in held for row in used if row.doomed_key),
    }
