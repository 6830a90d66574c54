"""Lines that an operator's commands print: ids, codes and moments, for a person or for another program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from bot.audit import Entry
from bot.marks import Mark
from bot.outbox import Errand

ENTRY = ("id", "at", "actor", "action", "subject", "reason", "detail")
ERRAND = ("id", "kind", "since", "result", "code")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would carry out


class Format(StrEnum):
    """How the audit is written: an object on each line, or a table with a head."""

    JSONL = "jsonl"
    CSV = "csv"


def audit_lines(entries: Iterable[Entry], form: Format) -> Iterator[str]:
    """With their ends."""
    if form is Format.CSV:
        yield _row(ENTRY)
    for entry in entries:
        fields = {**{name: str(getattr(entry, name)) for name in ENTRY}, "at": entry.at.isoformat()}
        yield f"{json.dumps(fields)}\n" if form is Format.JSONL else _row(map(safe, fields.values()))


def safe(cell: str) -> str:
    """As text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _row(cells: Iterable[str]) -> str:
    row = io.StringIO()
    csv.writer(row).writerow(cells)
    return row.getvalue()


def errand_table(errands: Sequence[Errand]) -> Iterator[str]:
    """What still waits has no result."""
    rows = [ERRAND, *map(_errand, errands)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _errand(errand: Errand) -> tuple[str, ...]:
    since = minute(errand.settled_at or errand.written)
    return errand.id, errand.kind, since, errand.result or "waiting", errand.code or "-"


def state_line(paused: Mark | None) -> str:
    if paused is None:
        return "nothing is paused: everything goes out"
    return f"paused since {minute(paused.at)} by {paused.actor}: nothing goes out, everything is kept"


def minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
