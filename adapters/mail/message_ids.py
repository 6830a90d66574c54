"""The Message-IDs of our letters: the same on a retry, telling nothing, and known again when they come back.

Half of one is a digest of what the letter is for, half a digest of that and of whom it was to: whoever says
that a letter could not be delivered must have had it, or be a server on its way.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass

_HALF = 8  # octets


@dataclass(frozen=True, slots=True)
class MessageIds:
    """`secret` keys both digests; `domain` stands behind the @."""

    secret: bytes
    domain: str

    def token(self, key: str, to: str) -> str:
        """What stands before the @: 26 lower-case letters and digits."""
        purpose = self._digest(b"message-id", key.encode())
        octets = purpose + self._digest(b"message-to", purpose + to.lower().encode())
        return base64.b32encode(octets).decode().rstrip("=").lower()

    def written(self, token: str) -> str:
        return f"<{token}@{self.domain}>"

    def is_of(self, written: str, to: str) -> bool:
        """Whether it is that of a letter of ours to this address."""
        token, _, domain = written.strip().removeprefix("<").removesuffix(">").partition("@")
        try:
            octets = base64.b32decode(token.upper().encode() + b"======")
        except (binascii.Error, UnicodeEncodeError):
            return False
        purpose, mark = octets[:_HALF], octets[_HALF:]
        ours = self._digest(b"message-to", purpose + to.lower().encode())
        return domain == self.domain and hmac.compare_digest(mark, ours)

    def _digest(self, what: bytes, of: bytes) -> bytes:
        return hmac.digest(self.secret, what + b"\0" + of, "sha256")[:_HALF]
