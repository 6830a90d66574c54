"""Whose data key is which, as far as one transaction knows; sealing in the name of a person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select

from storage.errors import Conflict
from storage.statements import Database, Statement
from storage.tables import profiles
from storage.vault import Vault

_SELECT = select(profiles.c.key_id).where(profiles.c.id == bindparam("id"))
_KEY = Statement(_SELECT)
_KEY_HELD = Statement(_SELECT.with_for_update(read=True))


class Keyring:
    """An empty key id belongs to somebody who was forgotten: what is sealed for them is nothing."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._keys: dict[str, str] = {}
        self._newcomers: set[str] = set()
        self._fingerprints: dict[tuple[str, ...], bytes] = {}
        self.doomed: dict[str, str] = {}

    def make(self, profile_id: str) -> str:
        """A key for somebody new, whom no other transaction can see yet."""
        self._newcomers.add(profile_id)
        return self.learn(profile_id, self._vault.new_key())

    def learn(self, profile_id: str, key_id: str) -> str:
        """What another store has read anyway."""
        self._keys[profile_id] = key_id
        return key_id

    def open(self, key_ids: Collection[str]) -> None:
        """Many are about to be read."""
        self._vault.open(key_ids)

    def hold(self, profile_id: str) -> None:
        """Before something new is linked to them: nobody forgets them until this transaction ends."""
        if profile_id not in self._newcomers and not self._read(_KEY_HELD, profile_id):
            raise Conflict

    def now(self) -> datetime:
        """For what is written down as keys go."""
        return self._vault.now()

    def doom(self, profile_id: str, key_id: str) -> None:
        """Their key is to be destroyed once this transaction is durable."""
        self._keys[profile_id] = ""
        self.doomed[profile_id] = key_id

    def of(self, profile_id: str) -> str:
        known = self._keys.get(profile_id)
        return self._read(_KEY, profile_id) if known is None else known

    def _read(self, statement: Statement, profile_id: str) -> str:
        row = self._database.row(statement, {"id": profile_id})
        if row is None:
            raise LookupError("there is no such profile")
        return self.learn(profile_id, row.key_id)

    # ---- in the name of a person

    def seal(self, profile_id: str, place: str, row: str, words: str) -> bytes | None:
        return self._vault.seal(self.of(profile_id), place, row, words)

    def unseal(self, profile_id: str, place: str, row: str, sealed: bytes | None) -> str:
        return self._vault.unseal(self.of(profile_id), place, row, sealed) if sealed else ""

    # ---- in the network's name

    def seal_common(self, place: str, row: str, words: str) -> bytes | None:
        return self._vault.seal_common(place, row, words)

    def unseal_common(self, place: str, row: str, sealed: bytes | None) -> str:
        return self._vault.unseal_common(place, row, sealed) if sealed else ""

    def fingerprint(self, purpose: str, *parts: str) -> bytes:
        """The stores of one transaction ask for the same ones again and again."""
        made = self._fingerprints.get((purpose, *parts))
        if made is None:
            made = self._fingerprints[purpose, *parts] = self._vault.fingerprint(purpose, *parts)
        return made
