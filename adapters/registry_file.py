"""A registry of communities in a file: read, and judged row by row. Every problem is told by its line and
reason.

Pure: bytes in, communities and their domains out. docs/operate.md says what each column holds; the registry
that ships with the bot is such a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.csv_file import Unreadable, known_columns, lines_of, text_of
from adapters.registry_rows import COLUMNS, NEEDED, Found, Judge
from adapters.roster_rows import Problem
from bot.communities.model import Community
from bot.communities.registry import Listed
from bot.joining.ports import Addresses

ROWS_LIMIT = 50_000  # there are some 6,000 communities
SIZE_LIMIT = 20_000_000  # bytes


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """What a file says. With any problem, nothing of it is to be taken in. What stands in a column that it
    does not have, it says nothing about."""

    columns: tuple[str, ...]
    communities: tuple[Community, ...] = ()
    listed: tuple[Listed, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0


def read_registry(content: bytes, addresses: Addresses, today: date = date.max) -> RegistryFile:
    """Raises `Unreadable`."""
    if len(content) > SIZE_LIMIT:
        raise Unreadable(1, f"the file is larger than {SIZE_LIMIT // 1_000_000} MB: split it")
    lines = lines_of(text_of(content))
    header = next(lines, None)
    if header is None:
        raise Unreadable(1, "the file is empty")
    columns = _columns(*header)
    judge = Judge(addresses, today)
    judged = list(_judged(judge, columns, lines))
    found = [each for each in judged if isinstance(each, Found)]
    return RegistryFile(
        columns,
        tuple(each.community for each in found),
        tuple(listed for each in found for listed in each.listed),
        tuple(problem for each in judged if not isinstance(each, Found) for problem in each),
        len(judged),
    )


def _columns(line: int, cells: Sequence[str]) -> tuple[str, ...]:
    names = tuple(cell.strip().lower() for cell in cells)
    if not set(NEEDED) <= set(names):
        parted = " (with commas between them, not semicolons)" if len(cells) == 1 and ";" in cells[0] else ""
        raise Unreadable(line, f"the first line must name the columns{parted}: at least {', '.join(NEEDED)}")
    known_columns(line, names, COLUMNS)
    if "domains" in names and not {"source", "confidence"} <= set(names):
        raise Unreadable(line, "a column of domains needs the columns source and confidence")
    return names


def _judged(
    judge: Judge, columns: Sequence[str], lines: Iterator[tuple[int, Sequence[str]]]
) -> Iterator[Found | tuple[Problem, ...]]:
    """As the judge finds, who sees one row at a time; and no community twice."""
    first_lines: dict[str, int] = {}
    for row, (line, cells) in enumerate(lines, 1):
        if row > ROWS_LIMIT:
            raise Unreadable(line, f"there are more than {ROWS_LIMIT:,} rows: split the file")
        if len(cells) != len(columns):
            what = f"there are {len(cells)} cells where the first line names {len(columns)}"
            yield (Problem(line, "", what),)
            continue
        yield _one(judge, line, dict(zip(columns, map(str.strip, cells), strict=True)), first_lines)


def _one(
    judge: Judge, line: int, cells: Mapping[str, str], first_lines: dict[str, int]
) -> Found | tuple[Problem, ...]:
    found = judge.row(line, cells)
    before = first_lines.setdefault(cells["id"], line)
    if isinstance(found, Found) and before != line:
        return (Problem(line, "id", f"is the same as in line {before}"),)
    return found
