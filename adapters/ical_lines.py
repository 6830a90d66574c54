"""The lines that calendars are written in (RFC 5545, 3.1): cleaned, escaped and folded.

The icalendar library writes the same lines, character by character, which takes some milliseconds for each
invitation; the tests let it and others read what is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 75  # octets of a line without its end
_ENDS = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls (RFC 5545, 3.1 has none in a text but the tab), and what makes a line read as another.
_HIDDEN = re.compile("[\0-\x09\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_HALVES = re.compile("[\ud800-\udfff]")  # of a pair, which no encoding can write
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Unwritable(ValueError):
    """What would end a line, or disguise what follows; it is not quoted."""


def clean(written: str) -> str:
    """What a person wrote, as a calendar may hold it; line ends stay."""
    return _HALVES.sub("\ufffd", _HIDDEN.sub(" ", _ENDS.sub("\n", written)))


def line(name: str, value: str) -> bytes:
    """One of which both sides are ours: raises `Unwritable` for what is not one line."""
    if _CONTROL.search(value):
        raise Unwritable(name)
    return folded(f"{name}:{value}")


def text(name: str, written: str) -> bytes:
    """A TEXT (3.3.11): whatever is written, it stays inside."""
    escaped = (
        clean(written).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    )
    return folded(f"{name}:{escaped}")


def parameter(written: str) -> str:
    """The value of a parameter (3.2), in quotes, which it cannot hold itself: people's names."""
    return '"' + " ".join(clean(written).replace('"', "'").split()) + '"'


def folded(line: str) -> bytes:
    """In pieces of 75 octets at most, none of which ends within a character."""
    octets = line.encode()
    if len(octets) <= LONGEST:
        return octets
    pieces, start, room = [], 0, LONGEST
    while start < len(octets):
        end = _whole(octets, start + room)
        pieces.append(octets[start:end])
        start, room = end, LONGEST - 1  # the blank that begins each further piece counts
    return b"\r\n ".join(pieces)


def _whole(octets: bytes, end: int) -> int:
    """The same place or up to three octets before it, where a character begins."""
    while end < len(octets) and octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 - UTF-8
        end -= 1
    return end


def joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(each + b"\r\n" for each in lines)
