"""A word is found however it is written and packed; what only looks like it is not."""

from __future__ import annotations

import bz2
import gzip
import html
import io
import json
import lzma
import quopri
import re
import zipfile
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from unicodedata import normalize
from urllib.parse import quote

import pytest

from tests.unrecorded.canaries import MARKED, PLAIN, Canaries
from tests.unrecorded.search import UNNAMED, found
from tests.world import SeededEntropy

CANARIES = Canaries()
WORDS = [CANARIES.words("a question"), CANARIES.plain("a name"), CANARIES.words("a note").split()[1]]
CHANCE = SeededEntropy(7).bytes(300_000)
NAMES = ["a question", "a name", "a note"]


def mailed(text: str, way: str) -> bytes:
    letter = EmailMessage(SMTP)
    letter.set_content("Good day\n" * 9 + "x" * 60 + text, cte=way)
    return letter.as_bytes()


def zipped(octets: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", octets * 3)
    return written.getvalue()


WAYS: dict[str, Callable[[str], bytes]] = {
    "as it stands": str.encode,
    "loud": lambda text: text.upper().encode(),
    "decomposed": lambda text: normalize("NFD", text).encode(),
    "latin": lambda text: text.encode("latin-1"),
    "wide": lambda text: text.encode("utf-16-le"),
    "wide, the other way": lambda text: text.encode("utf-16-be"),
    "hex": lambda text: text.encode().hex().encode(),
    "loud hex": lambda text: b"x" + text.encode().hex().upper().encode(),
    "wide hex": lambda text: text.encode("utf-16-le").hex().encode(),
    "url": lambda text: quote(text).encode(),
    "quoted printable": lambda text: quopri.encodestring(text.encode()),
    "json": lambda text: json.dumps({"text": text}).encode(),
    "json in json": lambda text: json.dumps(json.dumps(text)).encode(),
    "entities": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "escaped for html": lambda text: html.escape(text).encode(),
    "bytes as printed": lambda text: repr(text.encode()).encode(),
    "octal": lambda text: re.sub(rb"[^ -~]", lambda octet: b"\\%03o" % octet[0][0], text.encode()),
    "url-safe base64": lambda text: urlsafe_b64encode(b"??>" + text.encode()),
    "wide in base64": lambda text: b64encode(text.encode("utf-16-le")),
    "mailed in base64": lambda text: mailed(text, "base64"),
    "mailed in quoted printable": lambda text: mailed(text, "quoted-printable"),
    "a header": lambda text: Header(f"Re: {text}", "utf-8").encode().encode(),
    "gzip": lambda text: b"before" + gzip.compress(text.encode()),
    "zlib": lambda text: b"before" + zlib.compress(text.encode()),
    "bzip2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "zip": lambda text: b"before" + zipped(text.encode()),
    "gzip in zip in gzip": lambda text: gzip.compress(zipped(gzip.compress(text.encode()))),
    "gzip in base64": lambda text: b"dump: " + b64encode(gzip.compress(text.encode())),
    "gzip that is cut off": lambda text: gzip.compress(text.encode() + CHANCE[:9000])[:8000],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", range(3))
def test_a_word_is_found_however_it_is_written(way: str, place: int) -> None:
    """And it is known which one it is."""
    assert found(WAYS[way](WORDS[place]), CANARIES.names) == {NAMES[place]}


@pytest.mark.parametrize("offset", range(9))
def test_where_it_stands_in_base64_makes_no_difference(offset: int) -> None:
    """At each of the three offsets, for each of the two ways of writing it."""
    written = b64encode(b"x" * offset + f"({WORDS[offset % 3]})".encode())

    assert found(written, CANARIES.names) == {NAMES[offset % 3]}


def test_several_are_told_apart() -> None:
    """Each by its name."""
    assert found(" ".join(WORDS).encode(), CANARIES.names) == set(NAMES)


def test_one_that_nobody_has_let_fly_is_found_all_the_same() -> None:
    """What is not known to be harmless is none of the harmless."""
    assert found(f"{PLAIN}zzz".encode(), CANARIES.names) == {UNNAMED}
    assert found(MARKED.encode(), CANARIES.names) == {UNNAMED}


def test_nothing_is_found_where_there_is_none() -> None:
    """In chance, in what is packed, and in words that are nearly the same."""
    packed = gzip.compress(CHANCE) + b64encode(CHANCE)

    assert found(CHANCE + packed, CANARIES.names) == set()
    assert found("zqkanar zekanar Zékàna rî".encode(), CANARIES.names) == set()
