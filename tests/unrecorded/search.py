"""Whether a canary is in something, in whatever disguise, and which."""

from __future__ import annotations

import html
import quopri
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from unicodedata import normalize
from urllib.parse import unquote_to_bytes

from tests.unrecorded.canaries import CODE_LETTERS, FOLDED, MARKED, PLAIN
from tests.unrecorded.disguises import disguises
from tests.unrecorded.unpacking import unpacked

UNNAMED = "one whose name cannot be read"
NEEDLES = tuple(sorted(disguises(PLAIN) | disguises(MARKED), key=len))
NAMED = re.compile(rf"(?:{'|'.join(FOLDED)})([a-z]{{{CODE_LETTERS}}})")
DEEPEST = 2
_BLANKS = b" \t\r\n"
_ESCAPE = re.compile(rb"\\+u((?!d[89a-f])[0-9a-fA-F]{4})", re.IGNORECASE)
_OCTAL = re.compile(rb"\\([0-7]{3})")
_PRINTED = re.compile(rb"\\x([0-9a-f]{2})")


def found(content: bytes, names: Mapping[str, str]) -> set[str]:
    """The names of the canaries in it; packed members are looked into."""
    seen = set()
    for part in (content, *unpacked(content)):
        for view in (part, _joined(part)):
            if _hit(view):
                seen |= _named(view, names)
    return seen


def _joined(content: bytes) -> bytes:
    """Lines that were broken by whoever wrote them."""
    return re.sub(rb"=\r?\n", b"", content).translate(None, _BLANKS)


def _named(content: bytes, names: Mapping[str, str]) -> set[str]:
    """Those that can be read as they stand are taken out: others are looked for only where some are."""
    codes = set(_codes(content))
    rest = _PLAINLY.sub(b"", content)
    if _hit(rest):
        codes.update(code for view in _undone(rest, DEEPEST) for code in _codes(view))
    return {names.get(code, UNNAMED) for code in codes} or {UNNAMED}


def _hit(content: bytes) -> bool:
    return any(needle in content for needle in NEEDLES)


def _codes(content: bytes) -> list[str]:
    """In whatever charset, with or without accents, loud or not."""
    wide = content.replace(b"\0", b"")
    read = (content.decode("utf-8", "ignore"), wide.decode("utf-8", "ignore"), wide.decode("latin-1"))
    return [code for each in read for code in NAMED.findall(_folded(each))]


def _folded(text: str) -> str:
    return normalize("NFKD", text.lower()).translate(_ACCENTS)


def _undone(content: bytes, depth: int) -> Iterator[bytes]:
    """As it stands, and with each way of writing undone, one after the other."""
    yield content
    for mark, undo in _WAYS if depth else ():
        if mark in content:
            undone = undo(content)
            if undone != content and _hit(undone):
                yield from _undone(undone, depth - 1)
    for pattern, decode in _RUNS if depth else ():
        for match in pattern.finditer(content):
            if _hit(match[0]):
                yield from (undone for undone in decode(match[0]) if _hit(undone))


def _in_letters(written: bytes) -> Iterator[bytes]:
    for offset in range(4):
        letters = written.translate(_TO_STANDARD)[offset:]
        yield b64decode(letters + b"A" * (-len(letters) % 4))


def _in_hex(written: bytes) -> Iterator[bytes]:
    for offset in range(2):
        digits = written[offset:].decode()
        yield bytes.fromhex(digits[: len(digits) // 2 * 2])


_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_PLAINLY = re.compile(rb"zqkanari[a-z]{3}|" + MARKED.encode() + rb"[a-z]{3}")
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_WAYS: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (b"%", unquote_to_bytes),
    (b"=", quopri.decodestring),
    (b"\\u", lambda content: _ESCAPE.sub(lambda match: chr(int(match[1], 16)).encode(), content)),
    (b"&#", lambda content: html.unescape(content.decode("latin-1")).encode()),
    (b"\\", lambda content: _OCTAL.sub(lambda match: bytes([int(match[1], 8) & 255]), content)),
    (b"\\x", lambda content: _PRINTED.sub(lambda match: bytes([int(match[1], 16)]), content)),
)
_RUNS: tuple[tuple[re.Pattern[bytes], Callable[[bytes], Iterator[bytes]]], ...] = (
    (re.compile(rb"[A-Za-z0-9+/_-]{10,}"), _in_letters),
    (re.compile(rb"[0-9a-fA-F]{20,}"), _in_hex),
)
