"""Where a machine may only go out through a proxy, everything to Discord goes through it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.wire.discord.north import awake, ground
from tests.wire.discord.scenes import approves, both, cards, desk, said, waits
from tests.wire.discord.server import API
from tests.wire.forwarding import proxy

TOKEN = re.compile("/aW50[^/]+")  # which is in no record


async def test_calls_answers_and_the_gateway_go_through_it(tmp_path: Path, migrated_sqlite: str) -> None:
    """From the first look at the token to what follows an answer."""
    async with (
        ground(tmp_path, migrated_sqlite) as around,
        proxy(around.server.port) as (address, asked),
        awake(around, proxy=address) as there,
    ):
        await waits(there, "ana")
        dev, card = desk(there, "dev"), cards(there)[-1]
        key = str(card.components[0]["components"][0]["custom_id"])
        await approves(there)
        await dev.forges(key, card)
        await there.settles()

        assert both("button.joining.undo") in said(cards(there)[-1])
    arrived = [API + call["path"].partition("?")[0] for call in around.server.calls]
    called = [TOKEN.sub("/token", path) for path in asked if path.startswith(API)]

    assert sorted(called) == sorted(arrived)
    assert [path for path in asked if not path.startswith(API)] == ["/gateway/"]
    assert any("/webhooks/" in path for path in asked)
