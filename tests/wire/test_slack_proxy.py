"""Where a machine may only go out through a proxy, everything to Slack goes through it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.wire.slack.north import awake, ground
from tests.wire.slack.scenes import MODES, en, newest, waits
from tests.wire.slack.server import HOST

ASKED = re.compile(rb"(?:GET|POST) (?:http|ws)://[^/ ]+(/[^ ?]+)")  # by its whole address: of a proxy
LINK = "/link/"


@dataclass
class Forwarding:
    """Hands everything on to one server, and keeps what was asked for."""

    target: int
    asked: list[str] = field(default_factory=list)

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, on = await asyncio.open_connection(HOST, self.target)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._hand_on(reader, on))
                both.create_task(self._hand_on(back, writer))
        except* ConnectionError:
            pass
        finally:
            on.close()
            writer.close()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(64 * 1024):
            self.asked += [path.decode() for path in ASKED.findall(piece)]
            writer.write(piece)
            await writer.drain()
        writer.close()


@asynccontextmanager
async def proxy(target: int) -> AsyncIterator[tuple[str, list[str]]]:
    forwarding = Forwarding(target)
    server = await asyncio.start_server(forwarding.take, HOST, 0)
    async with server:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}", forwarding.asked


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
