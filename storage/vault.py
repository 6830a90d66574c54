"""Sealing: fields with a data key per person, fingerprints and digests with the index key.

A sealed field is a version byte, a nonce, and AES-256-GCM's ciphertext with its tag, bound to the place
where it stands (table, column and row). What the index key makes is bound to its purpose. Both kinds of
key lie in the key store, wrapped by the main key, which can therefore be changed.
"""

from __future__ import annotations

import hmac
import threading
from collections.abc import Collection
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.members.retention import Retention, Rule
from bot.ports import Clock, Entropy
from storage.errors import Conflict, KeysMissing, Tampered, WrongMainKey
from storage.keys import INDEX, KeyStore
from storage.poll_keys import PollKeys
from storage.sealing import MainKey, decrypt, encrypt
from storage.secret_folder import SecretFolder
from storage.types import NONCE_BYTES

KEY_BYTES = 32
KEY_ID_BYTES = 16
BATCH = 256  # data keys minted in one commit: a new person does not cost a commit more
SPOILT = timedelta(hours=12)  # from then on a minted key is not given to anybody
COMMON = "common-words"  # the purpose for which the network's key is made
UNUSED = timedelta(days=1)  # from then on one that nobody has is destroyed: well after `SPOILT`
TOMBSTONES = Retention().ages()[Rule.TOMBSTONE]
OPENED = 4096  # keys kept unwrapped in memory, those that were opened last


