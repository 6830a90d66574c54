"""What coordinators attested, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.joining.attestations import Attestation, Ground
from storage.statements import Database, Row, Statement
from storage.witness_tables import attestations

_OF = Statement(
    select(attestations)
    .where(attestations.c.request_id == bindparam("request_id"))
    .order_by(attestations.c.at, attestations.c.attested_by)
)
_BY = Statement(select(attestations).where(attestations.c.attested_by == bindparam("one")))
_TAKE_BACK = Statement(delete(attestations).where(attestations.c.attested_by == bindparam("one")))
_NEW = insert(attestations)
_KEEP = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[attestations.c.request_id, attestations.c.attested_by],
        set_={"ground": _NEW.excluded.ground, "at": _NEW.excluded.at},
        where=attestations.c.at <= _NEW.excluded.at,
    )
)


class SqlAttestations:
    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, attestation: Attestation) -> None:
        self._database.change(
            _KEEP,
            {
                "request_id": attestation.request_id,
                "attested_by": attestation.attested_by,
                "ground": attestation.ground.value,
                "at": attestation.at,
            },
        )

    def of(self, request_id: str) -> Sequence[Attestation]:
        return tuple(map(_attestation, self._database.rows(_OF, {"request_id": request_id})))

    def hand_over(self, one: str, other: str) -> None:
        found = tuple(map(_attestation, self._database.rows(_BY, {"one": one})))
        if found:
            self._database.change(_TAKE_BACK, {"one": one})
        for each in found:
            self.keep(replace(each, attested_by=other))


def _attestation(row: Row) -> Attestation:
    return Attestation(row.request_id, row.attested_by, Ground(row.ground), row.at)
