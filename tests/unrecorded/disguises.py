"""How a word may be written by whoever keeps it, prints it or sends it."""

from __future__ import annotations

import json
import quopri
from base64 import b64encode
from collections.abc import Iterator
from unicodedata import normalize
from urllib.parse import quote

CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
TO_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def disguises(word: str) -> frozenset[bytes]:
    """All that are known; whatever stands before and behind the word makes no difference."""
    plain = {word.encode(charset) for charset in CHARSETS} | {normalize("NFD", word).encode()}
    loud = {word.upper().encode(), word.title().encode()}
    return frozenset(
        {*plain, *loud, *(each for octets in plain for each in _in_letters(octets)), *_escaped(word)}
    )


def _in_letters(octets: bytes) -> Iterator[bytes]:
    for offset in range(3):
        yield in_base64(octets, offset)
        yield in_base64(octets, offset).translate(TO_URL_SAFE)
    yield octets.hex().encode()
    yield octets.hex().upper().encode()


def in_base64(octets: bytes, offset: int) -> bytes:
    """What stays the same of it when so many octets stand before it, modulo three."""
    whole = b64encode(bytes(offset) + octets)
    first, last = -(-offset * 8 // 6), (offset + len(octets)) * 8 // 6
    return whole[first:last]


def _escaped(word: str) -> Iterator[bytes]:
    octets = word.encode()
    yield quote(word).encode()
    yield _lower(quote(word), "%").encode()
    yield quopri.encodestring(octets)
    yield _lower(quopri.encodestring(octets).decode(), "=").encode()
    yield json.dumps(word)[1:-1].encode()
    yield json.dumps(json.dumps(word))[3:-3].encode()
    yield "".join(f"\\u{ord(letter):04X}" if ord(letter) > 127 else letter for letter in word).encode()
    yield word.encode("ascii", "xmlcharrefreplace")
    yield "".join(f"&#x{ord(letter):x};" if ord(letter) > 127 else letter for letter in word).encode()
    yield repr(octets)[2:-1].encode()
    yield "".join(f"\\{octet:03o}" if octet > 127 else chr(octet) for octet in octets).encode()


def _lower(written: str, mark: str) -> str:
    """The two digits behind each mark in small letters."""
    first, *others = written.split(mark)
    return first + "".join(mark + other[:2].lower() + other[2:] for other in others)
