"""From `/peer calendar` to the calendar that follows the meetings, over the web port of the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.inbound import feeds_of
from adapters.web.health import health_app, serve
from adapters.zones import use_pinned_zones
from tests.core.cast import ANA
from tests.core.house import NETWORK, House
from tests.core.meetings import MOVED, cancels, changes, plans
from tests.core.reading import button, card_of, facts
from tests.rendering.calendars import Read, read
from tests.stores import sqlite_url


@dataclass
class There:
    """A house with a web port, and Ana's calendar program."""

    house: House
    session: ClientSession

    def address(self) -> str:
        card = card_of(self.house.types(ANA, "calendar"))
        return str(
            facts(card_of(self.house.clicks(ANA, button(card, "meetings.feed_new"))))["meetings.feed.address"]
        )

    async def follows(self, address: str) -> list[Read]:
        async with self.session.get(address) as answer:
            assert answer.status == 200
            return read(await answer.read())


@pytest.fixture
async def there(tmp_path: Path, unused_tcp_port: int) -> AsyncIterator[There]:
    async def is_paused() -> bool:
        return False

    use_pinned_zones()
    network = replace(NETWORK, address=f"http://127.0.0.1:{unused_tcp_port}")
    house = House(sqlite_url(tmp_path), network=network)
    house.joins(ANA)
    app = health_app(is_paused, lambda: 0.0)
    app.add_routes(feeds_of(house.app, house.storage).routes())
    runner = await serve(app, "127.0.0.1", unused_tcp_port)
    async with ClientSession() as session:
        yield There(house, session)
    await runner.cleanup()
    house.close()


async def test_a_calendar_follows_what_is_planned_moved_and_cancelled(there: There) -> None:
    """Three calendars agree on each state of it."""
    address = there.address()
    empty = await there.follows(address)
    planned = plans(there.house)
    (first,) = await there.follows(address)
    changes(there.house, planned, "move", **MOVED)
    (moved,) = await there.follows(address)
    cancels(there.house, planned)
    (cancelled,) = await there.follows(address)

    assert empty == []
    assert first.start == datetime(2026, 12, 16, 18, tzinfo=UTC)
    assert (moved.uid, moved.sequence, moved.start > first.start) == (first.uid, 1, True)
    assert (cancelled.status, cancelled.sequence, cancelled.uid) == ("CANCELLED", 2, first.uid)


async def test_a_revoked_address_leads_nowhere(there: There) -> None:
    """From the next look on."""
    address = there.address()
    there.house.presses(ANA, "meetings.feed_revoke")

    async with there.session.get(address) as answer:
        assert answer.status == 404
