"""Rows as lines of text that are the same whichever database they come from.

The first line says of when and of which revision they are and which columns the tables have; the last one
how many rows there were. Between them each table has a line with its name, and one for each of its rows.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy.types import TypeDecorator

from storage.errors import BackupDamaged

Convert = Callable[[Any], Any]
Write = Callable[[bytes], None]


def _text(value: bytes) -> str:
    return b64encode(value).decode("ascii")


AS_THEY_ARE = {str, int, bool}  # JSON has them; the others are written as text, and read from it
WRITTEN: Mapping[type, Convert] = {bytes: _text, datetime: datetime.isoformat}
READ: Mapping[type, Convert] = {bytes: b64decode, datetime: datetime.fromisoformat}
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` by the full name of the table; from `good_until` on it is not put back any more."""

    made_at: datetime
    good_until: datetime
    revision: str
    columns: Mapping[str, Sequence[str]]


def header_of(made_at: datetime, good_until: datetime, revision: str, tables: Iterable[Table]) -> Header:
    return Header(made_at, good_until, revision, {table.fullname: table.columns.keys() for table in tables})


def write_dump(write: Write, header: Header, rows: Iterable[tuple[Table, Iterable[Sequence[Any]]]]) -> None:
    """`rows` by table, each with its columns in the table's order."""
    counts: Counter[str] = Counter()
    first = {
        "made_at": header.made_at.isoformat(),
        "good_until": header.good_until.isoformat(),
        "revision": header.revision,
        "columns": header.columns,
    }
    write(_line(first))
    for table, found in rows:
        write(_line({"table": table.fullname}))
        convert = _converter(table.columns, WRITTEN)
        for row in found:
            write(_line(convert(row)))
            counts[table.fullname] += 1
    write(_line({"rows": counts}))


class Dump:
    """Read once from its first line to its last."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        first = _read(next(lines, b""))
        try:
            made_at = datetime.fromisoformat(first["made_at"])
            good_until = datetime.fromisoformat(first["good_until"])
            self.header = Header(made_at, good_until, first["revision"], first["columns"])
        except (KeyError, TypeError, ValueError):
            raise BackupDamaged from None
        self.counts: Counter[str] = Counter()

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """Each with the name of its table; `counts` counts them, and is compared with the last line."""
        table = ""
        for line in self._lines:
            read = _read(line)
            if isinstance(read, list):
                self.counts[table] += 1
                yield table, read
            elif "table" in read:
                table = read["table"]
            elif read["rows"] == self.counts and next(self._lines, None) is None:
                return
            else:
                break
        raise BackupDamaged


def reader_of(table: Table, columns: Sequence[str]) -> Callable[[list[Any]], dict[str, Any]]:
    """From a row of a dump, whose values are of these columns, to one of the table."""
    convert = _converter([table.columns[name] for name in columns], READ)
    return lambda row: dict(zip(columns, convert(row), strict=True))


def python_type(column: Column[Any]) -> type:
    kind = column.type
    return (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type


def _converter(columns: Iterable[Column[Any]], by_type: Mapping[type, Convert]) -> Convert:
    """Of all values of a row, of which only some have to be touched."""
    types = [(place, python_type(column)) for place, column in enumerate(columns)]
    places = [(place, by_type[kind]) for place, kind in types if kind not in AS_THEY_ARE]

    def convert(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, change in places:
            if values[place] is not None:
                values[place] = change(values[place])
        return values

    return convert


def _line(content: object) -> bytes:
    return _encode(content).encode() + b"\n"


def _read(line: bytes) -> Any:  # noqa: ANN401 - whatever was written
    try:
        return json.loads(line)
    except ValueError:
        raise BackupDamaged from None
