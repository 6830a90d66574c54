"""Several bots, as processes of their own, on one PostgreSQL database."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.operations.network import written
from tests.sessions import terminate_others, until
from tests.stories.command import OTHER_KEY, peerbot, production, running

PRESENT = """
SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE datname = current_database() AND locktype = 'advisory' AND mode = 'ShareLock' HAVING count(*) = {}
"""


@pytest.fixture
def environment(migrated_postgres: str, tmp_path: Path) -> dict[str, str]:
    return production(tmp_path) | {"PEERBOT_DATABASE_URL": migrated_postgres}


async def test_keys_are_rotated_only_when_the_last_bot_has_ended(
    environment: dict[str, str], migrated_postgres: str
) -> None:
    """However one of them ended, and although the connections of the other were lost in between."""
    rotating = environment | {"PEERBOT_NEW_MAIN_KEY": written(OTHER_KEY)}
    codes = []
    async with running(environment) as other:
        async with running(environment) as one:
            await asyncio.to_thread(until, migrated_postgres, PRESENT.format(2))
            codes.append(peerbot(rotating, "keys", "rotate").returncode)
            one.kill()
            await one.wait()
        terminate_others(migrated_postgres)
        await asyncio.to_thread(until, migrated_postgres, PRESENT.format(1))
        codes.append(peerbot(rotating, "keys", "rotate").returncode)
    codes.append(peerbot(rotating, "keys", "rotate").returncode)

    assert other.returncode == 0
    assert codes == [69, 69, 0]
