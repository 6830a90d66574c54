"""The key of one poll: it makes the tags of its ballots, and seals them."""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.ports import Entropy
from storage.sealing import decrypt, encrypt
from storage.types import NONCE_BYTES


class BallotKey:
    """What does the one says nothing of what does the other."""

    def __init__(self, poll: str, key: bytes, entropy: Entropy) -> None:
        self._poll = poll
        self._entropy = entropy
        self._tags = hmac.new(hmac.digest(key, b"tags", "sha256"), digestmod="sha256")
        self._seals = AESGCM(hmac.digest(key, b"seals", "sha256"))

    def tag(self, member: str) -> bytes:
        digest = self._tags.copy()
        digest.update(member.encode())
        return digest.digest()

    def seal(self, tag: bytes, ballot: bytes) -> bytes:
        return encrypt(self._seals, self._entropy.bytes(NONCE_BYTES), self._place(tag), ballot)

    def unseal(self, tag: bytes, sealed: bytes) -> bytes:
        return decrypt(self._seals, self._place(tag), sealed)

    def _place(self, tag: bytes) -> bytes:
        return f"ballots.sealed:{self._poll}:".encode() + tag
