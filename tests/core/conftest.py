"""A house for each test."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.stores import sqlite_url

HOLDING = replace(NETWORK, hold=timedelta(minutes=10))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path))
    yield house
    house.close()


@pytest.fixture
def holding(tmp_path: Path) -> Iterator[House]:
    """One in which decisions are held for ten minutes."""
    house = House(sqlite_url(tmp_path), network=HOLDING)
    yield house
    house.close()


@pytest.fixture
def ana(house: House) -> House:
    """One with one member."""
    house.joins(ANA)
    return house


@pytest.fixture
def crowded(database_url: str) -> Iterator[House]:
    """One in which people do things at the same moment: in one commit on SQLite, on PostgreSQL in several
    transactions at once."""
    house = House(database_url)
    yield house
    house.close()


@pytest.fixture
def crowded_holding(database_url: str) -> Iterator[House]:
    """Both."""
    house = House(database_url, network=HOLDING)
    yield house
    house.close()
