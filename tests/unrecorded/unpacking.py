"""What is packed in something: compressed members wherever they begin, those within them too."""

from __future__ import annotations

import binascii
import bz2
import lzma
import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from typing import Protocol

DEEPEST = 4
LARGEST = 64 * 1024 * 1024  # of one member
PIECE = 4096
RAW, ZLIB, GZIP = -15, 15, 31
# A local file's header: docs.fileformat.com/compression/zip
ENTRY = struct.Struct("<4s5H3L2H")
DEFLATED = 8
IN_BASE64 = re.compile(rb"H4sI[A-Za-z0-9+/_=\s-]{16,}|eJ[A-Za-z0-9+/_=\s-]{24,}|UEsDB[A-Za-z0-9+/_=\s-]{24,}")


class Unpacker(Protocol):
    def decompress(self, data: bytes, /) -> bytes: ...


Open = Callable[[], Unpacker]
BEGINNINGS: tuple[tuple[re.Pattern[bytes], Open], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), lambda: zlib.decompressobj(GZIP)),
    (re.compile(rb"\x78[\x01\x5e\x9c\xda]"), lambda: zlib.decompressobj(ZLIB)),
    (re.compile(rb"BZh[1-9]"), bz2.BZ2Decompressor),
    (re.compile(rb"\xfd7zXZ"), lzma.LZMADecompressor),
)
ZIPPED = re.compile(rb"PK\x03\x04")


def unpacked(content: bytes, depth: int = DEEPEST) -> Iterator[bytes]:
    """Everything that is in it, however deep; what cannot be read to its end, as far as it can."""
    if not depth:
        return
    for member in _members(content):
        if member:
            yield member
            yield from unpacked(member, depth - 1)


def _members(content: bytes) -> Iterator[bytes]:
    for beginning, fresh in BEGINNINGS:
        for match in beginning.finditer(content):
            yield _as_far_as_it_goes(fresh(), content, match.start())
    for match in ZIPPED.finditer(content):
        yield _zipped(content, match.start())
    for match in IN_BASE64.finditer(content):
        yield _decoded(match[0])


def _zipped(content: bytes, start: int) -> bytes:
    """One file of an archive; one that is only stored is seen anyway."""
    head = content[start : start + ENTRY.size]
    if len(head) < ENTRY.size:
        return b""
    *_, method, _, _, _, _, _, name, extra = ENTRY.unpack(head)
    if method != DEFLATED:
        return b""
    return _as_far_as_it_goes(zlib.decompressobj(RAW), content, start + ENTRY.size + name + extra)


def _as_far_as_it_goes(unpacker: Unpacker, content: bytes, start: int) -> bytes:
    found, size = [], 0
    try:
        for place in range(start, len(content), PIECE):
            found.append(unpacker.decompress(content[place : place + PIECE]))
            size += len(found[-1])
            if size > LARGEST or getattr(unpacker, "eof", False):
                break
    except (zlib.error, OSError, lzma.LZMAError, EOFError):
        pass  # it was none, or ends here
    return b"".join(found)


def _decoded(written: bytes) -> bytes:
    letters = re.sub(rb"\s", b"", written).translate(bytes.maketrans(b"-_", b"+/")).split(b"=")[0]
    try:
        return b64decode(letters + b"A" * (-len(letters) % 4))
    except binascii.Error:
        return b""
