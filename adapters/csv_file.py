"""A table in a file: its rows with the lines on which they begin. What is wrong with it as a whole is told by
its line, and quotes nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator, Sequence

SHOWN_LIMIT = 40  # characters of the name of a column that we do not know


class Unreadable(Exception):
    """The file as a whole cannot be taken; the sentence says where and why."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line}: {what}")


def text_of(content: bytes) -> str:
    """Raises `Unreadable`."""
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


def lines_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which they begin; those that say nothing are left out. Raises `Unreadable`."""
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


def rows_apart(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each row with the line on which it begins; None for a line that cannot be taken apart, which hinders no
    other. Lines on which nothing stands are left out."""
    lines = list(io.StringIO(text, newline=""))
    first = 0
    while first < len(lines):
        reader = csv.reader(itertools.islice(lines, first, None), strict=True)
        begins = first
        try:
            for cells in reader:
                if cells:
                    yield begins + 1, cells
                begins = first + reader.line_num
            return
        except csv.Error:
            yield begins + 1, None
            first = begins + 1


def known_columns(line: int, names: Sequence[str], known: Sequence[str]) -> None:
    """Raises `Unreadable` when there is another one, or one twice."""
    unknown = sorted({_harmless(name) for name in names if name not in known})
    if unknown:
        raise Unreadable(line, f"there is no such column: {', '.join(unknown)} (known: {', '.join(known)})")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(line, f"a column stands there twice: {', '.join(twice)}")


def _harmless(name: str) -> str:
    shown = "".join(character for character in name if character.isprintable())[:SHOWN_LIMIT]
    return shown or "(a column without a name)"
