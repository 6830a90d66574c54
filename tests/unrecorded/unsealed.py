"""What a database holds when somebody has all of its keys: the words in each sealed column."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from itertools import permutations, product
from typing import Any

from sqlalchemy import Connection, Table, select

from storage.connecting import connect_keys, connect_to_look, poll_folder
from storage.errors import Tampered
from storage.keys import KeyStore
from storage.secret_folder import SecretFolder
from storage.tables import KEYS_SCHEMA, ballots, metadata, profiles
from storage.types import Sealed
from storage.vault import Vault
from tests.world import HeldClock, SeededEntropy

CLOSED = "cannot be opened"
# Ballots are a number each, sealed with their poll's key: there is no word in any.
TABLES = [table for table in metadata.sorted_tables if table.schema != KEYS_SCHEMA and table is not ballots]
Words = dict[str, set[str]]


def unsealed(url: str, main_key: bytes) -> Words:
    """By column; `CLOSED` for what no key opens."""
    found: Words = {}
    engine = connect_to_look(url)
    folder = SecretFolder(poll_folder(url))
    with closing(
        Vault(KeyStore(connect_keys(url)), folder, main_key, SeededEntropy(1), HeldClock())
    ) as vault:
        vault.unlock()
        with engine.begin() as connection:
            owners = connection.execute(select(profiles.c.id, profiles.c.key_id))
            whose = {row.id: row.key_id for row in owners}
            for table in TABLES:
                _read(table, connection, vault, whose, found)
    engine.dispose()
    return found


def _read(table: Table, connection: Connection, vault: Vault, keys: Mapping[str, str], found: Words) -> None:
    columns = [column.name for column in table.columns if isinstance(column.type, Sealed)]
    for row in connection.execute(select(table)).mappings() if columns else ():
        for column in columns:
            if row[column]:
                place = f"{table.name}.{column}"
                found.setdefault(place, set()).add(_opened(vault, keys, row, place, row[column]))


def _opened(vault: Vault, keys: Mapping[str, str], row: Mapping[Any, Any], place: str, sealed: bytes) -> str:
    """By whosever key, and whatever name of the row it was sealed for."""
    texts = [str(value) for value in row.values() if isinstance(value, str | int) and str(value)]
    names = [*texts, *("-".join(pair) for pair in permutations(texts[:3], 2))]
    places = [place, *([f"requests.{row['kind']}"] if "kind" in row else [])]
    own = [str(row["key_id"])] if row.get("key_id") else []  # of a guest, who is no profile
    owners = [*own, *(keys[text] for text in texts if keys.get(text)), *filter(None, keys.values())]
    for key, at, name in product(["", *owners], places, names):
        if words := _tried(vault, key, at, name, sealed):
            return words
    return CLOSED


def _tried(vault: Vault, key: str, place: str, name: str, sealed: bytes) -> str:
    """Without a key it is the network's."""
    try:
        return vault.unseal(key, place, name, sealed) if key else vault.unseal_common(place, name, sealed)
    except Tampered:
        return ""
