"""A place for each test."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.core.cast import ANA, LUC
from tests.core.house import House
from tests.core.topics import enters
from tests.web import visiting
from tests.web.furnished import full
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


@pytest.fixture
async def ours(migrated_sqlite: str) -> AsyncIterator[Place]:
    """Pages that are reached from outside, and Ana and Luc are members."""
    async with opened(migrated_sqlite, visiting.NETWORK) as place:
        enters(place.house, ANA, LUC)
        yield place


@pytest.fixture
async def ours_on_either(database_url: str) -> AsyncIterator[Place]:
    """On both databases."""
    async with opened(database_url, visiting.NETWORK) as place:
        enters(place.house, ANA, LUC)
        yield place


@pytest.fixture
async def ours_full(migrated_sqlite: str) -> AsyncIterator[Place]:
    """Where everything is under way that a member can see."""
    async with opened(migrated_sqlite, visiting.NETWORK) as place:
        full(place.house)
        yield place
