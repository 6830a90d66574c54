"""What a setting may be, and what is said when it is not; no message quotes a value: it may be a password."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs, quote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretBytes, SecretStr
from pydantic_settings import NoDecode

from bot.joining.eligibility import Evidence

KEY_BYTES = 32
FOLDER = "poll_keys"  # under which name the storage looks for it in a URL
LANGUAGES = ("en", "fr")
MEETING = "%Y-%m-%dT%H:%M"
# An address of ours must pass every server on its way: a dot-atom of 64 characters at most, and ASCII.
LOCAL_PART = re.compile(r"(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
LABEL = r"[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(\.{LABEL})+")
SELECTOR = re.compile(rf"{LABEL}(\.{LABEL})*")  # mostly one label, but it may have more (RFC 6376, 3.1)
# What cloud databases hand out, all meant for the one driver that we have.
POSTGRES_SCHEMES = {"postgres", "postgresql", "postgresql+psycopg"}


def database_url(written: str) -> str:
    """As the storage takes it; raises `ValueError` with what is right, never with what was written."""
    scheme, _, rest = written.partition("://")
    try:
        place = urlsplit(f"any://{rest}")
        _ = place.port
    except ValueError:
        raise ValueError("must be a URL") from None
    path = place.path.strip("/")
    if scheme in POSTGRES_SCHEMES and place.hostname and path:
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and not place.netloc and path not in {"", ":memory:"}:
        return written
    raise ValueError("must be sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE")


def with_folder(url: str, folder: Path) -> str:
    """A URL as the storage takes it, with the folder of polls' keys; the server never hears of it."""
    if named_folder(url):
        return url
    return f"{url}{'&' if urlsplit(url).query else '?'}{FOLDER}={quote(str(folder), safe='')}"


def named_folder(url: str) -> Path | None:
    """Where the URL says already which it is."""
    named = parse_qs(urlsplit(url).query).get(FOLDER)
    return Path(named[0]) if named else None


def _secret_database_url(written: SecretStr) -> SecretStr:
    return SecretStr(database_url(written.get_secret_value()))


def _main_key(written: SecretBytes) -> SecretBytes:
    standard = written.get_secret_value().translate(bytes.maketrans(b"-_", b"+/"))
    try:
        key = base64.b64decode(standard, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES or len(set(key)) < KEY_BYTES // 2:
        raise ValueError("must be 32 random bytes in base64, as `peerbot keys new` prints them")
    return SecretBytes(key)


def _zone(written: str) -> str:
    try:
        return ZoneInfo(written).key
    except (KeyError, ValueError, OSError):
        raise ValueError("must be an IANA zone such as America/Toronto") from None


def _languages(written: object) -> tuple[str, ...]:
    codes = tuple(code.strip().lower() for code in str(written).split(","))
    if not set(codes) <= set(LANGUAGES) or len(set(codes)) < len(codes):
        raise ValueError("must be en,fr or fr,en (the first is the default), or one of the two")
    return codes


def _meetings(written: object) -> tuple[datetime, ...]:
    """Wall times; the zone is the network's, which is known when all settings are."""
    try:
        return tuple(datetime.strptime(each.strip(), MEETING) for each in str(written).split(","))  # noqa: DTZ007 - see above
    except ValueError:
        raise ValueError("must be moments such as 2027-01-27T13:00, parted by commas") from None


def _evidence(written: object) -> frozenset[str]:
    codes = frozenset(code.strip().lower() for code in str(written).split(",") if code.strip())
    if not codes <= {evidence.value for evidence in Evidence}:
        raise ValueError("must be kinds of evidence such as personal,suspicious")
    return codes


def _line(written: str) -> str:
    if not written.isprintable() or not written.strip():
        raise ValueError("must be one line without control characters")
    return written.strip()


def _selector(written: str) -> str:
    if not SELECTOR.fullmatch(written):
        raise ValueError("must be a DNS label such as s1, as it stands behind s= in a DKIM-Signature")
    return written


def _mailbox(written: str) -> str:
    local, _, domain = written.rpartition("@")
    if not LOCAL_PART.fullmatch(local) or not DOMAIN.fullmatch(domain):
        raise ValueError("must be a bare address such as peers@network.example")
    return written


Line = Annotated[str, Field(max_length=200), AfterValidator(_line)]
Words = Annotated[str, Field(max_length=1000), AfterValidator(_line)]
Name = Annotated[str, Field(max_length=80), AfterValidator(_line)]
Mailbox = Annotated[str, Field(max_length=254), AfterValidator(_mailbox)]
Selector = Annotated[str, Field(max_length=63), AfterValidator(_selector)]
Zone = Annotated[str, AfterValidator(_zone)]
Languages = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_languages)]
EvidenceCodes = Annotated[frozenset[str], NoDecode, BeforeValidator(_evidence)]
Meetings = Annotated[tuple[datetime, ...], NoDecode, BeforeValidator(_meetings)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_secret_database_url)]
MainKey = Annotated[SecretBytes, AfterValidator(_main_key)]
