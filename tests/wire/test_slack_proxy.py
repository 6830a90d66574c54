"""Where a machine may only go out through a proxy, everything to Slack goes through it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.wire.forwarding import proxy
from tests.wire.slack.north import awake, ground
from tests.wire.slack.scenes import MODES, en, newest, waits

LINK = "/link/"


@pytest.mark.parametrize("mode", MODES)
async def test_calls_answers_and_the_socket_go_through_it(
    tmp_path: Path, migrated_sqlite: str, mode: str
) -> None:
    """From the first look at the token to the connection over which events come."""
    async with (
        ground(tmp_path, migrated_sqlite, mode) as around,
        proxy(around.server.port) as (address, asked),
        awake(replace(around, proxy=address)) as there,
    ):
        ana = await waits(there, "ana")
        await ana.types("/peer withdraw")
        await ana.presses(en("button.joining.withdrawn"))
        await there.settles()

        assert en("joining.status.withdrawn") in newest(ana)
    arrived = [call["path"] for call in around.server.calls]

    assert sorted(path for path in asked if path != LINK) == sorted(arrived)
    assert (LINK in asked) == (mode == "socket")
    assert any(path.startswith("/response/") for path in asked)
