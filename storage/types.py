"""How a value lies in a column, where the databases differ or must be stopped from taking anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

SEAL_VERSION = b"\x01"  # AES-256-GCM, a nonce of 12 bytes, a tag of 16
NONCE_BYTES = 12
FINGERPRINT_BYTES = 32  # HMAC-SHA256
SEAL_OVERHEAD = len(SEAL_VERSION) + NONCE_BYTES + 16

# What counts up: SQLite numbers only a column of exactly this type by itself.
Number = BigInteger().with_variant(Integer(), "sqlite")


# The types below give their processors whole, rather than a step around the one of `impl`: they run for
# every value of every statement.


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite would drop the zone without a word, and hand back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | datetime | None]:
        return _to_text if dialect.name == "sqlite" else _to_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        del coltype
        return _from_text if dialect.name == "sqlite" else _to_utc


class Sealed(TypeDecorator[bytes]):
    """What the vault has sealed, and nothing else: words that were not sealed do not get in by mistake."""

    impl = LargeBinary
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[bytes | None], bytes | None]:
        del dialect
        return _must_be_sealed


class Fingerprint(TypeDecorator[bytes]):
    """A keyed fingerprint or digest: 32 bytes from which nobody without the key learns anything."""

    impl = LargeBinary(FINGERPRINT_BYTES)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[bytes | None], bytes | None]:
        del dialect
        return _must_be_fingerprint


def _to_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def _to_text(moment: datetime | None) -> str | None:
    """Of one length, so that texts are in the order of the moments."""
    utc = _to_utc(moment)
    return _text_of(utc) if utc else None


@lru_cache(64)
def _text_of(utc: datetime) -> str:
    """One moment is written many times while one event is handled."""
    return utc.replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_text(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def _must_be_sealed(value: bytes | None) -> bytes | None:
    if value is not None and (value[:1] != SEAL_VERSION or len(value) <= SEAL_OVERHEAD):
        raise ValueError("only what is sealed can be stored here")
    return value


def _must_be_fingerprint(value: bytes | None) -> bytes | None:
    if value is not None and len(value) != FINGERPRINT_BYTES:
        raise ValueError("only a fingerprint can be stored here")
    return value
