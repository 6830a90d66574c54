"""A list of members in a file: read, and judged row by row. Every problem is told by its line and column, and
none quotes what stands there: it is about a person.

Pure: bytes in, members and problems out. The columns, in any order: name, address, community or community_id
(with province where a name needs it), language, zone, consented_on, joined_on.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.roster_rows import COLUMNS, Judge, Problem
from bot.members.enrolment import Entrant

NEEDED = ("name", "address")
ONE_OF = ("community", "community_id")
ROWS_LIMIT = 10_000
SIZE_LIMIT = 20_000_000  # bytes: more than so many rows can reasonably hold
SHOWN_LIMIT = 40  # characters of the name of a column that we do not know

Row = Mapping[str, str] | str


class Unreadable(Exception):
    """The file as a whole cannot be taken; the sentence says where and why."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")


@dataclass(frozen=True, slots=True)
class Roster:
    """Whom a file names. With any problem, nobody of it is to be taken in."""

    entrants: tuple[Entrant, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0

    @property
    def as_typed(self) -> int:
        """Of how many the community is not in the registry."""
        return sum(not entrant.community_id for entrant in self.entrants)


def read_roster(content: bytes, judge: Judge) -> Roster:
    """Raises `Unreadable`."""
    entrants: list[Entrant] = []
    problems: list[Problem] = []
    first_lines: dict[str, int] = {}
    rows = 0
    for rows, (line, cells) in enumerate(_rows(content), 1):
        if rows > ROWS_LIMIT:
            raise Unreadable(line, f"there are more than {ROWS_LIMIT:,} rows: split the file")
        found = _one(judge, line, cells, first_lines)
        if isinstance(found, Entrant):
            entrants.append(found)
        else:
            problems.extend(found)
    return Roster(tuple(entrants), tuple(problems), rows)


def _one(judge: Judge, line: int, cells: Row, first_lines: dict[str, int]) -> Entrant | tuple[Problem, ...]:
    """As the judge finds, who sees one row at a time; and nobody twice."""
    if isinstance(cells, str):
        return (Problem(line, "", cells),)
    found = judge.row(line, cells)
    if isinstance(found, Entrant):
        before = first_lines.setdefault(found.mailbox, line)
        if before != line:
            return (Problem(line, "address", f"is the same mailbox as in line {before}"),)
    return found


# ---- the file


def _rows(content: bytes) -> Iterator[tuple[int, Row]]:
    """With the line on which each begins: by column, or what is wrong with the row as a whole."""
    lines = _lines(_text(content))
    header = next(lines, None)
    if header is None:
        raise Unreadable(1, "the file is empty")
    names = _names(*header)
    for line, cells in lines:
        if len(cells) == len(names):
            yield line, dict(zip(names, cells, strict=True))
        else:
            yield line, f"there are {len(cells)} cells where the first line names {len(names)}"


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(1, "the file is UTF-16: save it as UTF-8")
    nul = content.find(b"\0")
    if nul >= 0:
        raise Unreadable(_line_at(content, nul), "there is a NUL in it (is it UTF-16?): save it as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(content, error.start)
    raise Unreadable(line, "this is not UTF-8 (is it Latin-1 or Windows-1252?): save it as UTF-8")


def _line_at(content: bytes, place: int) -> int:
    return content.count(b"\n", 0, place) + 1


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which they begin; those that say nothing are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            break
        if any(map(str.strip, cells)):
            yield begins, cells
        begins = reader.line_num + 1
    raise Unreadable(begins, "a quotation mark is not closed, or stands in the middle of a cell")


def _names(line: int, cells: Sequence[str]) -> Sequence[str]:
    """Until it is seen to be a line of names, it may be one of people: nothing of it is quoted."""
    names = [cell.strip().lower() for cell in cells]
    if not set(NEEDED) <= set(names) or not set(ONE_OF) & set(names):
        parted = " (with commas between them, not semicolons)" if len(cells) == 1 and ";" in cells[0] else ""
        raise Unreadable(
            line, f"the first line must name the columns{parted}: name, address, community or community_id"
        )
    unknown = sorted({_harmless(name) for name in names if name not in COLUMNS})
    if unknown:
        raise Unreadable(line, f"there is no such column: {', '.join(unknown)} (known: {', '.join(COLUMNS)})")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(line, f"a column stands there twice: {', '.join(twice)}")
    return names


def _harmless(name: str) -> str:
    shown = "".join(character for character in name if character.isprintable())[:SHOWN_LIMIT]
    return shown or "(a column without a name)"
