"""What the adapters' tests may ask for."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.local.app import application
from tests.adapters.platforms import Street
from tests.adapters.sandbox import Page, build


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """The sandbox's page, served on loopback."""
    house = build(tmp_path)
    async with TestClient(TestServer(application(house.sandbox))) as client:
        yield Page(client, house)
    house.sandbox.rooms.close()


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    """A courier with places to go to."""
    street = Street(tmp_path)
    yield street
    street.house.close()
