"""A list of members in a file: read, and judged row by row. Every problem is told by its line and column, and
none quotes what stands there: it is about a person.

Pure: bytes in, members and problems out. The columns, in any order: name, address, community or community_id
(with province where a name needs it), language, zone, consented_on, joined_on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.csv_file import Unreadable, known_columns, lines_of, text_of
from adapters.roster_rows import COLUMNS, Judge, Problem
from bot.members.enrolment import Entrant

NEEDED = ("name", "address")
ONE_OF = ("community", "community_id")
ROWS_LIMIT = 10_000
SIZE_LIMIT = 20_000_000  # bytes: more than so many rows can reasonably hold

Row = Mapping[str, str] | str


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
    lines = lines_of(text_of(content))
    header = next(lines, None)
    if header is None:
        raise Unreadable(1, "the file is empty")
    names = _names(*header)
    for line, cells in lines:
        if len(cells) == len(names):
            yield line, dict(zip(names, cells, strict=True))
        else:
            yield line, f"there are {len(cells)} cells where the first line names {len(names)}"


def _names(line: int, cells: Sequence[str]) -> Sequence[str]:
    """Until it is seen to be a line of names, it may be one of people: nothing of it is quoted."""
    names = [cell.strip().lower() for cell in cells]
    if not set(NEEDED) <= set(names) or not set(ONE_OF) & set(names):
        parted = " (with commas between them, not semicolons)" if len(cells) == 1 and ";" in cells[0] else ""
        raise Unreadable(
            line, f"the first line must name the columns{parted}: name, address, community or community_id"
        )
    known_columns(line, names, COLUMNS)
    return names
