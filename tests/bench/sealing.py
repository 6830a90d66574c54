"""What it costs of an event that the words of people are sealed: beside the event itself, in the same run."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import closing

from sqlalchemy import func, select

from adapters.clock import SystemClock, SystemEntropy
from adapters.trial import NETWORK
from adapters.wiring import put_together
from storage.connecting import connect, connect_keys
from storage.engine import open_storage
from storage.keys import KeyStore
from storage.migrations import migrate
from storage.secret_folder import folder_of
from storage.tables import KEYS_SCHEMA, metadata
from storage.types import Fingerprint, Sealed
from storage.vault import BATCH, KEY_BYTES, Vault
from tests.bench.events import NoMail, must_be_taken, submissions
from tests.bench.figures import Figures, in_flight

WORDS = "somebody.with.a.long.name@ville.example"
OFTEN = 20_000


def measured(name: str, url: str, many: int) -> str:
    """Sealed fields, fingerprints, and the share of a data key for somebody new."""
    key = SystemEntropy().bytes(KEY_BYTES)
    events, fields, prints = asyncio.run(_events(url, key, many))
    entropy = SystemEntropy()
    with closing(Vault(KeyStore(connect_keys(url)), folder_of(url), key, entropy, SystemClock())) as vault:
        vault.unlock()
        began = time.perf_counter()
        ids = [vault.new_key() for _ in range(BATCH)]
        minting = (time.perf_counter() - began) / BATCH
        sealing = _once(lambda: vault.seal(ids[0], "requests.name", ids[1], WORDS))
        printing = _once(lambda: vault.fingerprint("mailbox", WORDS))
    cost, event = fields * sealing + prints * printing + minting, events.percentile(0.5) / 1000
    parts = (
        f"{fields:.0f} fields of {sealing * 1e6:.1f} µs",
        f"{prints:.0f} fingerprints of {printing * 1e6:.1f} µs",
        f"a data key of {minting * 1e6:.1f} µs",
    )
    return f"{name}: sealing is {cost / event:.1%} of a submission's {event * 1e3:.2f} ms: {', '.join(parts)}"


async def _events(url: str, key: bytes, many: int) -> tuple[Figures, float, float]:
    """How long one takes, and how much of each kind it leaves in the database."""
    migrate(url)
    storage = open_storage(url, key, SystemEntropy(), SystemClock())
    bot = put_together(NETWORK, storage, SystemClock(), SystemEntropy(), (), NoMail())

    async def submit(number: int) -> None:
        must_be_taken(await bot.door.handle(asked[number]))

    asked = submissions(many)
    try:
        events = await in_flight("", 1, range(many), submit)
    finally:
        storage.close()
    return events, _written(url, Sealed) / many, _written(url, Fingerprint) / many


def _written(url: str, kind: type) -> int:
    columns = [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if table.schema != KEYS_SCHEMA and isinstance(column.type, kind)
    ]
    engine = connect(url)
    with engine.begin() as connection:
        total = sum(connection.execute(select(func.count(column))).scalar_one() for column in columns)
    engine.dispose()
    return total


def _once(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(OFTEN):
        act()
    return (time.perf_counter() - began) / OFTEN
