"""AES-256-GCM, bound to the place where something stands; and the main key, which wraps all other keys."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.ports import Entropy
from storage.errors import Tampered
from storage.types import NONCE_BYTES, SEAL_VERSION


def encrypt(key: AESGCM, nonce: bytes, place: bytes, content: bytes) -> bytes:
    return SEAL_VERSION + nonce + key.encrypt(nonce, content, SEAL_VERSION + place)


def decrypt(key: AESGCM, place: bytes, sealed: bytes) -> bytes:
    """Raises `Tampered`, also when it is another key that is needed."""
    version, rest = sealed[:1], sealed[1:]
    try:
        return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], version + place)
    except (InvalidTag, ValueError):  # the latter when it is too short to be anything
        raise Tampered from None


class MainKey:
    """What wraps the keys of the key store; it is never stored itself."""

    def __init__(self, key: bytes, entropy: Entropy) -> None:
        self._secret = key
        self._key = AESGCM(key)
        self._entropy = entropy

    def wrap(self, key_id: str, key: bytes) -> bytes:
        return encrypt(self._key, self._entropy.bytes(NONCE_BYTES), key_id.encode(), key)

    def unwrap(self, key_id: str, wrapped: bytes) -> bytes:
        """Raises `Tampered`, also when another main key has wrapped it."""
        return decrypt(self._key, key_id.encode(), wrapped)

    def derive(self, purpose: bytes, salt: bytes, size: int) -> bytes:
        """So many bytes that say nothing about the main key: the same for the same purpose and salt."""
        return HKDF(SHA256(), size, salt, purpose).derive(self._secret)