class Vault:
    """All that needs a key. May be used by several threads at once."""

    def __init__(
        self, keys: KeyStore, folder: SecretFolder, main_key: bytes, entropy: Entropy, clock: Clock
    ) -> None:
        self._keys = keys
        self._main = MainKey(main_key, entropy)
        self._entropy = entropy
        self._clock = clock
        self._lock = threading.Lock()
        self._pool: list[str] = []
        self._minted_at = clock.now()
        self._opened: dict[str, AESGCM] = {}
        self.polls = PollKeys(keys.engine, folder, self._main, entropy, clock)
        self._index_digest = hmac.new(b"", digestmod="sha256")
        self._wrapped_index = b""

    # ---- keys

    def unlock(self, used: Collection[str] = ()) -> None:
        """Take the index key, or make it the first time; raises `WrongMainKey`, and `KeysMissing` when
        people have keys of which not one is here."""
        kept = self._keys.all()
        if used and (INDEX not in kept or kept.isdisjoint(used)):
            raise KeysMissing
        if INDEX not in kept:
            wrapped = self._main.wrap(INDEX, self._entropy.bytes(KEY_BYTES))
            self._keys.add_first(INDEX, wrapped, self._clock.now())
        self._wrapped_index = self._keys.get(INDEX) or b""
        try:
            index = self._main.unwrap(INDEX, self._wrapped_index)
            self._index_digest = hmac.new(index, digestmod="sha256")
        except Tampered:
            raise WrongMainKey from None

    def new_key(self) -> str:
        """The id of a data key that nobody else has, durable already."""
        with self._lock:
            now = self._clock.now()
            if not self._pool or now - self._minted_at >= SPOILT:
                self._mint()
                self._minted_at = now
            return self._pool.pop()

    def _mint(self) -> None:
        fresh = {
            self._entropy.bytes(KEY_ID_BYTES).hex(): self._entropy.bytes(KEY_BYTES) for _ in range(BATCH)
        }
        wrapped = {key_id: self._main.wrap(key_id, key) for key_id, key in fresh.items()}
        self._keys.add(wrapped, self._clock.now(), self._wrapped_index)
        self._pool = list(fresh)
        self._remember({key_id: AESGCM(key) for key_id, key in fresh.items()})

    def now(self) -> datetime:
        return self._clock.now()

    def destroy(self, key_ids: Collection[str]) -> None:
        """Whatever these have sealed is unreadable from now on, and no backup brings it back."""
        self._keys.bury(key_ids, self._clock.now())
        self._drop(key_ids)

    def dig_over(self) -> None:
        """The numbers of keys that no backup can have any more."""
        self._keys.dig_over(self._clock.now() - TOMBSTONES)

    def _drop(self, key_ids: Collection[str]) -> None:
        with self._lock:
            for key_id in key_ids:
                self._opened.pop(key_id, None)

    def destroy_unused(self, used: Collection[str]) -> None:
        """Of the keys that were minted a day or more ago, destroy those that nobody has."""
        minted = self._keys.minted_before(self._clock.now() - UNUSED)
        unused = [key_id for key_id in minted if key_id not in used]
        self._keys.destroy(unused)
        self._drop(unused)

    def shut(self) -> None:
        """Drop the unwrapped keys: another process may have destroyed some of them."""
        self.polls.shut()
        with self._lock:
            self._opened.clear()

    def close(self) -> None:
        self.shut()
        self._keys.close()

    # ---- fields

    def seal(self, key_id: str, place: str, row: str, words: str) -> bytes | None:
        """None for no words, and for somebody who was forgotten (who has no key id)."""
        if not words or not key_id:
            return None
        key = self._key(key_id)
        if key is None:
            raise Conflict
        nonce = self._entropy.bytes(NONCE_BYTES)
        return encrypt(key, nonce, f"{place}:{row}".encode(), words.encode())

    def unseal(self, key_id: str, place: str, row: str, sealed: bytes | None) -> str:
        """Empty when nothing was sealed, and when the key was destroyed."""
        key = self._key(key_id) if sealed and key_id else None
        if key is None or sealed is None:
            return ""
        return decrypt(key, f"{place}:{row}".encode(), sealed).decode()

    def seal_common(self, place: str, row: str, words: str) -> bytes | None:
        """With the network's key, for what is about nobody in particular; None for no words."""
        if not words:
            return None
        nonce = self._entropy.bytes(NONCE_BYTES)
        return encrypt(self._common_key(), nonce, f"{place}:{row}".encode(), words.encode())

    def unseal_common(self, place: str, row: str, sealed: bytes) -> str:
        return decrypt(self._common_key(), f"{place}:{row}".encode(), sealed).decode()

    def _common_key(self) -> AESGCM:
        """It comes of the index key, and so lives where that lives."""
        return AESGCM(self.fingerprint(COMMON))

    def open(self, key_ids: Collection[str]) -> None:
        """Before the fields of many are read: their keys are fetched at once, not one by one."""
        closed = [key_id for key_id in key_ids if key_id and key_id not in self._opened]
        wrapped = self._keys.several(closed) if closed else {}
        keys = {key_id: AESGCM(self._main.unwrap(key_id, key)) for key_id, key in wrapped.items()}
        with self._lock:
            self._remember(keys)

    def _key(self, key_id: str) -> AESGCM | None:
        key = self._opened.get(key_id)
        if key is None:
            unwrapped = self._unwrap(key_id)
            if unwrapped:
                key = AESGCM(unwrapped)
                with self._lock:
                    self._remember({key_id: key})
        return key

    def _remember(self, keys: dict[str, AESGCM]) -> None:
        self._opened |= keys
        while len(self._opened) > OPENED:
            del self._opened[next(iter(self._opened))]

    def _unwrap(self, key_id: str) -> bytes | None:
        wrapped = self._keys.get(key_id)
        try:
            return self._main.unwrap(key_id, wrapped) if wrapped else None
        except Tampered:
            if self._keys.get(INDEX) != self._wrapped_index:
                raise WrongMainKey from None  # rotated meanwhile
            raise

    # ---- fingerprints

    def fingerprint(self, purpose: str, *parts: str) -> bytes:
        """The same for the same parts, 32 bytes; says nothing to whoever lacks the index key."""
        framed = "".join([f"{len(part)}:{part}" for part in (purpose, *parts)])
        digest = self._index_digest.copy()
        digest.update(framed.encode())
        return digest.digest()
