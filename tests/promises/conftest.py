"""Every promise is tested on both databases: `storage` stands for either."""

from collections.abc import Iterator

import pytest

from storage.engine import Storage
from tests.promises.boxes import opens
from tests.stores import open_anew
from tests.world import HeldClock


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def storage(database_url: str, clock: HeldClock) -> Iterator[Storage]:
    storage = open_anew(database_url, clock)
    yield storage
    storage.close()


@pytest.fixture
def box(storage: Storage) -> Storage:
    """A ballot box that is open, and the database in which it stands."""
    opens(storage)
    return storage
