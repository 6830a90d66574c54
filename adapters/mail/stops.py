"""By what each letter says how it is stopped: a word for one member, the same in all their letters, which
tells nothing and can be made by nobody else. It is good for as long as they are known."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from urllib.parse import quote

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

_FOR = b"stop"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Stops:
    """`secret` as for Message-IDs; `address` is where the web port is reached, if it is; `inbox` the mailbox
    that is read, if there is one, and `contact` the one where somebody reads."""

    secret: bytes
    address: str = ""
    inbox: str = ""
    contact: str = ""

    def token(self, member: str) -> str:
        sealed = self._cipher().encrypt(member.encode(), [_FOR])
        return base64.b32encode(sealed).decode().rstrip("=").lower()

    def member(self, token: str) -> str | None:
        """None for what is no such word of ours."""
        if len(token) > _LONGEST or not token.isascii():
            return None
        padded = token.upper() + "=" * (-len(token) % 8)
        try:
            return self._cipher().decrypt(base64.b32decode(padded), [_FOR]).decode()
        except (binascii.Error, InvalidTag, ValueError):
            return None

    def page(self, member: str) -> str:
        """Where it is done with one press; empty where no page is reached."""
        return f"{self.address}/mail/{self.token(member)}" if self.address else ""

    def links(self, member: str) -> str:
        """The value of List-Unsubscribe (RFC 2369): a page first, then a mail that is read."""
        to, word = (self.inbox, f"stop-{self.token(member)}") if self.inbox else (self.contact, "unsubscribe")
        mail = f"<mailto:{quote(to, safe='@')}?subject={word}>"
        page = self.page(member)
        return f"<{page}>, {mail}" if page else mail

    def _cipher(self) -> AESSIV:
        return AESSIV(hmac.digest(self.secret, _FOR, "sha256"))
