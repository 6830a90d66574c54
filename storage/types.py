"""How a value lies in a column, where the databases differ or must be stopped from taking anything."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

SEAL_VERSION = b"\x01"  # AES-256-GCM, a nonce of 12 bytes, a tag of 16
NONCE_BYTES = 12
SEAL_OVERHEAD = len(SEAL_VERSION) + NONCE_BYTES + 16

# What counts up: SQLite numbers only a column of exactly this type by itself.
Number = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC. SQLite would drop the zone without a word, and hand back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Sealed(TypeDecorator[bytes]):
    """What the vault has sealed, and nothing else: words that were not sealed do not get in by mistake."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        del dialect
        if value is None:
            return None
        if value[:1] != SEAL_VERSION or len(value) <= SEAL_OVERHEAD:
            raise ValueError("only what is sealed can be stored here")
        return value


class Fingerprint(TypeDecorator[bytes]):
    """A keyed fingerprint or digest: 32 bytes from which nobody without the key learns anything."""

    impl = LargeBinary(32)
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        del dialect
        if value is not None and len(value) != 32:  # noqa: PLR2004 - HMAC-SHA256
            raise ValueError("only a fingerprint can be stored here")
        return value
