"""A place for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.core.house import House
from tests.web.place import Place, opened


@pytest.fixture
async def place(migrated_sqlite: str) -> AsyncIterator[Place]:
    async with opened(migrated_sqlite) as place:
        yield place


@pytest.fixture
async def either(database_url: str) -> AsyncIterator[Place]:
    """On both databases."""
    async with opened(database_url) as place:
        yield place


@pytest.fixture
def house(migrated_sqlite: str) -> Iterator[House]:
    house = House(migrated_sqlite)
    yield house
    house.close()
