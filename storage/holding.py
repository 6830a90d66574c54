"""How a row that is about somebody is told to them: words unsealed, nobody else named, of fingerprints and
keys that there is one. Which rows these are, the `held_…` of each slice says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import Column, Table

from bot.audit import CLOCK, OPERATOR
from bot.rights.ports import Record, Told
from storage.keyring import Keyring
from storage.statements import Database, Row, Statement
from storage.types import Fingerprint, Sealed

YOU, SOMEBODY, FINGERPRINT, KEY = "you", "somebody_else", "a_keyed_fingerprint", "a_key"
NOBODY = {"", CLOCK, OPERATOR}
_ID = re.compile(r"\b[a-z0-9]{20,}\b")


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one table about one person. `own` is the column that says with whose key its words are sealed
    (the network's where there is none), `place` and `row` what they are bound to; `people` are those that
    name people; `keys` name keys, `mixed` codes and ids parted by spaces, in which ids tell nothing."""

    table: Table
    statement: Statement
    own: str = ""
    row: Callable[[Row], str] = attrgetter("id")
    place: Callable[[Row], str] | None = None
    people: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    mixed: frozenset[str] = frozenset()
    where: str = ""

    @property
    def name(self) -> str:
        return self.where or self.table.name


def shown(table: Table, *left_out: str) -> list[Column[object]]:
    """The columns of it."""
    return [column for column in table.c if column.key not in left_out]


class SqlHolder:
    """The holder of one slice."""

    def __init__(self, database: Database, keyring: Keyring, sources: Sequence[Source]) -> None:
        self._database = database
        self._keyring = keyring
        self._sources = sources

    def held(self, person: str, *where: str) -> Sequence[Record]:
        return [
            Record(source.name, self._values(source, row, person))
            for source in self._sources
            if not where or source.name in where
            for row in sorted(self._database.rows(source.statement, {"person": person}), key=_order)
        ]

    def _values(self, source: Source, row: Row, person: str) -> Mapping[str, Told]:
        return dict(self._each(source, row, person))

    def _each(self, source: Source, row: Row, person: str) -> Iterator[tuple[str, Told]]:
        for name, value in row._asdict().items():
            if value is None or value == "" or name == "number" or name not in source.table.c:
                continue
            kind = source.table.c[name].type
            if isinstance(kind, Fingerprint):
                yield name, FINGERPRINT
            elif isinstance(kind, Sealed):
                yield name, self._words(source, row, name, value)
            elif name in source.keys:
                yield name, KEY
            elif name in source.mixed:
                yield name, _ID.sub("…", value)
            else:
                yield name, _person(value, person) if name in source.people else value

    def _words(self, source: Source, row: Row, name: str, sealed: bytes) -> str:
        place = source.place(row) if source.place else f"{source.table.name}.{name}"
        bound = source.row(row)
        if source.own:
            return self._keyring.unseal(getattr(row, source.own), place, bound, sealed)
        return self._keyring.unseal_common(place, bound, sealed)


def _order(row: Row) -> int:
    return getattr(row, "number", 0)


def _person(value: str, person: str) -> str:
    """Several may stand in one column."""
    named = value.split()
    if person in named:
        return YOU
    return value if set(named) <= NOBODY else SOMEBODY
