"""Socket Mode as it goes in life: connections end, come back and overlap, nothing is lost or done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack.misshapes import Recorder
from tests.wire.slack.north import North, awake, ground
from tests.wire.slack.server import Fault
from tests.wire.slack.sockets import Sockets

PING = 0.2  # seconds between two looks at the connection; in production 10


@pytest.fixture
async def there(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[North]:
    """One that soon sees that its connection is gone."""
    async with ground(tmp_path, migrated_sqlite, "socket", ping=PING) as around, awake(around) as north:
        yield north


async def another(sockets: Sockets, than: object) -> None:
    """A connection other than that one is there."""
    async with asyncio.timeout(10):
        while not sockets.links or sockets.links[-1] is than:
            await asyncio.wait_for(sockets.changed.wait(), 10)
            sockets.changed.clear()


async def test_a_connection_that_is_cut_comes_back(there: North) -> None:
    """Without a word from Slack; what is typed then is answered."""
    sockets = there.server.sockets
    first = await sockets.next()
    there.server.cut_sockets()
    await another(sockets, first)
    await there["ana"].types("/peer status")

    assert there["ana"].sees()


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_connection_that_slack_ends_is_followed_by_another(there: North, reason: str) -> None:
    """It says so some seconds before."""
    sockets = there.server.sockets
    first = await sockets.next()
    await sockets.refresh(reason)
    await another(sockets, first)
    await there["ana"].types("/peer status")

    assert there["ana"].sees()


async def test_a_ticket_that_is_worth_nothing_is_not_tried_for_ever(there: North) -> None:
    """Slack lets each in once: a new one is asked for when it did not."""
    sockets = there.server.sockets
    first = await sockets.next()
    sockets.refuses = 4
    there.server.cut_sockets()
    await another(sockets, first)
    await there["ana"].types("/peer status")

    assert there["ana"].sees()
    assert len(there.server.called("apps.connections.open")) >= 3


async def test_a_first_connection_that_is_refused_is_tried_again(
    tmp_path: Path, migrated_sqlite: str
) -> None:
    """The bot starts at a bad moment, and works when Slack does."""
    async with ground(tmp_path, migrated_sqlite, "socket", ping=PING) as around:
        for fault in (Fault(500), Fault(error="internal_error"), Fault(cut=True)):
            around.server.once("apps.connections.open", fault)
        async with awake(around) as there:
            await there["ana"].types("/peer status")

            assert there["ana"].sees()


async def test_an_envelope_that_comes_twice_is_done_once(there: North) -> None:
    """When the acknowledgement of the first did not reach Slack."""
    recorder = Recorder(there["ana"].delivery)
    there["ana"].delivery = recorder
    await there["ana"].types("/peer join")
    kind, payload = recorder.sent[-1]
    both = await asyncio.gather(*(recorder.delivery.deliver(kind, payload) for _ in range(2)))

    assert [answer.payload for answer in both] == [None, None]
    assert len(there.server.called("views.open")) == 1


async def test_two_processes_share_what_comes(tmp_path: Path, migrated_sqlite: str) -> None:
    """Each command goes to one connection, in turn; each knows what was done through the other."""
    async with (
        ground(tmp_path, migrated_sqlite, "socket") as around,
        awake(around),
        awake(around, seed=8) as there,
    ):
        while len(around.server.sockets.links) < 2:
            await around.server.sockets.changed.wait()
            around.server.sockets.changed.clear()
        ana = there["ana"]
        await ana.types("/peer join")
        await ana.fills_in(name="Ana", email="ana@calgary.ca", community="community:4806016", role="staff")
        await ana.types("/peer status")
        await ana.types("/peer status")
        one, two = ana.sees()[-2:]

        assert one.blocks == two.blocks


async def test_what_is_under_way_is_acknowledged_before_the_end(tmp_path: Path, migrated_sqlite: str) -> None:
    """A stop in the middle of a command: it is done, and Slack hears of it."""
    async with ground(tmp_path, migrated_sqlite, "socket") as around:
        async with awake(around) as there:
            around.server.once("users.info", Fault(after=True, seconds=0.3))
            typing = asyncio.ensure_future(there["ana"].types("/peer status"))
            await asyncio.wait_for(around.server.lingering.wait(), 10)
        await typing

        assert there["ana"].sees()
